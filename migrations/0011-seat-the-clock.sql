-- The system acts too (deadlines, what comes in from the public), and what it does has an author like everything else.
INSERT INTO person (id, name) VALUES ('clock', '系统') ON CONFLICT DO NOTHING;
-- Relatives are looked up from both sides, at every request.
CREATE INDEX kinship_by_kin ON kinship (kin_id);
