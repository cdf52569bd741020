-- A desk in order of urgency: each acting holder carries the day the matter is due, so that the first page of a long
-- desk is read without reading the rest.
ALTER TABLE matter_party ADD COLUMN due_key date NOT NULL DEFAULT '9999-12-31';
UPDATE matter_party SET due_key = coalesce(matter.due_on, '9999-12-31') FROM matter WHERE matter.id = matter_party.matter_id AND matter_party.acts;
DROP INDEX matter_party_desk;
CREATE INDEX matter_party_desk ON matter_party (office, union_id, studio_id, person_id, due_key, matter_id) WHERE acts;
