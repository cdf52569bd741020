-- What lies on a desk is found by the desk, however much lies on others.
CREATE INDEX matter_party_desk ON matter_party (office, union_id, studio_id, person_id, matter_id) WHERE acts;
