ALTER TABLE dataset ADD COLUMN format text NOT NULL DEFAULT 'csv';
