-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3. The first answer to each batch, by the batch's own key. A program of version 2 answers a repeat from the
-- records alone, and never looks here.

CREATE TABLE district.answer (
  device text NOT NULL,
  key uuid NOT NULL,                        -- the Idempotency-Key of the batch; it begins with its time
  body_hash text NOT NULL,                  -- of the request: another body under the same key is refused
  words text NOT NULL,                      -- a word for each item of the batch
  high_water bigint NOT NULL,
  digest text NOT NULL,
  at text NOT NULL,                         -- when it was signed
  PRIMARY KEY (device, key)
) PARTITION BY HASH (device);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE district.%I PARTITION OF district.answer FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                   'answer_p' || to_char(part, 'FM00'), part);
  END LOOP;
END $$;
