"""The kinds of text a field can hold, each with its rule said once.

A rule is a marker inside :data:`typing.Annotated`. The reader of content files checks it and explains it;
the model itself never refuses a value, so that a draft can be held while it is being mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """What a text must look like."""

    pattern: str
    """Regular expression that the text must match."""
    allowed: str
    """What is allowed, in words that follow 'write '."""
    longest: int = 0
    """Most characters allowed; 0 means no limit of its own."""
    whole: bool = True
    """Whether the pattern is for the whole text; otherwise for its beginning, after which anything may stand."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Give the rule to JSON Schema, as pydantic asks for it."""
        schema: dict[str, Any] = handler(core_schema)
        rest = "" if self.whole else r"[\s\S]*"
        schema["pattern"] = f"^(?:{self.pattern}{rest})$"
        if self.longest:
            schema["maxLength"] = self.longest
        return schema


Id = Annotated[
    str,
    TextRule(
        pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*",
        allowed="small letters a to z, digits and single hyphens between them, such as share-power",
        longest=80,
    ),
]
"""Name of a thing inside files and links; never shown as the only label."""

Text = Annotated[str, TextRule(pattern=r"\s*\S", allowed="some text here", whole=False)]
"""Text that must be there. Optional text is a plain ``str`` in which the empty string means: none."""

PartialDate = Annotated[
    str,
    TextRule(
        pattern=r"(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?",
        allowed="a year, a month or a day in quotes, such as 2003, 2003-09 or 2003-09-17",
    ),
]
"""Year, month or day of the Gregorian calendar (ISO 8601), as exact as the source is; empty when it is silent."""

LanguageTag = Annotated[
    str,
    TextRule(
        pattern=r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
        allowed="a language tag (BCP 47), such as en-GB or cy",
        longest=35,
    ),
]
"""Language of the text, as a BCP 47 tag."""

Sha256 = Annotated[
    str,
    TextRule(pattern=r"(?:[0-9a-f]{64})?", allowed="64 digits from 0-9 and a-f (a SHA-256), or leave it out"),
]
"""SHA-256 of a file in hexadecimal; empty when it was not recorded."""
