"""The help page as plain strings, so that it is answered without importing anything."""

COMMANDS = {
    "extract": "Find the numeric claims in articles.",
    "evaluate": "Score the extraction against annotated articles.",
    "info": "Tell the versions in use and which extras are installed.",
}

PAGE = (
    "Usage: textmine COMMAND [OPTIONS] ...\n\nChinese news text mining: numeric claims with exact offsets.\n\nCommands:\n"
    + "".join(f"  {name:<10}{line}\n" for name, line in COMMANDS.items())
    + "\nOptions:\n  --version  Tell the version.\n  -h, --help Show this page.\n\n'textmine COMMAND --help' tells more.\n"
)
