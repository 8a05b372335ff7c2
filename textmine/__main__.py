"""``textmine`` on the command line: help and version at once, everything else through typer."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the exit code is 0, 1 (the answer is negative), 2 (wrong use or input) or 130."""
    words = sys.argv[1:]
    if not words or words[0] in ("-h", "--help"):
        from textmine.cli.help import PAGE

        sys.stdout.write(PAGE)
    elif words[0] == "--version":
        from textmine import __version__

        sys.stdout.write(f"textmine {__version__}\n")
    else:
        _run()


def _run() -> None:
    from textmine.cli.app import app
    from textmine.errors import TextmineError

    try:
        app(prog_name="textmine")
    except TextmineError as error:
        sys.stderr.write(f"textmine: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
