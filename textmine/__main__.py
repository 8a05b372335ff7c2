"""Entry point. Help and version are answered without importing anything, the rest is typer's."""

import sys


def main() -> None:
    """Runs the command that the arguments name; the exit codes are 0 done, 1 negative answer, 2 wrong use or input."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("--help", "-h"):
        from textmine.cli.commands import overview

        sys.stdout.write(overview() + "\n")
        return
    if arguments[0] in ("--version", "-V"):
        from textmine import __version__

        sys.stdout.write(f"textmine {__version__}\n")
        return
    from textmine.cli.app import run

    run(arguments)


if __name__ == "__main__":
    main()
