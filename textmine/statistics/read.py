"""Files of official statistics to observations: which layout a file has is told by its content, not by its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from textmine.errors import InputError, LeftOutError
from textmine.records import Observation
from textmine.statistics import (
    easyquery,
    exports,
    grids,
    objects,
    sdmx_csv,
    sdmx_json,
    sdmx_ml,
    tidy,
    vendors,
    worldbank,
)
from textmine.statistics.build import Block, Options, Source
from textmine.statistics.grids import Grid
from textmine.statistics.tables import Table, find_table

__all__ = ["bytes_of", "read_bytes", "read_statistics"]

BIFF = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
PARQUET = b"PAR1"
HEAD = 4000
Found = Iterator[Block | InputError]


def read_statistics(
    path: str | Path,
    *,
    indicator: str | None = None,
    unit: str | None = None,
    region: str | None = None,
    encoding: str | None = None,
    columns: str | None = None,
    released: str | None = None,
    vintage: str | None = None,
) -> Iterator[Observation | InputError]:
    """The observations of the file ``path``, in any layout of official statistics; what cannot be read is an error in its place.

    ``indicator``, ``unit``, ``region``, ``released`` and ``vintage`` are for what the file does not say itself; where it does, they
    change nothing. ``columns`` names the columns of a tidy table (``region=province,period=year,value=gdp``).
    A :class:`~textmine.errors.LeftOutError` tells of a part that is no statistics. Raises :class:`~textmine.errors.UsageError` for wrong
    options and :class:`~textmine.errors.MissingExtraError` where a package is lacking.
    """
    options = Options(
        indicator=indicator,
        unit=unit,
        region=region,
        released=released,
        vintage=vintage,
        columns=tidy.parse_columns(columns) if columns else (),
    )
    try:
        data = bytes_of(path)
    except InputError as error:
        return iter((error,))
    return _expanded(read_bytes(data, str(path), options, encoding=encoding))


def _expanded(found: Found) -> Iterator[Observation | InputError]:
    for item in found:
        if isinstance(item, InputError):
            yield item
        else:
            yield from item.observations()


def bytes_of(path: str | Path) -> bytes:
    """The content of a file. Raises :class:`InputError` where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: cannot be read: {reason}; check the name") from None


def read_bytes(data: bytes, path: str, options: Options, *, encoding: str | None = None) -> Found:
    """The series in ``data``, the content of the file ``path``, with their figures."""
    source = Source(path=path, sha256=hashlib.sha256(data).hexdigest(), options=options)
    try:
        yield from _by_content(data, source, encoding)
    except InputError as error:
        yield error


def _by_content(data: bytes, source: Source, encoding: str | None) -> Found:
    if data.startswith(BIFF):
        yield from _sheets(list(grids.from_xls(data, source.path)), source)
    elif data.startswith(ZIP):
        yield from _sheets(list(grids.from_xlsx(data, source.path)), source)
    elif data.startswith(PARQUET):
        header, rows = objects.from_parquet(data, source.path)
        yield from tidy.read(header, rows, source)
    elif sdmx_ml.is_message(data[:HEAD]):
        yield from sdmx_ml.read(data, source)
    else:
        yield from _text(grids.text_of(data, source.path, encoding), source)


def _text(text: str, source: Source) -> Found:
    start = text[:HEAD].lstrip()[:1]
    if easyquery.is_recording(text):
        yield from easyquery.read_recording(text, source)
    elif start and start in "{[":
        yield from _json(text, source)
    elif sdmx_csv.is_message(text):
        yield from sdmx_csv.read(text, source)
    else:
        yield from _grid(grids.from_csv(text, source.path), source)


def _json(text: str, source: Source) -> Found:
    try:
        node = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        if "\n" not in text.strip():
            raise source.error(f"no JSON: {error}; fetch or write it again") from error
        header, rows = objects.from_lines(text, source.path)
    else:
        if easyquery.is_answer(node):
            yield from easyquery.read_answer(node, source)
            return
        if sdmx_json.is_message(node):
            yield from sdmx_json.read(node, source)
            return
        header, rows = objects.from_json(
            node if isinstance(node, list) or "\n" in text.strip() else [node], source.path
        )
    yield from _tidy(header, rows, source)


def _tidy(header: Sequence[str], rows: Sequence[grids.Row], source: Source) -> Found:
    if source.options.columns or tidy.is_tidy(header):
        yield from tidy.read(header, rows, source)
        return
    raise source.error(
        f"no layout of official statistics that textmine knows (columns {', '.join(filter(None, header))[:80]}); "
        "if it is a table with one figure a row, name its columns with --columns region=…,period=…,value=…"
    )


def _sheets(sheets: list[Grid], source: Source) -> Found:
    """The observations of the sheets of a workbook.

    Where one sheet is a whole export or one of a vendor, sheets that are neither are the user's own and left out.
    """
    if not sheets:
        raise source.error("the workbook holds no cells; check the file")
    catalogue = vendors.catalogue(sheets)
    whole = [grid for grid in sheets if _is_whole(grid)]
    for grid in sheets:
        here = replace(source, sheet=grid.name)
        if vendors.is_catalogue(grid):
            continue
        if whole and grid not in whole:
            yield LeftOutError(f"{here.at()}: no export like the others of this workbook; left out")
            continue
        try:
            if vendors.is_vendor(grid):
                yield from vendors.read(grid, catalogue, here)
            else:
                yield from _grid(grid, here)
        except InputError as error:
            yield error


def _is_whole(grid: Grid) -> bool:
    if vendors.is_vendor(grid):
        return True
    try:
        table = find_table(grid)
    except ValueError:
        return False
    return table is not None and table.says("数据库") is not None


def _grid(grid: Grid, source: Source) -> Found:
    header = next((row.cells for row in grid.rows if not row.empty), [])
    if source.options.columns or tidy.is_tidy(header):
        start = next(index for index, row in enumerate(grid.rows) if not row.empty)
        yield from tidy.read(header, grid.rows[start + 1 :], source)
    elif worldbank.header_of(grid):
        yield from worldbank.read(grid, source)
    elif vendors.is_vendor(grid):
        yield from vendors.read(grid, {}, source)
    elif table := _table(grid, source):
        database = exports.database_of(table.says("数据库"), grid.name, source.path)
        whole = replace(source, publisher=table.publisher, database=database, notes=table.notes)
        yield from exports.read_table(table, whole)
    else:
        yield from _tidy(header, (), source)


def _table(grid: Grid, source: Source) -> Table | None:
    try:
        return find_table(grid)
    except ValueError as error:
        raise source.error(
            f"the month {error} can be January or October, as a spreadsheet cuts 2016.10; write it as 2016年10月"
        ) from error
