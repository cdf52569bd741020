-- 牌匾：签名的钥匙，发放、收回、遗失的登记。
CREATE TABLE plaque_key (
  id          text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{8}$'),
  public_key  text NOT NULL,
  -- Gone once another key has taken over: what is not there cannot be stolen.
  private_key text,
  made_at     timestamptz NOT NULL,
  retired_at  timestamptz,
  CHECK ((private_key IS NULL) = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_plaque_key_signs ON plaque_key ((true)) WHERE retired_at IS NULL;

ALTER TABLE title ADD handed_by text, ADD receipt text REFERENCES stored_file;
ALTER TABLE old_plaque
  ADD awarded_on  date,
  ADD handed_by   text,
  ADD received_by text,
  ADD receipt     text REFERENCES stored_file,
  ADD why         text NOT NULL DEFAULT '',
  ADD lost_on     date,
  ADD returned_on date,
  ADD returned_by text,
  ADD return_note text NOT NULL DEFAULT '';
-- What was handed out before is in the history: the last award after the reissue before.
UPDATE old_plaque o SET (awarded_on, received_by, receipt) = (
  SELECT (e.brought ->> 'awardedOn')::date, e.brought ->> 'receivedBy', e.brought ->> 'receipt' FROM matter_event e
  WHERE e.matter_id = o.title_id AND e.transition = 'award' AND (e.at AT TIME ZONE 'Asia/Shanghai')::date <= o.replaced_on
    AND e.id > coalesce((SELECT max(r.id) FROM matter_event r WHERE r.matter_id = o.title_id AND r.transition = 'reissue'
                           AND (r.at AT TIME ZONE 'Asia/Shanghai')::date < o.replaced_on), '')
  ORDER BY e.id DESC LIMIT 1);
UPDATE title t SET receipt = (
  SELECT e.brought ->> 'receipt' FROM matter_event e WHERE e.matter_id = t.id AND e.transition = 'award' ORDER BY e.id DESC LIMIT 1)
WHERE t.awarded_on IS NOT NULL;

-- 归档：封存的数据包，只增不改。
CREATE TABLE archive_package (
  id        text PRIMARY KEY,
  matter_id text NOT NULL REFERENCES matter,
  version   integer NOT NULL CHECK (version > 0),
  term      text NOT NULL CHECK (term IN ('permanent', 'years-30', 'years-10')),
  file_id   text NOT NULL REFERENCES stored_file,
  sha256    text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size      bigint NOT NULL CHECK (size > 0),
  manifest  jsonb NOT NULL,
  sealed_at timestamptz NOT NULL,
  sealed_by text NOT NULL REFERENCES person,
  UNIQUE (matter_id, version)
);
CREATE INDEX archive_package_by_sum ON archive_package (sha256);
CREATE INDEX matter_by_closing ON matter (closed_at, id) WHERE closed_at IS NOT NULL;
