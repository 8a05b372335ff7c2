"""Text to words: our own jieba, never the global one.

The words are jieba's (accurate mode, HMM on). Two engines give the same words and tags: ``rust`` (rjieba, about
twenty times faster) and ``python`` (an own ``jieba.Tokenizer``, for platforms without rjieba). Nothing is shared:
each :class:`Segmenter` has its own dictionary, jieba's global tokenizer, its temporary cache file and its log stay
untouched, and nothing is loaded before the first text is cut.

User dictionaries are in jieba's format, one word a line with optional frequency and tag (``云计算 5 n``). Words with
spaces or marks, which jieba reads but never finds (``张·三``), are found here, before all others.

The Rust build differs from jieba in three places, which are put right here: it joins ``F-16`` and ``www.a.cn`` where
jieba splits at the mark, it takes rare Han characters beyond U+9FD5 as Han (and lone surrogates not at all), and it
guesses a tag for words that stand in no dictionary, which here are ``x``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import accumulate, compress, count
from math import exp, log
from operator import not_
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from textmine.errors import LexiconError, UsageError
from textmine.lexicon import alternation, rows
from textmine.traditional import spellings

if TYPE_CHECKING:
    import rjieba

__all__ = ["Engine", "Entry", "Segmenter", "Word", "news_segmenter", "read_dictionary"]

Engine = Literal["auto", "rust", "python"]


class Word(NamedTuple):
    """A word of a text: ``text[start:start + len(word.text)] == word.text``. ``tag`` is jieba's; ``x`` is unknown."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.text)


_WORD: Callable[[Iterable[object]], Word] = partial(tuple.__new__, Word)
"""Makes a word of its three fields without a look at their number: there are many."""


class Entry(NamedTuple):
    """A word of a user dictionary. Without a frequency it gets the lowest that keeps the word whole."""

    word: str
    frequency: int | None = None
    tag: str | None = None


_LINE = re.compile(r"(?P<word>\S(?:.*?\S)??)(?: +(?P<frequency>[0-9]+))?(?: +(?P<tag>[a-zA-Z]+))?")
_NUMBER_PART = re.compile(r" [-+]?[0-9.,]+(?: |$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_REACHABLE = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")  # what jieba can find as one word
_BEYOND = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00020000-\U0003ffff]")
_STAND_IN = "\ue000"  # a private-use character: one that both engines set apart
_JOINED = re.compile(r"[a-zA-Z0-9](?:[-_]|\.(?!\d))|\.\d+[a-zA-Z._-]")  # where the Rust build may join too much
_PIECES = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def read_dictionary(path: Path | str) -> tuple[Entry, ...]:
    """The entries of a user dictionary in jieba's format (UTF-8, with or without BOM; blank lines are skipped).

    Raises :class:`LexiconError` that names file, line and value for a file that cannot be read, is not UTF-8, or
    holds a line that is not ``word [frequency] [tag]``.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot read the user dictionary: {error.strerror}") from error
    return tuple(
        _entry(line, f"{path}:{number}") for number, line in enumerate(content.split(b"\n"), 1) if line.strip()
    )


def _entry(raw: bytes, where: str) -> Entry:
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise LexiconError(f"{where}: not UTF-8: {raw[:40]!r}; save the user dictionary as UTF-8") from error
    match = _LINE.fullmatch(line)
    if match is None or _CONTROL.search(line) or _NUMBER_PART.search(match["word"]):
        raise LexiconError(f"{where}: {line!r} is not 'word [frequency] [tag]' with single spaces between")
    frequency = match["frequency"]
    return _checked(Entry(match["word"], int(frequency) if frequency else None, match["tag"]), where)


def _checked(entry: Entry, where: str) -> Entry:
    if not entry.word.strip():
        raise LexiconError(f"{where}: an empty word")
    if entry.frequency is not None and not 0 < entry.frequency < 2**31:
        raise LexiconError(f"{where}: frequency {entry.frequency} of {entry.word!r}; it must be 1 to 2147483647")
    return entry


class _Cutter(Protocol):
    """What an engine does: cut a text into words, and tag."""

    def cut(self, text: str) -> list[str]: ...

    def tag(self, text: str) -> list[tuple[str, str]]: ...


class Segmenter:
    """Cuts text into words, with its own dictionary.

    ``dictionaries`` are paths of user dictionaries, ``words`` further words or entries; later ones win. ``engine`` is
    ``rust``, ``python``, or ``auto``: Rust where it can be imported. Instances can be pickled and compared.

    Raises :class:`LexiconError` for a bad user dictionary, :class:`UsageError` for an engine that is not there.
    """

    def __init__(
        self,
        *,
        dictionaries: Iterable[Path | str] = (),
        words: Iterable[Entry | str] = (),
        engine: Engine = "auto",
    ) -> None:
        if engine not in ("auto", "rust", "python"):
            raise UsageError(f"engine {engine!r} is not known; use 'auto', 'rust' or 'python'")
        read = [entry for path in dictionaries for entry in read_dictionary(path)]
        given = [_checked(Entry(word) if isinstance(word, str) else Entry(*word), "words") for word in words]
        self.entries: tuple[Entry, ...] = (*read, *given)
        self.engine: Engine = engine

    def __repr__(self) -> str:
        return f"Segmenter(words=<{len(self.entries)} entries>, engine={self.engine!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Segmenter) and (self.entries, self.engine) == (other.entries, other.engine)

    def __hash__(self) -> int:
        return hash((self.entries, self.engine))

    def __reduce__(self) -> tuple[object, ...]:
        return partial(Segmenter, words=self.entries, engine=self.engine), ()

    @cached_property
    def _cutter(self) -> _Cutter:
        entries = [entry for entry in self.entries if _REACHABLE.fullmatch(entry.word)]
        if self.engine != "python":
            try:
                return _RustCutter(entries)
            except ImportError as error:
                if self.engine == "rust":
                    raise UsageError(f"engine 'rust' needs the package rjieba: {error}") from error
        return _PythonCutter(entries)

    @cached_property
    def _phrases(self) -> re.Pattern[str] | None:
        words = [entry.word for entry in self.entries if not _REACHABLE.fullmatch(entry.word)]
        return re.compile(f"({alternation(words)})") if words else None

    @cached_property
    def _phrase_tags(self) -> dict[str, str]:
        return {entry.word: entry.tag or "x" for entry in self.entries}

    def cut(self, text: str) -> list[str]:
        """The words of ``text``; joined they are the text, white space and all."""
        if self._phrases is None:
            return self._cutter.cut(text)
        words: list[str] = []
        for number, part in enumerate(self._phrases.split(text)):
            words += (part,) if number % 2 else self._cutter.cut(part)
        return words

    def tag(self, text: str, offset: int = 0) -> list[Word]:
        """The words of ``text`` with jieba's part-of-speech tags from the dictionary, and where they start.

        ``offset`` is added to the starts: where ``text`` stands in a longer one.
        """
        if self._phrases is None:
            tagged = self._cutter.tag(text)
        else:
            tagged = []
            for number, part in enumerate(self._phrases.split(text)):
                tagged += ((part, self._phrase_tags[part]),) if number % 2 else self._cutter.tag(part)
        words, tags = zip(*tagged, strict=True) if tagged else ((), ())
        starts = accumulate(map(len, words), initial=offset)
        return list(map(_WORD, zip(words, tags, starts, strict=False)))


class _RustCutter:
    """rjieba, put right where it differs from jieba."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        import rjieba

        self._jieba: rjieba.Jieba = rjieba.Jieba()
        for word, frequency, tag in entries:
            self._jieba.add_word(word, frequency, tag or self._tag_of(word))

    def cut(self, text: str) -> list[str]:
        if _BEYOND.search(text):
            return _restored(text, self.cut(_BEYOND.sub(_STAND_IN, text)))
        words = self._jieba.cut(text)
        if _JOINED.search(text):
            return [piece for word in words for piece in self._pieces(word)]
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        if _BEYOND.search(text):
            tagged = self.tag(_BEYOND.sub(_STAND_IN, text))
            return list(zip(_restored(text, [word for word, _ in tagged]), (tag for _, tag in tagged), strict=True))
        tagged = self._jieba.tag(text)
        known = map(self._jieba.has_word, [word for word, _ in tagged])
        for index in compress(count(), map(not_, known)):
            word, tag = tagged[index]
            if tag != "x" and not word.isascii():
                tagged[index] = (word, "x")
        if _JOINED.search(text):
            return [pair for word, tag in tagged for pair in self._tagged_pieces(word, tag)]
        return tagged

    def _pieces(self, word: str) -> list[str]:
        if len(word) == 1 or not word[0].isascii() or self._jieba.has_word(word):
            return [word]
        return [piece for piece in _PIECES.split(word) if piece]

    def _tagged_pieces(self, word: str, tag: str) -> list[tuple[str, str]]:
        pieces = self._pieces(word)
        return [(word, tag)] if len(pieces) == 1 else [(piece, self._tag_of(piece)) for piece in pieces]

    def _tag_of(self, word: str) -> str:
        if not self._jieba.has_word(word):
            return _tag_by_characters(word)
        tagged = self._jieba.tag(word, False)
        return tagged[0][1] if len(tagged) == 1 else "x"


class _PythonCutter:
    """An own ``jieba.Tokenizer``, filled here: jieba's own loading logs and writes a cache file for all users."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        import jieba

        self._jieba = jieba.Tokenizer()
        self._tags: dict[str, str] = {}
        frequencies: dict[str, int] = {}
        with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
            for line in lines:
                word, frequency, tag = line.split()
                frequencies[word] = int(frequency)
                self._tags[word] = tag
        self._jieba.total = sum(frequencies.values())
        for word in self._tags:
            for end in range(1, len(word)):
                frequencies.setdefault(word[:end], 0)
        self._jieba.FREQ = frequencies
        self._jieba.initialized = True
        for word, frequency_, tag_ in entries:
            self._add(word, frequency_, tag_)

    def _add(self, word: str, frequency: int | None, tag: str | None) -> None:
        frequencies: dict[str, int] = self._jieba.FREQ
        if frequency is None:
            frequency = self._enough(word)
        self._jieba.total += frequency - frequencies.get(word, 0)
        frequencies[word] = frequency
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
        self._tags[word] = tag or self._tags.get(word) or _tag_by_characters(word)

    def _enough(self, word: str) -> int:
        """The lowest frequency that keeps ``word`` whole, reckoned in logarithms as the Rust build does."""
        frequencies: dict[str, int] = self._jieba.FREQ
        whole = log(self._jieba.total)
        parts = sum((log(frequencies.get(part, 1) or 1) - whole for part in self._jieba.cut(word, HMM=False)), 0.0)
        return max(int(exp(parts + whole)) + 1, frequencies.get(word, 1))

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.lcut(text)
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        return [(word, self._tags.get(word) or _tag_by_characters(word)) for word in self.cut(text)]


def _restored(text: str, words: list[str]) -> list[str]:
    """``words`` of a text of the same length, read from ``text`` instead."""

    def parts() -> Iterator[str]:
        start = 0
        for word in words:
            yield text[start : start + len(word)]
            start += len(word)

    return list(parts())


def _tag_by_characters(word: str) -> str:
    """The tag of a word that is in no dictionary: ``m`` for digits, ``eng`` for letters with or without digits."""
    digits = sum("0" <= character <= "9" for character in word)
    letters = sum(character.isascii() and character.isalpha() for character in word)
    if digits + letters == 0:
        return "x"
    return "eng" if letters else "m"


def news_segmenter(
    *, dictionaries: Iterable[Path | str] = (), words: Iterable[Entry | str] = (), engine: Engine = "auto"
) -> Segmenter:
    """The segmenter of the pipeline: jieba's dictionary, textmine's own words, then the user's in any spelling."""
    given = Segmenter(dictionaries=dictionaries, words=words).entries
    spelt = [entry._replace(word=word) for entry in given for word in spellings(entry.word)]
    return Segmenter(words=[*(Entry(word, None, tag) for word, tag in rows("words")), *spelt], engine=engine)
