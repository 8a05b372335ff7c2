"""Messages go to standard error, one line each."""

from __future__ import annotations

import sys

__all__ = ["complain"]


def complain(message: str) -> None:
    """Tells ``message`` as one line, without what would steer the terminal; quietly where standard error is closed."""
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(message.split()))
    if sys.stderr is not None:
        sys.stderr.write(f"textmine: {line}\n")
        sys.stderr.flush()
