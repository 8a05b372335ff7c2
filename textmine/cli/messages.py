"""Messages go to standard error, one line each."""

from __future__ import annotations

import sys

__all__ = ["complain"]


def complain(message: str) -> None:
    """Tells ``message`` as one line."""
    line = " ".join(message.split())
    sys.stderr.write(f"textmine: {line}\n")
    sys.stderr.flush()
