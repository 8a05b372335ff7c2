"""The typer application and what surrounds every command: errors as one line, exit codes."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from textmine.cli import evaluate, explain, extract, info
from textmine.cli.commands import COMMANDS, SUMMARY
from textmine.cli.messages import complain
from textmine.errors import TextmineError

__all__ = ["app", "run"]

HELP = dict(COMMANDS)
app = typer.Typer(
    help=SUMMARY,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command in (
    ("extract", extract.extract),
    ("explain", explain.explain),
    ("evaluate", evaluate.evaluate),
    ("info", info.info),
):
    app.command(_name, help=HELP[_name])(_command)


def run(arguments: list[str]) -> NoReturn:
    """Runs ``arguments`` and exits; an error of ours is one line on standard error and exit code 2."""
    try:
        app(arguments, prog_name="textmine", standalone_mode=True)
        sys.exit(0)
    except TextmineError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        complain("interrupted")
        sys.exit(130)
