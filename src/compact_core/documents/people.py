"""Names, e-mail addresses and telephone numbers of people: withheld, so that a draft can be passed on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compact_core.documents.document import DocumentBlock, plain
from compact_core.documents.parties import side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WITHHELD = "[withheld]"
"""What stands in a text in place of a name, an address or a number."""

_MAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_PHONE = re.compile(
    r"(?<![\d£$€/.-])(?:(?:\+|00)\d{1,3}[\s().-]{0,3}(?:\(0\)\s?)?\d(?:[\s().-]{0,2}\d){6,11}"
    r"|\(?0\d{1,4}\)?(?:[\s.-]{0,2}\d){6,9})(?![\d/])"
)
_BEFORE_NAME = (
    r"(?:Cllr|Councillor|Cynghorydd|Mrs?|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Rev(?:d|erend)?|M\."
    r"|Mme|Mlle|Monsieur|Madame)\.?\s+"
)
_AFTER_NAME = r"\s+(?:OBE|MBE|CBE|MP|JP|DL)"
_TITLED = re.compile(rf"\b{_BEFORE_NAME}(?:[A-Z](?:[\w’'-]*|\.)\s+){{0,3}}[A-Z][\w’'-]+(?:{_AFTER_NAME})?")
_NAME = re.compile(r"(?:[A-Z][\w’'-]+|[A-Z]\.?)(?:\s+(?:[A-Z][\w’'-]+|[A-Z]\.?|de|van|von|ap|ab|ferch)){1,3}")
_NAMED = r"((?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s+(?:[A-Z]\.?(?=\s)|ap|ab|de|van|von|[A-Z][\w’'-]+)){0,2}\s+[A-Z][\w’'-]+)"
_OFFICES = (
    r"chair(?:man|woman|person)?|vice-chair|leader|director|chief executive|secretary|officer|manager|mayor|clerk"
    r"|treasurer|co-?ordinator|president|cadeirydd|arweinydd|cyfarwyddwr|président|présidente|maire|directeur"
    r"|directrice"
)
_PROSE = (
    re.compile(
        r"\b(?:(?i:contact(?: person| officer| name)?|phone|call|ask for|speak to|talk to|write to|telephone|e-?mail"
        rf"|cysylltwch â|contactez))\s*:?\s+{_NAMED}"
    ),
    re.compile(
        r"\b(?:(?i:(?:signed|written|prepared|introduced|launched|chaired|led|compiled|drafted|edited|approved|agreed"
        rf"|opened|presented|signée?) (?:by|par)|llofnodwyd gan|ysgrifennwyd gan))\s*:?\s+{_NAMED}"
    ),
    re.compile(rf"\b(?:(?i:{_OFFICES}|author|name|enw|nom))(?:\s*[:–—,(]|\s+is|\s+was)?\s+{_NAMED}"),
    re.compile(
        rf"{_NAMED}(?=\s*[,(–—]\s*(?:(?i:the|our|its|then|its then|le|la|y)\s+)?(?:[\w’'-]+\s+){{0,2}}"
        rf"(?i:{_OFFICES})\b)"
    ),
    re.compile(rf"{_NAMED}(?=\s+(?:chairs|wrote|drafted|edited|said|says|(?:keeps|takes|took|kept) the minutes)\b)"),
    re.compile(rf"\b(?i:(?:thanks|grateful) to|thank(?:ed)?|remerci(?:ons|e)|diolch i)\s+{_NAMED}"),
    re.compile(rf"{_NAMED}(?=\s+(?:on behalf of|for and on behalf of|for the|ar ran|au nom d)\b)"),
)
"""A name beside words that only people have: to get in touch with, who signed, an office."""
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5})\b")
_LABEL = re.compile(
    r"(?:tel(?:ephone)?|phone|mobile|fax|e-?mail|website|web|address|ffôn|ebost|e-bost|gwefan|téléphone|tél"
    r"|courriel)\b[\s:.]*",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:council|authority|partnership|trust|nhs|sector|association|forum|network|voices?|initiative|society"
    r"|charity|foundation|police"
    r"|university|college|board|agency|committee|group|federation|union|church|cvs|alliance|company|ltd|limited"
    r"|government"
    r"|ministry|commission|consortium|institute|service|services|action|community|voluntary|cyngor|llywodraeth"
    r"|ymddiriedolaeth|cymdeithas"
    r"|office|bureau|school|hospital|library|hall|club|housing|mairie|conseil|ville|fédération|préfecture"
    r"|centre for|crew|league|guild|harbour|circle|hub)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:team|officer|manager|director|chief|executive|chair|chairman|chairwoman|leader|secretary|coordinator"
    r"|co-ordinator|president|mayor|head of"
    r"|department|unit|clerk|treasurer|lead|cadeirydd|arweinydd|cyfarwyddwr|président|présidente|maire|directeur"
    r"|directrice|responsable)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(rf"^{_BEFORE_NAME}|{_AFTER_NAME}$")
_NAMES = re.compile(
    r"\b(?:names?|contacts?|officers?|representatives?|members?|person|people|who|lead|signed|signature|signator\w*|chair"
    r"|enw|enwau|nom|noms|responsable)\b",
    re.IGNORECASE,
)
_PERSON_LABEL = re.compile(
    r"(?:contact(?: person| name| officer)?|name|attn|enw|cyswllt|nom)\s*[:–-]\s*", re.IGNORECASE
)
_MOST_PIECES = 4
_SIGNATURE = 16
"""Words from which on a line is no name with an office."""
_SENTENCE = 8
"""Words from which on a line among contacts is text."""


@dataclass
class ContactLines:
    """The lines about one contact."""

    first: DocumentBlock
    organisation: str = ""
    role: str = ""
    address: str = ""
    lines: list[str] = field(default_factory=list)
    """All of them, as printed."""
    withheld: list[DocumentBlock] = field(default_factory=list)
    """Those that name a person, or say where or how to reach one."""


def without_people(text: str, names: Iterable[str] = ()) -> tuple[str, list[tuple[str, str]]]:
    """A text without words about people, and each thing that was taken out: what it is, and the text itself.

    ``names`` are names that stand elsewhere in the document where they can be nothing else.
    """
    found: list[tuple[str, str]] = []
    signed = signature_in(text)
    for name in dict.fromkeys(filter(None, (signed, *names_in_prose(text), *names))):
        number = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        if number:
            found += [("a name", name)] * number
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, text)
    for pattern, what in ((_MAIL, "an e-mail address"), (_PHONE, "a telephone number"), (_TITLED, "a name")):
        if taken := [match[0] for match in pattern.finditer(text)]:
            found += [(what, text) for text in taken]
            text = pattern.sub(WITHHELD, text)
    return text, found


def names_in_prose(text: str) -> Iterator[str]:
    """The names of people in a sentence that says why they are named: whom to ask, or who holds an office."""
    for pattern in _PROSE:
        yield from (match[1] for match in pattern.finditer(text) if is_person(match[1]))


def sure_names(texts: Iterable[str]) -> list[str]:
    """The names in a document that can be nothing else: with an office beside them, or with a title before them."""
    found: dict[str, None] = {}
    for text in texts:
        names = [signature_in(text), *(_TITLES.sub("", match[0]) for match in _TITLED.finditer(text))]
        found |= dict.fromkeys(name for name in names if len(name.split()) > 1)
    return sorted(found, key=len, reverse=True)


def is_signature(line: str) -> bool:
    """Whether a line is a name with an office or an organisation beside it, as under a foreword."""
    return bool(signature_in(line))


def signature_in(line: str) -> str:
    """The name in a line with an office or an organisation beside it, as under a foreword; empty for none."""
    text = plain(line)
    if len(text.split()) >= _SIGNATURE:
        return ""
    first, comma, rest = text.partition(", ")
    if comma and is_person(first) and (_OFFICE.search(rest) or is_organisation(rest)):
        return first
    pieces = [piece.strip() for piece in re.split(r",\s+|\s+[–—-]\s+|\s*[()]\s*", text) if piece.strip()]
    names = [piece for piece in pieces if is_person(piece)]
    offices = [piece for piece in pieces if piece not in names and _OFFICE.search(piece)]
    return names[0] if len(names) == 1 and offices and len(pieces) <= _MOST_PIECES else ""


def is_person(line: str) -> bool:
    """Whether a line of its own is the name of a person: two to four names, none of them that of an organisation."""
    text = plain(line).strip(" ,:")
    if _TITLED.fullmatch(text):
        return True
    return (
        bool(_NAME.fullmatch(text))
        and not _ORGANISATION.search(text)
        and not _OFFICE.search(text)
        and not side_of(text)
    )


def tells_names(heading: str) -> bool:
    """Whether the heading of a column says that people are named below it."""
    return bool(_NAMES.search(heading))


def is_office(line: str) -> bool:
    """Whether a line names an office or a team."""
    return bool(_OFFICE.search(line)) and not _reaches(line)


def is_organisation(line: str) -> bool:
    """Whether a line names an organisation."""
    return bool(_ORGANISATION.search(line) or side_of(line)) and not _reaches(line)


def names_somebody(line: str) -> bool:
    """Whether a line names an organisation or a person."""
    return is_organisation(line) or is_person(line)


def is_sentence(line: str) -> bool:
    """Whether a line among contacts is text."""
    return len(line.split()) >= _SENTENCE and not _reaches(line)


def contacts_in(lines: Iterable[tuple[str, DocumentBlock]]) -> Iterator[ContactLines]:
    """The contacts in some lines: each ends with the ways to reach it."""
    group: list[tuple[str, DocumentBlock]] = []
    reached = False
    for text, block in lines:
        reaches = _reaches(text)
        if group and reached and not reaches and not _POSTCODE.search(text) and not _PERSON_LABEL.match(text):
            yield _contact(group)
            group, reached = [], False
        group.append((text, block))
        reached = reached or reaches
    if group:
        yield _contact(group)


def pieces_of(line: str) -> list[str]:
    """A line, or its pieces where several things about a contact stand on one."""
    pieces = [piece for piece in re.split(r"[,;|:]\s+|\s[-–—]\s|\s*[()]\s*", line) if piece.strip()]
    named = len(line.split()) < _SIGNATURE and not _PERSON_LABEL.match(line) and any(map(is_person, pieces))
    return pieces if pieces and (_reaches(line) or named) else [line]


def _reaches(line: str) -> bool:
    """Whether a line says how to reach somebody."""
    return bool(_MAIL.search(line) or _PHONE.search(line) or _LABEL.match(line.strip()) or _WEB.search(line))


def _contact(group: list[tuple[str, DocumentBlock]]) -> ContactLines:
    contact = ContactLines(group[0][1], lines=[text for text, _ in group])
    mails = " ".join(text.casefold() for text, _ in group if "@" in text)
    kept: set[int] = set()
    names = [at for at, (text, _) in enumerate(group) if not _reaches(text) and not _is_named(text, mails)]
    known = [at for at in names if is_organisation(group[at][0]) and not _is_place(group[at][0])]
    real = [at for at in names if not _is_place(group[at][0])]
    if len(real) > 1 and real[0] == 0 and "sector" in group[0][0].casefold():
        contact.role, contact.organisation = group[0][0], group[real[1]][0]
        kept |= {0, real[1]}
    elif known or names[:1] == [0] or (_is_apart(group[0][0], mails) and not _holds_office(group)):
        first = next((at for at in known if not is_office(group[at][0])), (known or [0])[0])
        contact.organisation = group[first][0]
        kept.add(first)
    offices = [at for at in names if at not in kept and is_office(group[at][0])]
    if offices and not contact.role:
        contact.role = group[offices[0]][0]
        kept.add(offices[0])
    if contact.role and not contact.organisation:
        contact.organisation, contact.role = contact.role, ""
    for at, (text, block) in enumerate(group):
        if (web := _WEB.search(text)) and not contact.address:
            contact.address = web[0].rstrip(".,;)")
            if web[0].startswith("www"):
                contact.address = f"https://{contact.address}"
            kept.add(at)
        if at not in kept:
            contact.withheld.append(block._replace(text=text, rows=()))
    return contact


def _holds_office(group: list[tuple[str, DocumentBlock]]) -> bool:
    """Whether a first line that looks like a name has an office behind it, as people have."""
    return is_person(group[0][0]) and len(group) > 1 and is_office(group[1][0])


def _is_apart(line: str, mails: str) -> bool:
    """Whether a first line looks like a name, but not like the one that the mail address beside it spells."""
    parts = [part.casefold() for part in re.findall(r"[^\W\d_]+", line)]
    return bool(mails) and not _TITLED.match(line) and not _reaches(line) and not any(part in mails for part in parts)


def _is_named(line: str, mails: str) -> bool:
    """Whether a line is the name of a person, by its look or by the mail address beside it."""
    if is_person(_PERSON_LABEL.sub("", line.strip())) and not _POSTCODE.search(line):
        return True
    parts = [part.casefold() for part in re.findall(r"[^\W\d_]+", line)]
    return 2 <= len(parts) <= 4 and all(part in mails for part in parts) and not is_organisation(line)


def _is_place(line: str) -> bool:
    """Whether a line is part of a postal address."""
    street = r"\b(?:street|road|lane|avenue|house|floor|suite|centre|square|building|rue|stryd|ffordd|heol)\b"
    return bool(_POSTCODE.search(line) or re.match(r"\d", line) or re.search(street, line, re.IGNORECASE))
