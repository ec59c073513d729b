-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 1. Every table is partitioned by hash of the device, and every unique key begins with the device, so that no
-- statement of the program needs more than one partition (README.md, "Shards").

CREATE TABLE district.line (
  device text NOT NULL,
  accepted bigint NOT NULL DEFAULT 0,       -- items ever taken: the next one's ordinal
  waiting boolean NOT NULL DEFAULT false,   -- something has to go to the platform
  leased_by text NOT NULL DEFAULT '',       -- the instance that sends for this device
  leased_until timestamptz NOT NULL DEFAULT '-infinity', -- nobody else does before that
  PRIMARY KEY (device)
) PARTITION BY HASH (device);
CREATE INDEX line_waiting ON district.line (leased_until) WHERE waiting;

CREATE TABLE district.epoch (
  device text NOT NULL,
  epoch text NOT NULL,
  high_water bigint NOT NULL,               -- up to this number nothing is missing
  highest bigint NOT NULL,                  -- the highest number taken
  digest text NOT NULL,                     -- of the keys up to high_water, as the contract's receipts have it
  PRIMARY KEY (device, epoch)
) PARTITION BY HASH (device);

CREATE TABLE district.item (
  device text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  key uuid NOT NULL,
  ordinal bigint NOT NULL,                  -- order of acceptance within the device
  operation text NOT NULL,
  stream text NOT NULL,                     -- order holds inside it; empty: none
  suite smallint NOT NULL,
  key_id text NOT NULL,
  sealed bytea,                             -- as it came; NULL once the platform has answered for good
  body_hmac bytea NOT NULL,
  made_at text NOT NULL,
  late boolean NOT NULL,
  state smallint NOT NULL DEFAULT 0,        -- 0 waits, 1 arrived, 2 parked
  rest_until timestamptz NOT NULL DEFAULT '-infinity',
  rests smallint NOT NULL DEFAULT 0,        -- how often the platform wanted it later
  receipt text NOT NULL DEFAULT '',
  code text NOT NULL DEFAULT '',            -- why it is parked
  taken_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  PRIMARY KEY (device, key),
  UNIQUE (device, epoch, seq)
) PARTITION BY HASH (device);
ALTER TABLE district.item ALTER COLUMN sealed SET STORAGE EXTERNAL; -- sealed bytes do not shrink
CREATE INDEX item_waiting ON district.item (device, ordinal) WHERE state = 0;
CREATE INDEX item_held ON district.item (device, stream, ordinal) WHERE state <> 1 AND stream <> '';
CREATE INDEX item_parked ON district.item (device) WHERE state = 2;

-- A salvaged queue brings known items under a new epoch and number.
CREATE TABLE district.moved (
  device text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  key uuid NOT NULL,
  PRIMARY KEY (device, epoch, seq)
) PARTITION BY HASH (device);

CREATE TABLE district.picture (
  device text NOT NULL,
  sha256 text NOT NULL,                     -- of the picture, not of the sealed bytes
  key_id text NOT NULL,
  sealed bytea,
  state smallint NOT NULL DEFAULT 0,        -- 0 waits, 1 the platform has it, 2 parked, 3 erased
  code text NOT NULL DEFAULT '',
  PRIMARY KEY (device, sha256)
) PARTITION BY HASH (device);
ALTER TABLE district.picture ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX picture_kept ON district.picture (device, state) WHERE state < 2;

DO $$
DECLARE
  parent text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['line', 'epoch', 'item', 'moved', 'picture'] LOOP
    FOR part IN 0..15 LOOP
      EXECUTE format('CREATE TABLE district.%I PARTITION OF district.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                     parent || '_p' || to_char(part, 'FM00'), parent, part);
    END LOOP;
  END LOOP;
END $$;
