"""The text of a cell as a spreadsheet shows it: its value in its number format, in English."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from compacts_sheet.dates import date_text
from compacts_sheet.number_formats import Token, UnknownFormatError, sections_of, spoken

_FRACTION_DIGITS = 10
"""So many digits of a fraction are shown when there is no format."""
_KEPT_DIGITS = 15
"""So many digits of a number are kept by a spreadsheet."""
_FOR_NUMBERS = 3
"""So many sections of a format are for numbers; what follows is for texts."""
_POINT, _COMMA, _PERCENT, _AT = (Token("sign", sign) for sign in ".,%@")


def shown(value: str | float | date | time, number_format: str) -> str:
    """The text that a cell shows; raises :class:`UnknownFormatError` where that cannot be said."""
    if isinstance(value, str):
        return value if number_format in {"General", "@"} else _formatted_text(value, sections_of(number_format))
    if isinstance(value, date | time):
        return date_text(value, number_format)
    if isinstance(value, bool) or number_format == "General":
        return plain_number(value)
    if abs(value) >= 10**_KEPT_DIGITS:
        raise UnknownFormatError
    text = _number(value, sections_of(number_format))
    if not text.strip():  # a format that hides what is there
        raise UnknownFormatError
    return text


def plain_number(value: float) -> str:
    """A number, or true or false, as a cell without a format shows it."""
    if not isinstance(value, float):
        return str(value).upper()
    if value.is_integer() and abs(value) < 10**_KEPT_DIGITS:
        return str(int(value))
    return f"{value:.{_FRACTION_DIGITS}g}".upper()


def _formatted_text(value: str, sections: list[list[Token]]) -> str:
    last = sections[-1]
    if len(sections) <= _FOR_NUMBERS and _AT not in last:
        return value
    return "".join(value if token == _AT else spoken([token]) for token in last)


def _number(value: float, sections: list[list[Token]]) -> str:
    sections = [tokens for tokens in sections[:_FOR_NUMBERS] if _AT not in tokens]
    if not sections:
        return plain_number(value)
    if value < 0:
        return _amount(-value, sections[1]) if len(sections) > 1 else "-" + _amount(-value, sections[0])
    return _amount(value, sections[-1] if value == 0 and len(sections) == _FOR_NUMBERS else sections[0])


def _amount(value: float, tokens: list[Token]) -> str:
    """A number without its sign, in one section of a format."""
    if any(token.kind in {"field", "half"} for token in tokens) or tokens.count(_POINT) > 1:
        raise UnknownFormatError
    if any(token.kind == "general" for token in tokens):
        return "".join(plain_number(value) if token.kind == "general" else spoken([token]) for token in tokens)
    places = [at for at, token in enumerate(tokens) if token.kind == "digit" or token == _POINT]
    if not any(token.kind == "digit" for token in tokens):
        return spoken(tokens)
    before, inner, after = tokens[: places[0]], tokens[places[0] : places[-1] + 1], tokens[places[-1] + 1 :]
    if "/" in spoken(inner):  # a fraction
        raise UnknownFormatError
    # A comma behind the last digit leaves three digits out.
    scale = 100 ** tokens.count(_PERCENT) / Decimal(1000 ** after.count(_COMMA))
    return spoken(before) + _digits(Decimal(repr(value)) * scale, inner) + spoken(after)


def _digits(number: Decimal, tokens: list[Token]) -> str:
    """The digits of a number, from the first place for one to the last."""
    point = tokens.index(_POINT) if _POINT in tokens else len(tokens)
    decimals = "".join(token.text for token in tokens[point:] if token.kind == "digit")
    rounded = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    whole, _, rest = rounded.partition(".")
    needed = max(decimals.rfind("0") + 1, len(rest.rstrip("0")))
    return _whole(whole.lstrip("0"), tokens[:point]) + "." * (point < len(tokens)) + rest[:needed]


def _whole(digits: str, tokens: list[Token]) -> str:
    """The digits before the point; the first place takes all that have no place of their own."""
    places = "".join(token.text for token in tokens if token.kind == "digit")
    if not places:
        return digits
    digits = digits.zfill(len(places) - places.find("0") if "0" in places else 0)
    if _COMMA in tokens:
        return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    spare = len(digits) - len(places)
    text, at = "", 0
    for token in tokens:
        if token.kind != "digit":
            text += spoken([token])
            continue
        text += digits[max(at + spare, 0) : max(at + spare + 1, 0)] if at else digits[: max(spare + 1, 0)]
        at += 1
    return text
