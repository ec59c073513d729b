-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2. Sealed pictures that come in parts. A program of version 1 takes pictures whole and never looks here.

CREATE TABLE district.picture_part (
  device text NOT NULL,
  sha256 text NOT NULL,                     -- of the picture
  starts bigint NOT NULL,                   -- offset in the sealed bytes
  sealed_hash text NOT NULL,                -- of all sealed bytes: which sealing it is
  bytes bytea NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (device, sha256, starts)
) PARTITION BY HASH (device);
ALTER TABLE district.picture_part ALTER COLUMN bytes SET STORAGE EXTERNAL; -- sealed bytes do not shrink

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE district.%I PARTITION OF district.picture_part FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                   'picture_part_p' || to_char(part, 'FM00'), part);
  END LOOP;
END $$;
