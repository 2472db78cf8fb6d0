"""The numbers and letters that are printed before headings and clauses: 1a, 8b, A., 3.2.3(d)(i), IV, Article 3."""

from __future__ import annotations

import re
from typing import NamedTuple

from compact_core.model.places import letter_value, roman_value

_NAMED = (
    "article|section|part|chapter|appendix|annexe?|schedule|clause|principle|commitment|undertaking|goal|objective|aim"
    "|outcome|theme|step|stage|standard|action|priority|pledge|promise|code"  # English
    "|titre|chapitre|axe|engagement|principe|partie|objectif"  # French
    "|erthygl|adran|rhan|pennod|atodiad|egwyddor|ymrwymiad|cam"  # Welsh
)
_SPELT = "one|two|three|four|five|six|seven|eight|nine|ten|premier|premi[eè]re"
_VALUES = {name: at for at, name in enumerate(_SPELT.split("|")[:10], 1)} | {"premier": 1, "premiere": 1, "première": 1}

_WORD = re.compile(
    rf"((?:{_NAMED})\s+(?:\d{{1,3}}(?:er|re|[a-z])?|[ivxlc]{{1,7}}|[a-z]|{_SPELT}))(?![\w(])\s*([:.–—-]?)\s*",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+[A-Za-z]?(?:\([a-z0-9]{1,5}\))*)[.:)]?(?:\s+|$)")
_CODED = re.compile(r"([A-Z]\d{1,2}(?:\.\d{1,2}){0,2})[.:)]?\s+(?=\S)")
_MIXED = re.compile(r"(\d{1,3}[a-z](?:\([a-z0-9]{1,5}\))*)[.:)]?\s+(?=\S)")
_WHOLE = re.compile(r"(\d{1,3}(?:\([a-z0-9]{1,5}\))*)\s?([.:)]|\s[–—-](?=\s))?(?:\s+|(?<=[.:)])(?=[A-Z\[“\"])|$)")
_BRACKETS = re.compile(r"(\((?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,7}|[A-Z])\)(?:\([a-z0-9]{1,5}\))*)(?:\s+|(?=[A-Za-z\[])|$)")
_LETTER = re.compile(r"([A-Za-z]|[IVXLC]{1,7}|[ivxlc]{1,7})([.):])(?:\s+|$)")
_ROMAN_ALONE = re.compile(r"([IVXLC]{1,7})(\s+[–—-])?\s+(?=[A-Z\[])")
_KINDS = {
    **dict.fromkeys(("principle", "principe", "egwyddor", "standard"), "principle"),
    **dict.fromkeys(("commitment", "undertaking", "pledge", "promise", "engagement", "ymrwymiad"), "commitment"),
    **dict.fromkeys(("goal", "objective", "aim", "outcome", "objectif"), "aim"),
    **dict.fromkeys(("step", "stage", "cam"), "step"),
    "action": "action",
}
_LAST = re.compile(r"(\d+|[a-z]+)\)?$")


class Label(NamedTuple):
    """A printed number or letter."""

    printed: str
    """As printed, with its brackets but without the full stop or colon behind it."""
    row: str
    """How it is written: labels of one row are counted together."""
    value: int
    """Its position in its row."""
    sure: bool
    """Whether it can be nothing else; a bare '4' may begin a sentence."""

    @property
    def depth(self) -> int:
        """How many numbers it has: 3 for 1.2.1; 0 for what is not written with full stops."""
        return self.row.count(".") + 1 if self.row.startswith("1") else 0

    @property
    def prefix(self) -> str:
        """The number that it stands within: 1.2 for 1.2.1, and 8 for 8b; empty for none that it says."""
        if self.row == "A1":
            return self.printed[0]
        if self.row == "1a":
            return re.match(r"\d+", self.printed)[0]  # type: ignore[index]
        if self.printed.endswith(")") and "(" in self.printed[1:]:
            return self.printed[: self.printed.rindex("(")]
        return self.printed.rpartition(".")[0]

    @property
    def bare(self) -> str:
        """The number that clauses within it begin with: 2 for 2.0."""
        return re.sub(r"(?:\.0)+$", "", self.printed)

    @property
    def kind(self) -> str:
        """The kind of provision that its word names, as in Step 1; empty for none."""
        return _KINDS.get(self.row, "") if self.is_named else ""

    @property
    def is_named(self) -> bool:
        """Whether a word says what it numbers, as in Article 3."""
        return " " in self.printed


def take_label(text: str, *, after: Label | None = None) -> tuple[Label | None, str]:
    """The label at the beginning of a text, and the rest; ``after``, the label before it, decides between i and I."""
    text = text.lstrip()
    if match := _WORD.match(text):
        rest = text[match.end() :]
        if match[2] or not rest or not rest[0].islower():
            last = re.sub(r"(?<=\d)(?:er|re)$", "", match[1].split()[-1].casefold())
            row = match[1].split()[0].casefold()
            return Label(" ".join(match[1].split()), row, _value_of(last), sure=True), rest
    for pattern, kind in ((_DOTTED, "."), (_MIXED, "a"), (_BRACKETS, "("), (_WHOLE, "1"), (_LETTER, "A")):
        match = pattern.match(text)
        if match and (label := _label(match, kind, text, after)):
            return label, text[match.end() :]
    if match := _CODED.match(text):
        row = "A" + ".".join("1" for _ in match[1].split("."))
        value = int(match[1].rpartition(".")[2].lstrip(match[1][0]))
        return Label(match[1], row, value, sure=False), text[match.end() :]
    match = _ROMAN_ALONE.match(text)
    if match and len(match[1]) > 1 and (value := roman_value(match[1].casefold())):
        return Label(match[1], "I", value, sure=False), text[match.end() :]
    return None, text


def letter_alone(text: str) -> tuple[Label, str] | None:
    """A single capital before a heading, such as the A above A1 and A2; without those it may be a word."""
    match = re.match(r"([A-Z])\s+(?=[A-Z])", text.lstrip())
    if not match:
        return None
    return Label(match[1], "A", letter_value(match[1].casefold()), sure=False), text[match.end() :]


def label_of(printed: str, after: Label | None = None) -> Label:
    """A label that the format keeps apart from the text."""
    found, rest = take_label(f"{printed} X", after=after)
    if found and rest == "X":
        return found._replace(sure=True)
    return Label(printed.rstrip(".:"), printed.strip("0123456789"), 0, sure=True)


def _label(match: re.Match[str], kind: str, text: str, after: Label | None) -> Label | None:
    printed, rest = match[1], text[match.end() :]
    sure = True
    if kind == "." and (whole := re.fullmatch(r"(\d+)(?:\.0)+", printed)):
        return Label(printed, "1", int(whole[1]), sure)
    if kind == ".":
        row = ".".join("1" for _ in printed.split("."))
    elif kind == "a":
        row = "1a"
        sure = not rest[:1].islower()
    elif kind == "1":
        if not match[2] and (not rest or rest[0].islower() or rest[0] in ",;/%") and "(" not in printed:
            return None
        row = "1"
        sure = bool(match[2])
    else:
        token = printed.strip("()").rpartition("(")[2]
        if kind == "A" and token.isupper() and match[2] == ":" and len(token) == 1:
            return None
        letter = _letter_row(token, after)
        if not letter:
            return None
        row = f"({letter})" if printed.startswith("(") else letter + (")" if match[2] == ")" else "")
    if printed.endswith(")") and kind in {".", "a", "1"} and "(" in printed:
        row += "".join("(x)" for _ in re.findall(r"\(", printed))
    end = _LAST.search(printed.casefold())
    return Label(printed, row, _value_of(end[1], row) if end else 0, sure)


def _letter_row(token: str, after: Label | None) -> str:
    """How a letter or Roman number is written: a, A, i or I; 1 for a number; empty when it is neither."""
    if token.isdecimal():
        return "1"
    low = token.casefold()
    upper = token.isupper()
    letter = "A" if upper else "a"
    if len(low) == 1 or low == low[0] * 2:
        follows = after and after.row.strip("()").casefold() == "a" and after.value == letter_value(low) - 1
        if not roman_value(low) or follows or (low in "cl" and not after):
            return letter
        if low in "ivx" or len(low) > 1:
            return "I" if upper else "i"
        return letter
    return ("I" if upper else "i") if roman_value(low) else ""


def _value_of(end: str, row: str = "") -> int:
    if end.isdecimal():
        return int(end)
    if end in _VALUES:
        return _VALUES[end]
    is_letter = row.strip("()").casefold() in {"a", "1a"}
    return (0 if is_letter else roman_value(end)) or letter_value(end)
