-- 照片的时间、地点留作证据；别人下载的是去掉这些信息、转正了的一份。
ALTER TABLE stored_file
  ADD COLUMN clean_sha256 text CHECK (clean_sha256 ~ '^[0-9a-f]{64}$'),
  ADD COLUMN clean_size   bigint CHECK (clean_size > 0),
  ADD COLUMN taken_at     timestamptz,
  ADD COLUMN taken_place  text,
  ADD CHECK ((clean_sha256 IS NULL) = (clean_size IS NULL));
