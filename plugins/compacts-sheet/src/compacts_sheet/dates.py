"""Dates and times as a spreadsheet shows them, in English."""

from __future__ import annotations

from datetime import date, datetime, time

from compacts_sheet.number_formats import Token, UnknownFormatError, sections_of, spoken

_OF_THE_COMPUTER = {"mm-dd-yy", "m/d/yy h:mm"}
"""The formats 14 and 22: each computer shows them in its own way."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LANGUAGE_BITS, _ENGLISH = 0x3FF, 0x09
"""Which part of the number of a language and country is the language, and what it is for English."""
_NOON, _HALF_A_DAY = 12, 12


def date_text(value: date | time, number_format: str) -> str:
    """The text that a cell with a date or a time shows; raises :class:`UnknownFormatError` where it cannot be said."""
    tokens = sections_of(number_format)[0]
    kinds = {token.kind for token in tokens}
    if number_format in _OF_THE_COMPUTER or "field" not in kinds or kinds & {"digit", "general"}:
        raise UnknownFormatError
    moment = datetime.combine(date.min, value) if isinstance(value, time) else value
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    fields = [at for at, token in enumerate(tokens) if token.kind == "field"]
    text = ""
    for at, token in enumerate(tokens):
        if token.kind == "field":
            text += _field(moment, _minutes(tokens, fields, at), tokens)
        elif token.kind == "half":
            letters = token.text.upper().split("/")
            text += letters[moment.hour >= _NOON]
        else:
            text += token.text if token.kind == "sign" else spoken([token])
    return text


def _minutes(tokens: list[Token], fields: list[int], at: int) -> str:
    """A field of a format; an ``m`` beside hours or seconds is read as ``i``, for minutes."""
    word, place = tokens[at].text, fields.index(at)
    before = tokens[fields[place - 1]].text if place else ""
    after = tokens[fields[place + 1]].text if place + 1 < len(fields) else ""
    if word[0] == "m" and (before[:1] == "h" or after[:1] == "s"):
        return "i" * len(word)
    return word


def _field(moment: datetime, word: str, tokens: list[Token]) -> str:
    """A field of a date or time, such as ``yyyy``: with one letter as it is, with two as two digits."""
    letter, width = word[0], len(word)
    if letter == "y":
        return f"{moment.year % 100:02}" if word in {"y", "yy"} else f"{moment.year:04}"
    if word.startswith(("mmm", "ddd")):
        return _name(moment, word, tokens)
    hour = moment.hour
    if any(token.kind == "half" for token in tokens):
        hour = (hour - 1) % _HALF_A_DAY + 1
    number = {"m": moment.month, "d": moment.day, "h": hour, "i": moment.minute, "s": moment.second}[letter]
    return f"{number:02}" if width > 1 else str(number)


def _name(moment: datetime, word: str, tokens: list[Token]) -> str:
    """The name of a month or a day of the week; only English names are known here."""
    if not all(_is_english(token.text) for token in tokens if token.kind == "language"):
        raise UnknownFormatError
    name = _MONTHS[moment.month - 1] if word[0] == "m" else _DAYS[moment.weekday()]
    return {3: name[:3], 4: name, 5: name[:1]}.get(len(word), name)


def _is_english(language: str) -> bool:
    try:
        return int(language, 16) & _LANGUAGE_BITS == _ENGLISH
    except ValueError:
        return language.lower().startswith("en")
