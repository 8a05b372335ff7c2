-- As in 0003.sql, which explains it.
ALTER TABLE run ADD COLUMN keying text COLLATE "C";

CREATE TABLE alias (
    wording text COLLATE "C" NOT NULL PRIMARY KEY,
    name    text COLLATE "C" NOT NULL
);

CREATE TABLE anchor (
    article_id   bigint NOT NULL REFERENCES article,
    start        bigint NOT NULL,
    "end"        bigint NOT NULL,
    position     bigint NOT NULL,
    source_id    bigint NOT NULL REFERENCES source,
    page         bigint,
    x0           double precision,
    y0           double precision,
    x1           double precision,
    y1           double precision,
    table_number bigint,
    table_row    bigint,
    table_column bigint,
    exact        text COLLATE "C",
    prefix       text COLLATE "C",
    suffix       text COLLATE "C",
    PRIMARY KEY (article_id, start, "end", position)
);
