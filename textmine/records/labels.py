"""The labels of the records: closed sets of words, the same in every output."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "Basis",
    "BlockKind",
    "Change",
    "EntityLabel",
    "Format",
    "Kind",
    "Qualifier",
    "Role",
    "Status",
]


class Kind(StrEnum):
    """What sort of number a quantity is."""

    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    COUNT = "count"
    INDEX = "index"
    MULTIPLE = "multiple"
    RANK = "rank"
    DURATION = "duration"


class Qualifier(StrEnum):
    """How exactly the words state the value."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Role(StrEnum):
    """What the value says of its indicator."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"


class Change(StrEnum):
    """How a change is expressed."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    POINTS = "points"
    MULTIPLE = "multiple"


class Basis(StrEnum):
    """What kind of comparison a baseline is: year on year, month on month, …"""

    YOY = "yoy"
    MOM = "mom"
    QOQ = "qoq"
    SINCE = "since"
    VERSUS = "versus"


class Status(StrEnum):
    """Whether the statement is a fact, a goal, an expectation or a supposition."""

    ACTUAL = "actual"
    TARGET = "target"
    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"


class EntityLabel(StrEnum):
    """What a name names."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    FACILITY = "FACILITY"
    WORK = "WORK"
    EVENT = "EVENT"
    POLICY = "POLICY"
    PRODUCT = "PRODUCT"
    DATE = "DATE"


class BlockKind(StrEnum):
    """What a stretch of an article's text is."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    TABLE = "table"


class Format(StrEnum):
    """What sort of file a text was read from."""

    TEXT = "text"
    JSON_LINES = "jsonl"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    FEED = "feed"

    @property
    def extracted(self) -> bool:
        """Whether the text is taken out of a file that holds more than it, so that offsets count characters of the text alone."""
        return self in (Format.HTML, Format.PDF, Format.DOCX, Format.FEED)
