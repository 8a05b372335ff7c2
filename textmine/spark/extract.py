"""Spark's side of the extraction: ``mapInArrow`` over the rows of an archive, models loaded once a Python worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from textmine.batch import Result, Settings, in_worker
from textmine.errors import InputError, MissingExtraError, UsageError
from textmine.reading.columns import Columns, record_of
from textmine.reading.documents import document
from textmine.reading.finder import Finder
from textmine.store.findings import extra_of, kept
from textmine.store.parquet import Line, batch, schema

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from textmine.records import Document

__all__ = ["claims_of", "extract_frame"]

SETTINGS = Settings(dimensions="on", entities="on")
GROUP = 32  # articles extracted together


class _Given(NamedTuple):
    """A row of the archive as a document, or why it is none, under the name it has there."""

    id: str
    document: Document | InputError


def extract_frame(
    archive: DataFrame, settings: Settings = SETTINGS, columns: Mapping[str, str] | None = None
) -> DataFrame:
    """One row an article of ``archive``, with all that was found in it, in the columns of :func:`textmine.store.parquet.schema`.

    ``archive`` has strings in columns such as id, title, published, publisher, byline and text; ``columns`` tells which holds what where
    their names do not (``{"text": "正文"}``), others are kept in ``extra``. A row that is no article tells why in ``error``. Rows keep their
    partitions; textmine has to be installed on every worker. Raises :class:`MissingExtraError` without PySpark, :class:`UsageError`
    without a column of texts.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise MissingExtraError("Spark needs PySpark; install it with: pip install 'textmine[spark]'") from error
    told = Columns.of(columns)
    if "text" not in told.among(archive.columns):
        raise UsageError(f"no column of texts among {', '.join(archive.columns)}; tell it: columns={{'text': NAME}}")
    plain = archive.select([archive[f"`{name}`"].cast("string").alias(name) for name in archive.columns])
    return plain.mapInArrow(partial(_extracted, settings, told), from_arrow_schema(schema()))


def claims_of(found: DataFrame) -> DataFrame:
    """One row a claim of what :func:`extract_frame` gives: the claim's columns after those of its article."""
    article = ("id", "title", "publisher", "published")
    exploded = found.selectExpr(*(f"{name} AS article_{name}" for name in article), "explode(claims) AS claim")
    return exploded.selectExpr(*(f"article_{name}" for name in article), "claim.*")


def _extracted(settings: Settings, columns: Columns, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for part in batches:
        given = (_given(row, columns, number) for number, row in enumerate(part.to_pylist(), 1))
        while group := list(islice(given, GROUP)):
            results = in_worker([one.document for one in group], settings)
            yield batch(line for one, result in zip(group, results, strict=True) for line in _lines(one.id, result))


def _given(row: Mapping[str, str | None], columns: Columns, number: int) -> _Given:
    """The document in a row; one without an id is called by its number in the batch."""
    fields = {name: value for name, value in row.items() if value is not None}
    roles = columns.among(fields)
    name = fields.get(roles.get("id", ""), str(number))
    if "text" not in roles:
        return _Given(name, InputError("the text is empty; give Chinese text"))
    try:
        record = record_of(fields, roles, where=name, number=number, keep_empty=True)
        return _Given(name, document(record, path=name, where=name, split=False))
    except InputError as error:
        return _Given(name, InputError(str(error).removeprefix(f"{name}: ")))


def _lines(name: str, result: Result | InputError) -> Iterator[Line]:
    if isinstance(result, InputError):
        yield Line(name, 0, None, str(result), None)
        return
    finder = Finder(result.document)
    for extraction in result.extractions:
        article = extraction.article
        yield Line(article.id, article.start, extra_of(article), None, kept(extraction, finder))
