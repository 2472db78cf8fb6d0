"""The kinds of text that a field can hold, each with its rule.

A rule is a marker in :data:`typing.Annotated`. The reader of files checks and explains it; the model itself refuses no
value, so that it can hold a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A rule that a text must follow."""

    pattern: str
    """Regular expression that the text must match."""
    allowed: str
    """What is allowed, in words that follow 'Write'."""
    advice: str = ""
    """What to do about a text that breaks the rule; empty to propose the nearest one that keeps it."""
    longest: int = 0
    """Most characters allowed; 0 for no limit."""
    whole: bool = True
    """Whether the pattern must match the whole text, or only its beginning."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The rule in JSON Schema, in the form that pydantic asks for."""
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
"""Name of a thing in files and links; screens show a title beside it."""

OptionalId = Annotated[
    str,
    TextRule(
        pattern=r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?",
        allowed="small letters a to z, digits and single hyphens between them, or leave it out",
        longest=80,
    ),
]
"""An id that may be left out."""

Ref = Annotated[str, TextRule(pattern="", allowed="an id", whole=False)]
"""Id of something else in the code, or of another code and a part of it: ``code#id``. The checks look for it."""

Text = Annotated[str, TextRule(pattern=r"\s*\S", allowed="some text here", whole=False)]
"""Text that must not be empty. Optional text is a plain ``str``; the empty string means that there is none."""

PartialDate = Annotated[
    str,
    TextRule(
        pattern=r"(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?",
        allowed="a year, a month or a day in quotes, such as 2003, 2003-09 or 2003-09-17",
    ),
]
"""Year, month or day (ISO 8601), as exact as the source is; empty when it names none."""

ADDRESS = TextRule(
    pattern=r"(?:https://[A-Za-z0-9][^\s<>\"\\]*|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?",
    allowed="a web address that begins with https://, or a mail address",
    advice="It is that of an organisation or a role, never of a person. It may be left out.",
    longest=200,
)
Address = Annotated[str, ADDRESS]
"""Web or mail address of an organisation or a role, never of a person; empty when there is none."""

LanguageTag = Annotated[
    str,
    TextRule(
        pattern=r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
        allowed="a language tag (BCP 47), such as en-GB or cy",
        advice="A file has one language; write a translation as a file of its own.",
        longest=35,
    ),
]
"""Language of the text, as a BCP 47 tag."""

Sha256 = Annotated[
    str, TextRule(pattern=r"(?:[0-9a-f]{64})?", allowed="64 digits from 0-9 and a-f (a SHA-256), or leave it out")
]
"""SHA-256 of a file in hexadecimal; empty when it is not recorded."""
