-- The fact database of textmine in PostgreSQL: the tables, columns and indexes of schema.sql, which explains them, in the types of
-- PostgreSQL; tests hold the two against each other. Text sorts by code point, as in SQLite.

CREATE TABLE run (                        -- one call of textmine ingest
    id        bigint PRIMARY KEY,
    started   text COLLATE "C" NOT NULL,              -- UTC, ISO 8601
    finished  text COLLATE "C",                       -- null while it runs, and for ever if it was killed
    version   text COLLATE "C" NOT NULL,              -- of textmine
    models    text COLLATE "C" NOT NULL,              -- fingerprints of the models and dictionaries in use, JSON
    options   text COLLATE "C" NOT NULL               -- JSON
);

CREATE TABLE source (                     -- a file or stream that articles were read from
    id        bigint PRIMARY KEY,
    path      text COLLATE "C" NOT NULL UNIQUE,
    size      bigint,                    -- bytes, when it was last read to its end
    modified  bigint,                    -- nanoseconds, as the file system tells
    sha256    text COLLATE "C",
    complete  bigint NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    run_id    bigint NOT NULL REFERENCES run
);

CREATE TABLE article (                    -- one content, wherever it was found
    id            bigint PRIMARY KEY,
    hash          text COLLATE "C" NOT NULL UNIQUE,   -- SHA-256 of title, date and text
    title         text COLLATE "C",
    byline        text COLLATE "C",
    publisher     text COLLATE "C",
    published     text COLLATE "C",
    text          text COLLATE "C" NOT NULL,          -- as given
    dimension     text COLLATE "C",                   -- the leading development dimension, or null
    supersedes    bigint REFERENCES article,
    superseded    bigint NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),
    run_id        bigint NOT NULL REFERENCES run
);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_publisher ON article (publisher);
CREATE INDEX article_supersedes ON article (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE sighting (                   -- where an article stands: in which source, under which name, from which character on
    source_id  bigint NOT NULL REFERENCES source,
    name       text COLLATE "C" NOT NULL,             -- the id of the article in its source
    article_id bigint NOT NULL REFERENCES article,
    start      bigint NOT NULL,          -- of article.text in the text of the source
    extra      text COLLATE "C",                      -- further fields of the source, JSON
    run_id     bigint NOT NULL REFERENCES run,
    PRIMARY KEY (source_id, name, article_id)
);
CREATE INDEX sighting_article ON sighting (article_id);

CREATE TABLE passage (                    -- a paragraph with its likeliest dimension
    article_id bigint NOT NULL REFERENCES article,
    start      bigint NOT NULL,
    "end"      bigint NOT NULL,
    dimension  text COLLATE "C",
    score      double precision NOT NULL,
    PRIMARY KEY (article_id, start)
);

CREATE TABLE dimension (                  -- a development dimension that an article reports on
    article_id bigint NOT NULL REFERENCES article,
    dimension  text COLLATE "C" NOT NULL,
    score      double precision NOT NULL,
    main       bigint NOT NULL CHECK (main IN (0, 1)),
    PRIMARY KEY (article_id, dimension)
);
CREATE INDEX dimension_name ON dimension (dimension, main);

CREATE TABLE entity (                     -- a name in an article
    article_id   bigint NOT NULL REFERENCES article,
    position     bigint NOT NULL,        -- counts the names of an article from 0
    start        bigint NOT NULL,
    "end"        bigint NOT NULL,
    surface      text COLLATE "C" NOT NULL,
    label        text COLLATE "C" NOT NULL,
    canonical    text COLLATE "C" NOT NULL,
    code         text COLLATE "C",                    -- GB/T 2260, of a place
    office       text COLLATE "C",
    organisation text COLLATE "C",
    nested       bigint NOT NULL CHECK (nested IN (0, 1)),
    score        double precision NOT NULL,
    rule         text COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id, position)
);
CREATE INDEX entity_canonical ON entity (canonical, label);

CREATE TABLE claim (                      -- a number that says something about the world
    id                bigint PRIMARY KEY,
    article_id        bigint NOT NULL REFERENCES article,
    name              text COLLATE "C" NOT NULL,      -- c1, c2 … in the article
    start             bigint NOT NULL,
    "end"             bigint NOT NULL,
    surface           text COLLATE "C" NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    value             text COLLATE "C" NOT NULL,
    value_real        double precision NOT NULL,
    low               text COLLATE "C",
    high              text COLLATE "C",
    precision         text COLLATE "C" NOT NULL,
    qualifier         text COLLATE "C" NOT NULL,
    unit              text COLLATE "C",
    quantity          text COLLATE "C",
    indicator         text COLLATE "C" NOT NULL,      -- as said
    indicator_key     text COLLATE "C" NOT NULL,      -- normalised: the same for all wordings of one thing
    indicator_base    text COLLATE "C" NOT NULL,      -- the key without 增速, 占比 …: level, growth and share of one thing have it in common
    period            text COLLATE "C",
    period_from       text COLLATE "C",
    period_to         text COLLATE "C",
    role              text COLLATE "C" NOT NULL,
    change            text COLLATE "C",
    baseline_period   text COLLATE "C",
    baseline_region   text COLLATE "C",
    baseline_subject  text COLLATE "C",
    baseline_basis    text COLLATE "C",
    status            text COLLATE "C" NOT NULL,
    negated           bigint NOT NULL CHECK (negated IN (0, 1)),
    speaker           text COLLATE "C",
    dimension         text COLLATE "C",
    confidence        double precision NOT NULL,
    related           text COLLATE "C",               -- names of claims of the article, divided by spaces
    rule              text COLLATE "C" NOT NULL,      -- what found the number; review where only a person says so
    review            text COLLATE "C" CHECK (review IN ('accepted', 'corrected', 'rejected')),
    UNIQUE (article_id, name)
);
CREATE INDEX claim_key ON claim (indicator_key, period_from);
CREATE INDEX claim_base ON claim (indicator_base, period_from);
CREATE INDEX claim_indicator ON claim (indicator);
CREATE INDEX claim_period ON claim (period_from, period_to);
CREATE INDEX claim_value ON claim (unit, value_real);
CREATE INDEX claim_speaker ON claim (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claim_dimension ON claim (dimension) WHERE dimension IS NOT NULL;

CREATE INDEX claim_latest ON claim (period_from DESC NULLS LAST, id);
CREATE INDEX claim_doubt ON claim (confidence, id);
CREATE INDEX claim_review ON claim (review) WHERE review IS NOT NULL;

CREATE TABLE claim_region (               -- the regions of a claim; none where it is unknown
    claim_id bigint NOT NULL REFERENCES claim,
    position bigint NOT NULL,
    name     text COLLATE "C" NOT NULL,
    code     text COLLATE "C",                        -- GB/T 2260, or null for a composite or a country
    members  text COLLATE "C",                        -- of a composite, divided by spaces
    PRIMARY KEY (claim_id, position)
);
CREATE INDEX claim_region_name ON claim_region (name);
CREATE INDEX claim_region_code ON claim_region (code) WHERE code IS NOT NULL;

CREATE TABLE evidence (                   -- the words that gave a field of a claim
    claim_id bigint NOT NULL REFERENCES claim,
    position bigint NOT NULL,
    field    text COLLATE "C" NOT NULL,
    start    bigint NOT NULL,
    "end"    bigint NOT NULL,
    surface  text COLLATE "C" NOT NULL,
    rule     text COLLATE "C" NOT NULL,
    reach    text COLLATE "C" NOT NULL,
    PRIMARY KEY (claim_id, position)
);

CREATE TABLE review (                     -- what a person decided on a claim; the latest for a place in an article counts
    id         bigint PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article,
    start      bigint NOT NULL,
    "end"      bigint NOT NULL,
    decision   text COLLATE "C" NOT NULL CHECK (decision IN ('accepted', 'corrected', 'rejected')),
    fields     text COLLATE "C" NOT NULL,             -- the whole claim as it was decided on, JSON: columns of claim, and regions
    changed    text COLLATE "C" NOT NULL,             -- names of the fields that the person changed, divided by spaces
    reviewer   text COLLATE "C",
    note       text COLLATE "C",
    decided    text COLLATE "C" NOT NULL              -- UTC, ISO 8601
);
CREATE INDEX review_place ON review (article_id, start, "end", id);

CREATE TABLE signature (                  -- what near copies of an article have in common (MinHash bands)
    band       bigint NOT NULL,
    hash       bigint NOT NULL,
    article_id bigint NOT NULL REFERENCES article,
    PRIMARY KEY (band, hash, article_id)
);

CREATE TABLE near (                       -- articles of nearly the same words, such as wire copy
    article_id bigint NOT NULL REFERENCES article,
    other_id   bigint NOT NULL REFERENCES article,
    similarity double precision NOT NULL,             -- Jaccard similarity of their character shingles
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id > other_id)
);
CREATE INDEX near_other ON near (other_id);

CREATE TABLE quarantine (                 -- what could not be read, and why
    path   text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    run_id bigint NOT NULL REFERENCES run,
    PRIMARY KEY (path, reason)
);

-- Full text: the characters of title and text in one case, and which characters and pairs of neighbours are in them as numbers. The
-- index of these leaves few articles in which the words themselves are looked for, so that exactly those are found in which they stand.
CREATE TABLE fulltext (
    article_id bigint PRIMARY KEY REFERENCES article,
    body       text COLLATE "C" NOT NULL, -- title, end of line, text
    size       integer NOT NULL,          -- characters of both
    grams      integer[] NOT NULL
);
CREATE INDEX fulltext_grams ON fulltext USING gin (grams);

CREATE TABLE fulltext_size (              -- one row: all of the full text, for ranks
    articles   bigint NOT NULL,
    characters bigint NOT NULL
);
INSERT INTO fulltext_size VALUES (0, 0);

CREATE TABLE version (number integer NOT NULL); -- of the schema
INSERT INTO version VALUES (1);
