-- 委派：受委派的人办的，记下以谁的名义办、由谁负责。
ALTER TABLE matter_event ADD COLUMN in_name_of text REFERENCES person;
-- 我委派出去的，按委派的人找。
CREATE INDEX matter_delegated_by ON matter ((handling -> 'delegated' -> 'by' ->> 'person')) WHERE handling -> 'delegated' IS NOT NULL;
