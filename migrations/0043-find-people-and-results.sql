-- 人按姓名、首字母、全拼找；成果按名称、编号找。两个字的靠扫，三个字以上的靠索引。
CREATE INDEX person_search ON person USING gin ((lower(name) || ' ' || initials) gin_trgm_ops);
CREATE INDEX account_search ON account USING gin (name gin_trgm_ops);
CREATE INDEX achievement_search ON fact_achievement USING gin (lower(title || ' ' || number) gin_trgm_ops);
CREATE INDEX letter_search ON letter USING gin (lower(subject) gin_trgm_ops);
