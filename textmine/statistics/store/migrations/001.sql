-- Version 1: files, the series in them with their figures, and a view of these one by one.
-- Nothing is ever overwritten: the same figure in two files stands twice, once a vintage. series.key is equal for the series of one thing
-- (indicator, region, unit, measure, base, span, prices, frequency), whatever file it comes from.

CREATE TABLE files (
    id           INTEGER PRIMARY KEY,
    path         TEXT NOT NULL,              -- as named at import
    sha256       TEXT NOT NULL,              -- of the content
    options      TEXT NOT NULL,              -- what the user said of it, as JSON
    bytes        INTEGER NOT NULL,
    imported     TEXT NOT NULL,              -- ISO 8601, UTC
    observations INTEGER NOT NULL,           -- cells with a figure
    missing      INTEGER NOT NULL,           -- cells without one
    UNIQUE (sha256, options)
) STRICT;

CREATE TABLE times (
    id      INTEGER PRIMARY KEY,
    periods TEXT NOT NULL UNIQUE,            -- JSON array of periods, as in claims; shared by all series of a table
    begins  TEXT,                            -- first day of them all; null where it is open
    ends    TEXT                             -- last day
) STRICT;

CREATE TABLE series (
    id               INTEGER PRIMARY KEY,
    file             INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    key              TEXT NOT NULL,
    indicator        TEXT NOT NULL,          -- without unit, base, prices and span
    heading          TEXT NOT NULL,          -- as published
    code             TEXT,                   -- the source's own
    unit             TEXT,                   -- canonical, without scale
    unit_published   TEXT,
    scale            TEXT NOT NULL,          -- units in one published unit, exact
    quantity         TEXT,
    region           TEXT NOT NULL,          -- canonical name
    region_code      TEXT,                   -- GB/T 2260
    region_members   TEXT NOT NULL,          -- of a composite region, JSON
    region_published TEXT NOT NULL,
    region_source    TEXT,                   -- the source's code (ISO 3166 for countries)
    frequency        TEXT,
    measure          TEXT NOT NULL,
    base             TEXT,
    basis            TEXT,
    span             TEXT,
    prices           TEXT,
    scope            TEXT NOT NULL,          -- JSON
    "precision"      TEXT NOT NULL,          -- in canonical units, exact
    released         TEXT,
    vintage          TEXT,
    publisher        TEXT,
    database         TEXT,
    notes            TEXT NOT NULL,          -- JSON
    sheet            TEXT,
    times            INTEGER NOT NULL REFERENCES times (id),
    figures          TEXT NOT NULL,          -- JSON array along times: exact, as published; null where there is none
    missing          TEXT NOT NULL,          -- JSON object: why there is none, by place in the array
    statuses         TEXT NOT NULL,          -- JSON object: provisional, revised …, by place in the array
    "rows"           TEXT NOT NULL,          -- JSON: row of each figure in the file, or of all
    columns          TEXT NOT NULL           -- JSON: column of each, or of all
) STRICT;

CREATE INDEX series_by_key ON series (key);
CREATE INDEX series_by_indicator ON series (indicator);
CREATE INDEX series_by_region ON series (region_code);
CREATE INDEX series_by_file ON series (file);

CREATE INDEX series_by_times ON series (times);

-- One figure a row, for readers of the database; value is rounded, published × scale is exact.
CREATE VIEW observations AS
SELECT
    s.id AS series,
    s.indicator,
    s.region,
    s.region_code,
    json_extract(t.periods, '$[' || e.key || ']') AS period,
    e.value AS published,
    CAST(e.value AS REAL) * CAST(s.scale AS REAL) AS value,
    s.unit,
    s.measure,
    s.base,
    s.span,
    json_extract(s.missing, '$."' || e.key || '"') AS missing,
    json_extract(s.statuses, '$."' || e.key || '"') AS status,
    s.released,
    s.vintage,
    f.path,
    s.sheet
FROM series s
JOIN times t ON t.id = s.times
JOIN files f ON f.id = s.file
JOIN json_each(s.figures) e;
