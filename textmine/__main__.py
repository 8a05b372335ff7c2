"""Entry point: help and version are answered without importing anything, the rest is typer's.

Whatever ends a run ends it in one line: exit code 0 done, 1 negative answer, 2 wrong use or bad input, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

COMPLETION = "_TEXTMINE_COMPLETE"  # set by the shell when it asks for completions


def main() -> None:
    """Runs the command that the arguments name and exits."""
    sys.exit(_guarded(sys.argv[1:]))


def _guarded(arguments: list[str]) -> int:
    """The exit code of ``arguments``; a reader that leaves early (``| head``) has got what it wanted."""
    from textmine.cli.messages import complain

    if sys.stdout is None:
        complain("standard output is closed; let it go somewhere, or name a file with -o")
        return 2
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        complain("interrupted")
        code = 130
    except OSError as error:
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}; nothing more was written")
        code = 2
    else:
        return code
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has no way out
    return code


def _answer(arguments: list[str]) -> int:
    if COMPLETION not in os.environ:
        if not arguments or arguments[0] in ("--help", "-h"):
            from textmine.cli.commands import overview

            sys.stdout.write(overview() + "\n")
            return 0
        if arguments[0] in ("--version", "-V"):
            from textmine import __version__

            sys.stdout.write(f"textmine {__version__}\n")
            return 0
    from textmine.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    main()
