"""Chinese, Arabic and mixed numerals to exact decimals.

Read are digits of either width with thousands separators (``1,234.5``, ``１２００``), numerals in characters (``二十五万``, ``三万五``,
``二〇二四``, ``一点五``), financial characters (``贰佰万``), traditional ones (``兩萬億``) and mixtures (``1.3万亿``, ``3万4000``).
The reading follows GB/T 15835-2011 (general rules for writing numerals) and common usage: a single character after a
scale of a hundred or more counts tenths of that scale (``三万五`` is 35000) unless 零 stands between.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

__all__ = ["Numeral", "last_place", "parse", "read_numeral"]


class Numeral(NamedTuple):
    """A numeral's exact value and one unit in its last stated place (``1.3万`` → 13000, 1000)."""

    value: Decimal
    step: Decimal


_DIGITS = {sign: index for index, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_BIG = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_PLAIN = str.maketrans(
    "０１２３４５６７８９．，壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸點廿卅幾餘個·",
    "0123456789.,一二三四五六七八九十百千万亿两二三六点廿卅几余个.",
)


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[零〇○一二两三四五六七八九]+|[十百千万亿点廿卅]")


def plain(text: str) -> str:
    """``text`` with digits and numeral characters in their common form; the length stays."""
    return text if text.isascii() else text.translate(_PLAIN)


def parse(text: str) -> Decimal | None:
    """The value of the numeral ``text``, or None where it is none.

    >>> parse("1.3万亿"), parse("三万五"), parse("贰佰万"), parse("一千零八")
    (Decimal('1300000000000.0'), Decimal('35000'), Decimal('2000000'), Decimal('1008'))
    """
    found = read_numeral(plain(text))
    return None if found is None else found.value


def read_numeral(text: str) -> Numeral | None:
    """The numeral ``text`` (common characters only) with its last stated place, or None where it is none."""
    tokens = _tokens().findall(text)
    if not tokens or sum(map(len, tokens)) != len(text):
        return None
    if "点" in tokens:
        return _with_point(tokens)
    return _Reader().read(tokens)


def last_place(value: Decimal) -> Decimal:
    """One unit in the last place of ``value`` that is not zero: 3500 → 100. Zero gives one."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _with_point(tokens: list[str]) -> Numeral | None:
    """A numeral with decimals in characters (三点五, 一点二五亿)."""
    index = tokens.index("点")
    whole = read_numeral("".join(tokens[:index])) if index else None
    if whole is None or index + 1 >= len(tokens) or tokens[index + 1][0] not in _DIGITS:
        return None
    digits = "".join(str(_DIGITS[sign]) for sign in tokens[index + 1])
    value, step = whole.value + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits))
    for sign in tokens[index + 2 :]:
        scale = _BIG.get(sign) or _SMALL.get(sign)
        if scale is None:
            return None
        value, step = value * scale, step * scale
    return Numeral(value, step)


class _Reader:
    """Reads the tokens of one numeral from left to right."""

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, Decimal]] = []  # finished groups with their scale, falling
        self.section = Decimal(0)  # below ten thousand
        self.current: Decimal | None = None  # digits that wait for their scale
        self.step = Decimal(1)
        self.scale = Decimal(1)  # the last scale read
        self.zero = False

    def read(self, tokens: list[str]) -> Numeral | None:
        for token in tokens:
            if not (self._digits(token) or self._scale(token)):
                return None
        tail = self.current or Decimal(0)
        if tail and len(tokens[-1]) == 1 and self.scale >= 100 and not self.zero:
            tail *= self.scale / 10
            self.step = self.scale / 10
        return Numeral(sum((value for value, _ in self.parts), self.section + tail), self.step)

    def _digits(self, token: str) -> bool:
        if token[0] in "0123456789":
            number = token.replace(",", "")
            value = Decimal(number)
            self.step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        elif token[0] in _DIGITS:
            self.zero = self.zero or token[0] in "零〇○"
            value = Decimal("".join(str(_DIGITS[sign]) for sign in token))
            self.step = Decimal(1)
        else:
            return False
        if self.current is not None:
            return False
        self.current = value
        return True

    def _scale(self, sign: str) -> bool:
        if sign in ("廿", "卅"):
            self.section += 20 if sign == "廿" else 30
            self.step = Decimal(10)
            return self.current is None
        if sign in _SMALL:
            scale = _SMALL[sign]
            self.section += (Decimal(1) if self.current is None else self.current) * scale
            self.step *= scale if self.current is not None else Decimal(1)
            if self.current is None:
                self.step = scale
        elif sign in _BIG:
            scale = _BIG[sign]
            self._close(scale)
        else:
            return False
        self.current, self.scale, self.zero = None, scale, False
        return True

    def _close(self, scale: Decimal) -> None:
        """Ends a group at 万 or 亿; smaller groups before it are multiplied too (1.3万亿)."""
        amount = self.section + (self.current or Decimal(0))
        bare = not amount
        while self.parts and self.parts[-1][1] < scale:
            amount += self.parts.pop()[0]
            bare = False
        if bare:
            amount, self.step = Decimal(1), Decimal(1)
        self.parts.append((amount * scale, scale))
        self.step *= scale
        self.section = Decimal(0)
