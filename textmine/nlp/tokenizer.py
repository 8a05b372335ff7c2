"""Our segmentation as a spaCy tokenizer, registered by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.util import registry

from textmine.errors import LexiconError
from textmine.segment import Engine, Entry, Segmenter, news_segmenter
from textmine.traditional import is_traditional, simplified

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example
    from spacy.vocab import Vocab

__all__ = ["TOKENIZER", "Tokenizer", "create_tokenizer"]

TOKENIZER = "textmine.jieba.v1"


class Tokenizer:
    """A spaCy tokenizer over :class:`Segmenter`. ``doc.text`` is the text as given, white space and all."""

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = segmenter

    def __call__(self, text: str) -> Doc:
        """The words of ``text``; a single space belongs to the word before it, other white space is a word.

        A text in traditional characters is cut as if it were in simplified ones.
        """
        words: list[str] = []
        spaces: list[bool] = []
        for word in self._cut(text):
            if word == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _cut(self, text: str) -> Iterable[str]:
        if not is_traditional(text):
            return self.segmenter.cut(text)
        cut = self.segmenter.cut(simplified(text))
        ends = [0, *accumulate(map(len, cut))]
        return [text[start:end] for start, end in pairwise(ends)]

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,  # noqa: ARG002 (spaCy's interface)
        *,
        nlp: Language | None = None,  # noqa: ARG002
        dictionaries: Iterable[Path | str] = (),
    ) -> None:
        """Take over user dictionaries: ``[initialize.tokenizer] dictionaries`` in a spaCy configuration."""
        self.segmenter = news_segmenter(dictionaries=dictionaries, engine=self.segmenter.engine)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """The engine and the user dictionary as JSON."""
        data = {"engine": self.segmenter.engine, "entries": self.segmenter.entries}
        return json.dumps(data, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Tokenizer:  # noqa: ARG002
        """Take over what :meth:`to_bytes` wrote; :class:`LexiconError` where it is something else."""
        try:
            node = json.loads(data)
            self.segmenter = Segmenter(words=[Entry(*entry) for entry in node["entries"]], engine=node["engine"])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LexiconError(f"the saved tokenizer holds no user dictionary: {error}; save it again") from error
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the engine and the user dictionary to the file ``path``."""
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Tokenizer:
        """Take over what :meth:`to_disk` wrote to the file ``path``."""
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_tokenizer(engine: Engine = "auto") -> Callable[[Language], Tokenizer]:
    """What spaCy calls for ``@tokenizers = "textmine.jieba.v1"``."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, news_segmenter(engine=engine))

    return create
