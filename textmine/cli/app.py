"""The typer application and what surrounds every command: errors as one line, exit codes, signals."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import typer

from textmine.cli import (
    check,
    contents,
    evaluate,
    explain,
    export,
    extract,
    facts,
    indicator,
    info,
    ingest,
    report,
    review,
    stats,
    train,
)
from textmine.cli.commands import COMMANDS, SUMMARY
from textmine.cli.messages import complain
from textmine.errors import TextmineError

__all__ = ["app", "run"]

HELP = dict(COMMANDS)
app = typer.Typer(
    help=SUMMARY,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command in (
    ("extract", extract.extract),
    ("explain", explain.explain),
    ("ingest", ingest.ingest),
    ("facts", facts.facts),
    ("review", review.review),
    ("export", export.export),
    ("contents", contents.contents),
    ("check", check.check),
    ("report", report.report),
    ("indicator", indicator.indicator),
    ("evaluate", evaluate.evaluate),
    ("train", train.train),
    ("info", info.info),
):
    app.command(_name, help=HELP[_name])(_command)


app.add_typer(stats.app, name="stats", help=HELP["stats"])


def run(arguments: list[str]) -> int:
    """Runs ``arguments`` and gives the exit code; wrong use and every error of ours is one line and exit code 2."""
    command = typer.main.get_command(app)
    if "_TEXTMINE_COMPLETE" in os.environ:
        command(arguments, prog_name="textmine")
    signal.signal(signal.SIGTERM, _terminated)
    try:
        with command.make_context("textmine", list(arguments)) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        complain(_wrong_use(error, arguments))
        return 2
    except TextmineError as error:
        complain(str(error))
        return 2
    return 0


def _wrong_use(error: typer.TyperException, arguments: list[str]) -> str:
    known = arguments[0] if arguments and arguments[0] in HELP else ""
    message = error.format_message().rstrip(".")
    return f"{message}; see textmine {known + ' ' if known else ''}--help"


def _terminated(number: int, frame: object) -> NoReturn:  # noqa: ARG001 (the interface of signal handlers)
    """Ends the run the ordinary way, so that half-written files and worker processes are cleared away."""
    sys.exit(128 + number)
