-- The fact database of textmine: articles, what was found in them, and where it came from.
--
-- Offsets count characters of article.text and are half-open: substr(text, start + 1, "end" - start) = surface.
-- Values are exact decimals written as text; the columns ending in _real hold the nearest binary number, for sorting and
-- ranges only. Days are ISO dates. period is written as the claim has it (2024, 2024-Q1, ../2024-11); period_from and
-- period_to are its first and last day, null where it is open or unknown. Nothing is ever deleted: a changed article
-- becomes a new row that supersedes the old one.

CREATE TABLE run (                        -- one call of textmine ingest
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,              -- UTC, ISO 8601
    finished  TEXT,                       -- null while it runs, and for ever if it was killed
    version   TEXT NOT NULL,              -- of textmine
    models    TEXT NOT NULL,              -- fingerprints of the models and dictionaries in use, JSON
    options   TEXT NOT NULL               -- JSON
) STRICT;

CREATE TABLE source (                     -- a file or stream that articles were read from
    id        INTEGER PRIMARY KEY,
    path      TEXT NOT NULL UNIQUE,
    size      INTEGER,                    -- bytes, when it was last read to its end
    modified  INTEGER,                    -- nanoseconds, as the file system tells
    sha256    TEXT,
    complete  INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    run_id    INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE TABLE article (                    -- one content, wherever it was found
    id            INTEGER PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE,   -- SHA-256 of title, date and text
    title         TEXT,
    byline        TEXT,
    publisher     TEXT,
    published     TEXT,
    text          TEXT NOT NULL,          -- as given
    dimension     TEXT,                   -- the leading development dimension, or null
    supersedes    INTEGER REFERENCES article,
    superseded    INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),
    run_id        INTEGER NOT NULL REFERENCES run
) STRICT;
CREATE INDEX article_published ON article (published);
CREATE INDEX article_publisher ON article (publisher);
CREATE INDEX article_supersedes ON article (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE sighting (                   -- where an article stands: in which source, under which name, from which character on
    source_id  INTEGER NOT NULL REFERENCES source,
    name       TEXT NOT NULL,             -- the id of the article in its source
    article_id INTEGER NOT NULL REFERENCES article,
    start      INTEGER NOT NULL,          -- of article.text in the text of the source
    extra      TEXT,                      -- further fields of the source, JSON
    run_id     INTEGER NOT NULL REFERENCES run,
    PRIMARY KEY (source_id, name, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_article ON sighting (article_id);

CREATE TABLE passage (                    -- a paragraph with its likeliest dimension
    article_id INTEGER NOT NULL REFERENCES article,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    dimension  TEXT,
    score      REAL NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE dimension (                  -- a development dimension that an article reports on
    article_id INTEGER NOT NULL REFERENCES article,
    dimension  TEXT NOT NULL,
    score      REAL NOT NULL,
    main       INTEGER NOT NULL CHECK (main IN (0, 1)),
    PRIMARY KEY (article_id, dimension)
) STRICT, WITHOUT ROWID;
CREATE INDEX dimension_name ON dimension (dimension, main);

CREATE TABLE entity (                     -- a name in an article
    article_id   INTEGER NOT NULL REFERENCES article,
    position     INTEGER NOT NULL,        -- counts the names of an article from 0
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    surface      TEXT NOT NULL,
    label        TEXT NOT NULL,
    canonical    TEXT NOT NULL,
    code         TEXT,                    -- GB/T 2260, of a place
    office       TEXT,
    organisation TEXT,
    nested       INTEGER NOT NULL CHECK (nested IN (0, 1)),
    score        REAL NOT NULL,
    rule         TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_canonical ON entity (canonical, label);

CREATE TABLE claim (                      -- a number that says something about the world
    id                INTEGER PRIMARY KEY,
    article_id        INTEGER NOT NULL REFERENCES article,
    name              TEXT NOT NULL,      -- c1, c2 … in the article
    start             INTEGER NOT NULL,
    "end"             INTEGER NOT NULL,
    surface           TEXT NOT NULL,
    kind              TEXT NOT NULL,
    value             TEXT NOT NULL,
    value_real        REAL NOT NULL,
    low               TEXT,
    high              TEXT,
    precision         TEXT NOT NULL,
    qualifier         TEXT NOT NULL,
    unit              TEXT,
    quantity          TEXT,
    indicator         TEXT NOT NULL,      -- as said
    indicator_key     TEXT NOT NULL,      -- normalised: the same for all wordings of one thing
    indicator_base    TEXT NOT NULL,      -- the key without 增速, 占比 …: level, growth and share of one thing have it in common
    period            TEXT,
    period_from       TEXT,
    period_to         TEXT,
    role              TEXT NOT NULL,
    change            TEXT,
    baseline_period   TEXT,
    baseline_region   TEXT,
    baseline_subject  TEXT,
    baseline_basis    TEXT,
    status            TEXT NOT NULL,
    negated           INTEGER NOT NULL CHECK (negated IN (0, 1)),
    speaker           TEXT,
    dimension         TEXT,
    confidence        REAL NOT NULL,
    related           TEXT,               -- names of claims of the article, divided by spaces
    rule              TEXT NOT NULL,      -- what found the number; review where only a person says so
    review            TEXT CHECK (review IN ('accepted', 'corrected', 'rejected')),
    UNIQUE (article_id, name)
) STRICT;
CREATE INDEX claim_key ON claim (indicator_key, period_from);
CREATE INDEX claim_base ON claim (indicator_base, period_from);
CREATE INDEX claim_indicator ON claim (indicator);
CREATE INDEX claim_period ON claim (period_from, period_to);
CREATE INDEX claim_value ON claim (unit, value_real);
CREATE INDEX claim_speaker ON claim (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claim_dimension ON claim (dimension) WHERE dimension IS NOT NULL;

CREATE INDEX claim_latest ON claim (period_from DESC, id);
CREATE INDEX claim_doubt ON claim (confidence, id);
CREATE INDEX claim_review ON claim (review) WHERE review IS NOT NULL;

CREATE TABLE claim_region (               -- the regions of a claim; none where it is unknown
    claim_id INTEGER NOT NULL REFERENCES claim,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    code     TEXT,                        -- GB/T 2260, or null for a composite or a country
    members  TEXT,                        -- of a composite, divided by spaces
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_region_name ON claim_region (name);
CREATE INDEX claim_region_code ON claim_region (code) WHERE code IS NOT NULL;

CREATE TABLE evidence (                   -- the words that gave a field of a claim
    claim_id INTEGER NOT NULL REFERENCES claim,
    position INTEGER NOT NULL,
    field    TEXT NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    surface  TEXT NOT NULL,
    rule     TEXT NOT NULL,
    reach    TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (                     -- what a person decided on a claim; the latest for a place in an article counts
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    decision   TEXT NOT NULL CHECK (decision IN ('accepted', 'corrected', 'rejected')),
    fields     TEXT NOT NULL,             -- the whole claim as it was decided on, JSON: columns of claim, and regions
    changed    TEXT NOT NULL,             -- names of the fields that the person changed, divided by spaces
    reviewer   TEXT,
    note       TEXT,
    decided    TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;
CREATE INDEX review_place ON review (article_id, start, "end", id);

CREATE TABLE signature (                  -- what near copies of an article have in common (MinHash bands)
    band       INTEGER NOT NULL,
    hash       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (band, hash, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE near (                       -- articles of nearly the same words, such as wire copy
    article_id INTEGER NOT NULL REFERENCES article,
    other_id   INTEGER NOT NULL REFERENCES article,
    similarity REAL NOT NULL,             -- Jaccard similarity of their character shingles
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id > other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_other ON near (other_id);

CREATE TABLE quarantine (                 -- what could not be read, and why
    path   TEXT NOT NULL,
    reason TEXT NOT NULL,
    run_id INTEGER NOT NULL REFERENCES run,
    PRIMARY KEY (path, reason)
) STRICT, WITHOUT ROWID;

-- Full text: every character is a token, marks too, so that a phrase finds exactly the places where the words stand.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, text, content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
