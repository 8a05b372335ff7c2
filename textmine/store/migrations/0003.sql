-- Foreign keys name their columns from here on, which Datasette needs; nothing else of the tables changes.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(sql,
    'REFERENCES run', 'REFERENCES run (id)'), 'REFERENCES source', 'REFERENCES source (id)'),
    'REFERENCES article', 'REFERENCES article (id)'), 'REFERENCES claim', 'REFERENCES claim (id)'),
    'REFERENCES review', 'REFERENCES review (id)')
WHERE type = 'table' AND sql LIKE '%REFERENCES%' AND sql NOT LIKE '%REFERENCES % (id)%';
PRAGMA writable_schema = OFF;

ALTER TABLE run ADD COLUMN keying TEXT;   -- of which word lists and aliases the keys of all claims are since this run; null for unknown ones

CREATE TABLE alias (                      -- own names of indicators, which the keys of claims follow before those of textmine
    wording TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE anchor (                     -- where the words of claims stand in a file that is more than text, one row a line of the page
    article_id   INTEGER NOT NULL REFERENCES article (id),
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    source_id    INTEGER NOT NULL REFERENCES source (id),
    page         INTEGER,                 -- from 1, as all of these count
    x0           REAL,                    -- the left side, in points from the upper left corner of the page,
    y0           REAL,                    -- the upper,
    x1           REAL,                    -- the right
    y1           REAL,                    -- and the lower one
    table_number INTEGER,                 -- in position 0: the cell of a table,
    table_row    INTEGER,
    table_column INTEGER,
    exact        TEXT,                    -- and the words as the text of a web page has them,
    prefix       TEXT,                    -- with what stands before
    suffix       TEXT,                    -- and behind them
    PRIMARY KEY (article_id, start, "end", position)
) STRICT, WITHOUT ROWID;
