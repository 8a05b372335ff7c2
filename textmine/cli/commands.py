"""The commands as ``textmine --help`` lists them. Nothing is imported here, so that help is there at once."""

SUMMARY = "textmine: numeric claims from Chinese news, with exact offsets."

COMMANDS = (
    ("extract", "Print the numeric claims of articles."),
    ("explain", "Show which words and rules gave each field of a claim."),
    ("evaluate", "Measure the extraction on annotated articles and check the pinned floors."),
    ("info", "Tell versions, engines, word lists and extras in use."),
)


def overview() -> str:
    """The text of ``textmine --help``."""
    lines = ["Usage: textmine COMMAND [ARGS]...", "", f"  {SUMMARY}", "", "Commands:"]
    lines += [f"  {name:<10}{line}" for name, line in COMMANDS]
    lines += [
        "",
        "Options:",
        "  --help      Show this message; textmine COMMAND --help tells the options of a command.",
        "  --version   Show the version.",
        "",
        "Example: textmine extract article.txt --format csv -o claims.csv",
    ]
    return "\n".join(lines)
