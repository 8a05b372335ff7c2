"""Model files: a zip of named parts, written so that the same model gives the same bytes; reading one runs no code of it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from textmine.errors import InputError

__all__ = ["built_in", "read", "unfit", "write"]

LARGEST = 64 * 1024 * 1024
"""A file that would unpack to more bytes is refused."""


def built_in(name: str) -> Path:
    """Where the model ``name`` lies that comes with textmine: in an installed package, or beside it in the sources."""
    package = Path(__file__).parent
    installed = package / "models" / f"{name}.zip"
    return installed if installed.exists() else package.parent / "models" / f"{name}.zip"


def write(path: Path | str, parts: Mapping[str, bytes]) -> None:
    """Write the parts; :class:`~textmine.errors.InputError` says when ``path`` cannot be written."""
    try:
        with zipfile.ZipFile(path, "w") as file:
            for name, content in parts.items():
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                file.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    except OSError as error:
        raise InputError(f"{path}: cannot write the model: {error.strerror}") from error


def read(path: Path | str, kind: str) -> dict[str, bytes]:
    """The parts of a model of this ``kind``; :class:`~textmine.errors.InputError` for a file that is none."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(entry.file_size for entry in file.infolist()) > LARGEST:
                raise InputError(f"{path}: unpacks to more than {LARGEST} bytes, which is no model of textmine")
            return {name: file.read(name) for name in file.namelist()}
    except OSError as error:
        raise InputError(f"{path}: cannot read the model: {error.strerror or error}") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise unfit(path, kind) from error


def unfit(path: Path | str, kind: str, *, version: bool = False) -> InputError:
    """What to tell of a file that is no model of this ``kind``, or one of another ``version`` of textmine."""
    if version:
        return InputError(f"{path}: is a model of another version; train it anew with textmine train {kind}")
    return InputError(f"{path}: is no model of textmine; train one with textmine train {kind}")
