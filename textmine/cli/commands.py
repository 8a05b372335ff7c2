"""The commands as ``textmine --help`` lists them. Nothing is imported here, so that help is there at once."""

SUMMARY = "textmine: numeric claims from Chinese news, with exact offsets."

COMMANDS = (
    ("extract", "Print the numeric claims of articles."),
    ("explain", "Show which words and rules gave each field of a claim."),
    ("ingest", "Store articles and what was found in them in a fact database."),
    ("facts", "Ask the fact database."),
    ("review", "Accept, correct or reject claims in the fact database."),
    ("export", "Write facts for annotation tools, spaCy, linked data, spreadsheets, Datasette."),
    ("contents", "Tell what the fact database holds: runs, near copies, inputs that could not be read."),
    ("stats", "Import official statistics into a database, list and show them."),
    ("check", "Hold the figures of articles against official statistics and against each other."),
    ("report", "Write a page: articles with every claim held against official statistics, and how."),
    ("indicator", "Tell what names of indicators mean, and how alike they are."),
    ("evaluate", "Measure the extraction on annotated articles and check the pinned floors."),
    ("train", "Fit a model on annotated articles."),
    ("info", "Tell versions, engines, word lists and extras in use, or the JSON Schema."),
)


def overview() -> str:
    """The text of ``textmine --help``."""
    lines = ["Usage: textmine COMMAND [ARGS]...", "", f"  {SUMMARY}", "", "Commands:"]
    lines += [f"  {name:<10}{line}" for name, line in COMMANDS]
    lines += [
        "",
        "Options:",
        "  --help                Show this message; textmine COMMAND --help tells the options of a command.",
        "  --version             Show the version.",
        "  --install-completion  Install completion for the current shell; --show-completion prints it.",
        "",
        "Examples:",
        "  textmine extract article.txt",
        "  textmine extract archive/ --jobs 0 -o claims.jsonl",
        "  textmine explain article.txt --claim c3",
        "  textmine ingest archive/ --db facts.db",
        "  textmine facts --db facts.db --indicator 地区生产总值 --region 浙江 --within",
        "",
        "Exit codes: 0 done, 1 done and the answer is negative, 2 wrong use or bad input.",
    ]
    return "\n".join(lines)
