CREATE TABLE verdict (                    -- what a person says of the fact check of a claim; the latest for a place in an article counts
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    decision   TEXT NOT NULL CHECK (decision IN ('confirmed', 'withdrawn')),
    outcome    TEXT NOT NULL,             -- match, match_rounded, match_at_publication or mismatch
    checked    TEXT NOT NULL,             -- the verdict as it was confirmed: claim, official figures, reckoning; JSON (textmine check --schema)
    review_id  INTEGER REFERENCES review, -- what had been decided on the claim by then; null for nothing
    url        TEXT,                      -- where the person tells it
    reviewer   TEXT NOT NULL,
    note       TEXT,
    decided    TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;
CREATE INDEX verdict_place ON verdict (article_id, start, "end", id);
