"""Compile annotated articles (``corpora/gold/<part>/*.txt``) into a gold file (``corpora/gold/<part>.json``).

``python corpora/gold/compile.py`` writes every part, ``compile.py a`` only part a, ``compile.py --check`` writes nothing and
ends with 1 when a gold file is not what its sources say. The format of the sources is told in ``README.md``. Nothing is
guessed: a surface that is not found, a value that does not fit its digits or a missing bound stops the compilation.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIMENSIONS = {"innovation", "coordination", "green", "openness", "sharing"}
SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
SCALE = "(?:[万亿]|百(?!帕)|千(?![瓦米克伏]))"  # 千瓦 and 百帕 are units
NUMBER = re.compile(rf"(\d[\d,]*(?:\.\d+)?) ?({SCALE}*)([多余]?)({SCALE}*) ?(.*)", re.DOTALL)
TRADITIONAL = str.maketrans("萬億兩餘個點參貳陸戶棟項幣頃噸處號層輛張", "万亿两余个点叁贰陆户栋项币顷吨处号层辆张")
DATE = r"\d{4}(?:-(?:Q[1-4]|S[12]|\d\d(?:-\d\d)?))?"
PERIOD = re.compile(rf"{DATE}|{DATE}/(?:{DATE}|\.\.)|\.\./{DATE}")
DIGITS = "0123456789.,"
HAN_DIGITS = "零一二三四五六七八九十百千万亿两半萬億兩"

UNIT_AS = {
    "个百分点": "百分点",
    "个月": "月",
    "个季度": "季度",
    "个小时": "小时",
    "个工作日": "工作日",
    "美金": "美元",
    "％": "%",
    "周年": "年",
}
AMOUNTS = {
    *(
        "元",
        "美元",
        "欧元",
        "日元",
        "港元",
        "亩",
        "公顷",
        "平方公里",
        "平方米",
        "立方米",
        "吨",
        "斤",
        "公斤",
        "克",
        "升",
        "千瓦",
        "千瓦时",
    ),
    *("公里", "米", "毫米", "海里", "摄氏度", "微克/立方米", "标准箱", "吨标准煤", "新台币", "澳门元", "林吉特", "坪"),
}
DURATIONS = {*"年月天日周秒", "小时", "分钟", "季度", "工作日"}
PERCENTAGES = {"%", "百分点", "‰"}
COUNTS = {
    *"个家人名位户项条件座所辆台套种只头次班场列艘架株棵颗部款起处批对张支届本册组幅栋团例床车趟间眼口门份单票盏枚队箱类片村县轮层道宗",
    *("人次", "班次", "场次", "航次", "台次", "车次"),
}
QUALIFIERS = {"about", "over", "nearly", "at_least", "at_most", "between"}
CHANGES = {"absolute", "relative", "points", "multiple"}
STATUSES = {"target", "forecast", "hypothetical"}
OPTIONS = {"v", "prec", "unit", "kind", "base", "src", "alt"}

Claim = dict[str, object]


class GoldError(ValueError):
    """An annotation that cannot be compiled; the message names the file and the line."""


@dataclass(slots=True)
class Notes:
    """The last column of a claim, read."""

    words: set[str] = field(default_factory=set)
    options: dict[str, str] = field(default_factory=dict)
    bounds: tuple[Decimal | None, Decimal | None] | None = None

    def one(self, allowed: set[str]) -> str | None:
        found = self.words & allowed
        if len(found) > 1:
            raise GoldError(f"only one of {sorted(found)} can hold")
        return found.pop() if found else None


def read_notes(cell: str) -> Notes:
    """``nearly ..20 relative base=2023 target`` -> its words, bounds and options."""
    notes = Notes()
    for word in cell.split():
        name, equals, value = word.partition("=")
        if equals and name in OPTIONS and value:
            notes.options[name] = value
        elif ".." in word:
            low, _, high = word.partition("..")
            notes.bounds = (decimal(low) if low else None, decimal(high) if high else None)
        elif word in QUALIFIERS | CHANGES | STATUSES | {"share", "rank", "negated"}:
            notes.words.add(word)
        else:
            raise GoldError(f"unknown note {word!r}")
    return notes


def decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise GoldError(f"no number: {text!r}") from None


def digits(surface: str) -> tuple[Decimal, Decimal, str] | None:
    """Value, precision and unit of a surface in Arabic digits; None for everything else, which must be written out."""
    found = NUMBER.fullmatch(surface)
    if found is None or re.search(r"\d", found[5]):
        return None
    power = sum(SCALES[scale] for scale in found[2] + found[4])
    number = Decimal(found[1].replace(",", ""))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise GoldError(f"no finite number: {surface!r}")
    return number.scaleb(power), Decimal(1).scaleb(exponent + power), found[5]


def plain(number: Decimal | None) -> str | None:
    """``1E+8`` as ``100000000``: values are written without exponent."""
    return None if number is None else format(number, "f")


def locate(text: str, surface: str, cursor: int, nth: int) -> int:
    """The ``nth`` place of ``surface`` at or after ``cursor`` that is not a part of a longer number."""
    at = cursor - 1
    while nth:
        at = text.find(surface, at + 1)
        if at < 0:
            raise GoldError(f"{surface!r} not found after character {cursor}")
        before = text[at - 1 : at]
        cut = (surface[0] in DIGITS and before in DIGITS) or (
            surface[0] in HAN_DIGITS and before in DIGITS + HAN_DIGITS
        )
        nth -= not (before and cut)
    return at


def measures(surface: str, notes: Notes) -> tuple[Decimal, Decimal, str | None]:
    """Value, precision and unit, as written in the notes or as the digits say; both must agree."""
    read, stated = digits(surface.replace("\n", "").translate(TRADITIONAL)), notes.options
    if read is None and not {"v", "prec", "unit"} <= stated.keys() | (
        {"unit", "prec"} if "rank" in notes.words else set()
    ):
        raise GoldError(f"{surface!r} needs v=, prec= and unit=")
    value = decimal(stated["v"]) if "v" in stated else None
    if read is not None:
        if value is None:
            value = read[0]
        elif abs(value) != read[0] and not notes.words & {"between", "rank"} and "unit" not in stated:
            raise GoldError(f"v={value} does not fit {surface!r}")
    precision = decimal(stated["prec"]) if "prec" in stated else read[1] if read else Decimal(1)
    unit = stated.get("unit", UNIT_AS.get(read[2], read[2]) if read else "-")
    if value is None:
        raise GoldError(f"{surface!r} needs v=")
    return value, precision, None if unit in {"-", ""} or "rank" in notes.words else unit


def kind_of(unit: str | None, notes: Notes) -> str:
    if "kind" in notes.options:
        return notes.options["kind"]
    if "rank" in notes.words:
        return "rank"
    for kind, units in (
        ("percentage", PERCENTAGES),
        ("duration", DURATIONS),
        ("amount", AMOUNTS),
        ("multiple", {"倍"}),
        ("count", COUNTS),
    ):
        if unit in units:
            return kind
    raise GoldError(f"kind= is needed for the unit {unit!r}")


def bounds_of(value: Decimal, qualifier: str, notes: Notes) -> tuple[Decimal | None, Decimal | None]:
    """What the words allow: written out for everything but an exact value, and checked against the qualifier."""
    if qualifier == "exact":
        if notes.bounds is not None:
            raise GoldError("an exact value has no bounds")
        return value, value
    if qualifier == "about":
        return notes.bounds or (None, None)
    if notes.bounds is None:
        raise GoldError(f"{qualifier} needs bounds, as 20..30, 20.. or ..20")
    low, high = notes.bounds
    if low is not None and high is not None and low > high:
        raise GoldError(f"the bounds {low}..{high} are turned round")
    if value not in (low, high):
        raise GoldError(f"{value} is not a bound of {low}..{high}")
    return low, high


def region_list(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split("、")


def period_of(cell: str) -> str | None:
    if cell == "-":
        return None
    if not PERIOD.fullmatch(cell):
        raise GoldError(f"no period: {cell!r}")
    return cell


def indicator_of(cell: str) -> tuple[str, str]:
    head = re.search("【(.+?)】", cell)
    if not head or cell.count("【") != 1:
        raise GoldError(f"the indicator {cell!r} needs one 【head】")
    return cell.replace("【", "").replace("】", ""), head[1]


def claim_of(cells: list[str], text: str, cursor: int, previous: Claim) -> Claim:
    """One claim from its five columns; ``cursor`` is the end of the claim before it."""
    if len(cells) != 5:
        raise GoldError(f"{len(cells)} columns, not 5")
    surface, _, nth = cells[0].replace("⏎", "\n").partition("@")
    notes = read_notes(cells[4])
    start = locate(text, surface, cursor, int(nth or 1))
    value, precision, unit = measures(surface, notes)
    qualifier = notes.one(QUALIFIERS) or "exact"
    low, high = bounds_of(value, qualifier, notes)
    indicator, head = indicator_of(cells[1])
    change, kind = notes.one(CHANGES), kind_of(unit, notes)
    role = "change" if change else notes.one({"share", "rank"}) or "level"
    if "base" in notes.options and role != "change":
        raise GoldError("base= belongs to a change")
    if unit == "百分点" and change != "points":
        raise GoldError("百分点 is a change in points")
    claim: Claim = {
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "kind": kind,
        "value": plain(value),
        "low": plain(low),
        "high": plain(high),
        "precision": plain(precision),
        "unit": unit,
        "qualifier": qualifier,
        "indicator": indicator,
        "indicator_head": head,
        "regions": previous["regions"] if cells[2] == '"' else region_list(cells[2]),
        "period": previous["period"] if cells[3] == '"' else period_of(cells[3]),
        "role": role,
        "change": change,
        "baseline": period_of(notes.options.get("base", "-")),
        "status": notes.one(STATUSES) or "actual",
        "negated": "negated" in notes.words,
        "source": notes.options.get("src"),
    }
    if "alt" in notes.options:
        claim["period_alt"] = [period_of(period) for period in notes.options["alt"].split(",")]
    return claim


def article_of(path: Path) -> dict[str, object]:
    """The article and its claims; :class:`GoldError` names the file and line."""
    parts = re.split(r"^(?:---|===)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise GoldError(f"{path.name}: needs one --- before the text and one === after it")
    front = dict(line.split(": ", 1) for line in parts[0].splitlines() if line)
    missing = {"id", "title", "published", "genre", "dimensions"} - front.keys()
    if missing:
        raise GoldError(f"{path.name}: the front matter lacks {sorted(missing)}")
    dimensions = [] if front["dimensions"] == "-" else front["dimensions"].split(", ")
    main_dimension = front.get("main", dimensions[0] if dimensions else "-")
    if not {*dimensions, *{main_dimension} - {"-"}} <= DIMENSIONS:
        raise GoldError(f"{path.name}: unknown dimension in {dimensions}, main {main_dimension}")
    text = parts[1].strip("\n")
    claims: list[Claim] = []
    cursor = 0
    for number, line in enumerate(parts[2].splitlines(), parts[0].count("\n") + parts[1].count("\n") + 3):
        if not line or line.startswith("#"):
            continue
        try:
            claim = claim_of([cell.strip() for cell in line.split("|")], text, cursor, claims[-1] if claims else {})
        except (GoldError, KeyError, ValueError) as error:
            raise GoldError(f"{path.name}:{number}: {error!r}: {line}") from error
        claims.append(claim)
        cursor = int(str(claim["end"]))
    return {
        "id": front["id"],
        "title": front["title"],
        "published": front["published"],
        "genre": front["genre"],
        "text": text,
        "claims": claims,
        "main_dimension": None if main_dimension == "-" else main_dimension,
        "dimensions": dimensions,
    }


def compile_part(folder: Path) -> str:
    """The gold file of the sources in ``folder``, as text."""
    articles = [article_of(path) for path in sorted(folder.glob("*.txt"))]
    return json.dumps(articles, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    names = [name for name in arguments if name != "--check"]
    stale = 0
    for folder in [HERE / name for name in names] or sorted(
        path for path in HERE.iterdir() if path.is_dir() and any(path.glob("*.txt"))
    ):
        try:
            compiled = compile_part(folder)
        except GoldError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        target = folder.with_suffix(".json")
        if check:
            stale += not target.exists() or target.read_text("utf-8") != compiled
        else:
            target.write_text(compiled, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
