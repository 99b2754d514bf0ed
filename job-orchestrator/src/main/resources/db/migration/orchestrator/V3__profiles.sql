-- Whether a job takes one of the places that its organization's plan gives: profiles of datasets do not. Follows from the spec alone.
ALTER TABLE job ADD COLUMN takes_place boolean NOT NULL GENERATED ALWAYS AS (spec->>'type' <> 'profile') STORED;
