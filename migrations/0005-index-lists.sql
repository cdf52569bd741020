-- What the lists are searched and sorted by.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX studio_search ON studio USING gin (lower(search || ' ' || coalesce(plaque_no, '')) gin_trgm_ops);
CREATE INDEX matter_search ON matter USING gin (lower(search) gin_trgm_ops);
CREATE INDEX studio_by_name ON studio (name, id);
CREATE INDEX studio_by_created ON studio (coalesce(created_on, '0001-01-01'::date) DESC, id DESC);
CREATE INDEX studio_by_entry ON studio (coalesce(last_entry_on, '0001-01-01'::date) DESC, id DESC);
CREATE INDEX matter_todo ON matter (coalesce(due_on, '9999-12-31'::date), id) WHERE closed_at IS NULL;
CREATE INDEX matter_of_studio_by_kind ON matter (studio, kind);
