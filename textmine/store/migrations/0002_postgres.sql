CREATE TABLE verdict (                    -- as in 0002.sql, which explains it
    id         bigint PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article,
    start      bigint NOT NULL,
    "end"      bigint NOT NULL,
    decision   text COLLATE "C" NOT NULL CHECK (decision IN ('confirmed', 'withdrawn')),
    outcome    text COLLATE "C" NOT NULL,
    checked    text COLLATE "C" NOT NULL,
    review_id  bigint REFERENCES review,
    url        text COLLATE "C",
    reviewer   text COLLATE "C" NOT NULL,
    note       text COLLATE "C",
    decided    text COLLATE "C" NOT NULL
);
CREATE INDEX verdict_place ON verdict (article_id, start, "end", id);
