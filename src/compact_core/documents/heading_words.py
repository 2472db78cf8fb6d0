"""Words in headings, by language, and the kind of part that each announces; plugins can add more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.plugins.offers import HeadingWords

CONTENTS = "contents"
CONTACTS = "contacts"
ROLES = ("introduction", "review", "dispute", "glossary", "signatories", "appendix")
"""What a section can be for."""

_ENGLISH = {
    CONTENTS: (
        "=contents, =table of contents, =contents page, =list of contents, =contents list, =index,"
        " =on this page, =in this document, =in this guide, =jump to"
    ),
    CONTACTS: (
        "=contact, =contact person, =contact information, =get in touch, for more information,"
        " further information, more information, for further details, contact us, contacts, find out more,"
        " useful contacts, contact details, key contacts, who to contact"
    ),
    "signatories": "=signed, =endorsed by, =supported by, =adopted by, =agreed by, =signed by the partners,"
    " =signed by the parties, signator*, signature*, signed by, signed on behalf, signing, who signed, who has signed",
    "glossary": "glossary, =interpretation, definitions, terms used, useful terms, abbreviations, acronyms,"
    " what the words mean",
    "appendix": "appendix, appendices, annex, annexes, schedule",
    "dispute": "dispute*, disagree*, complaint*, mediation, things go wrong, breach*",
    "warning-sign": "warning sign*, signs of trouble, signs that it does not, signs that it is not",
    "progress-sign": (
        "progress sign*, signs of progress, signs of success, signs that it works, signs that it is working"
    ),
    "barrier": "barrier*, challenge*, obstacle*, gets in the way, get in the way, hurdle*, difficult*",
    "benefit": "benefit*, advantage*, what we gain, what partners gain",
    "introduction": "introduction, background, foreword, preface, preamble, =context, about this, status of",
    "paragraph": (
        "what do we mean, what is, what are, who is, why a, why have, why we, aim of this, aims of this, purpose of,"
        " how to use, using this, scope, the range of, link to, links to, relationship to, relationship with"
    ),
    "review": "review*, monitoring and, keeping it alive, evaluation",
    "commitment": (
        "commitment*, undertaking*, pledge*, promise*, responsibilit*, obligation*, expectation*, duties, will do"
    ),
    "principle": "principle*, equality, ground rule*, standard*, right, rights, equal partner*",
    "aim": "aim, aims, objective*, outcome*, goal*, vision, mission, value, values, purpose, ambition*, priorit*",
    "reminder": "remember, keep in mind, bear in mind, key messages",
    "question": "checklist*, check list, questions to ask, questions for",
    "step": "procedure*, step, steps, stage, stages",
    "example": "case stud*, example*, in practice",
    "indicator": "indicator*, measure*, target*, how we will know",
    "task": "action plan*, work plan*, workplan*, implementation plan*, milestone*, timetable",
    "action": (
        "action*, how to, good practice*, best practice*, practice*, what to do, tips, recommend*, guideline*,"
        " guidance, building, working well"
    ),
}
_WELSH = {
    CONTENTS: "=cynnwys, =tabl cynnwys",
    CONTACTS: "=cyswllt, =cysylltwch, mwy o wybodaeth, rhagor o wybodaeth, cysylltu, cysylltiadau, manylion cyswllt",
    "signatories": "llofnod*, llofnodwyr, =llofnodwyd",
    "glossary": "geirfa, diffiniadau, byrfoddau",
    "appendix": "atodiad*",
    "dispute": "anghydfod*, cwyn*, anghytun*",
    "warning-sign": "arwyddion rhybudd",
    "progress-sign": "arwyddion cynnydd",
    "barrier": "*wystr*, heriau, anawsterau",
    "benefit": "*anteision, *uddion",
    "introduction": "cyflwyniad, rhagair, rhagymadrodd, cefndir, cyd destun",
    "paragraph": "beth yw, beth a olygwn, pam, nod y cod",
    "review": "adolyg*, monitro",
    "commitment": "ymrwymiad*, addewid*, *yfrifoldeb*, *yletswydd*",
    "principle": "*egwyddor*, *ydraddoldeb, safon*, hawl, hawliau",
    "aim": "nod, nodau, *amcan*, *weledigaeth, *enhadaeth, *werthoedd, *anlyniad*, diben",
    "reminder": "cofiwch, pethau i w cofio",
    "question": "rhestr wirio, cwestiynau",
    "step": "camau, gweithdrefn*",
    "example": "astudiaeth* achos, enghr*",
    "indicator": "*angosydd*, mesur*, targed*",
    "task": "cynllun gweithredu, cynllun gwaith, cerrig milltir",
    "action": "*weithred*, gweithio da, arfer da, arferion da, sut i, argymhell*, canllaw*",
}
_FRENCH = {
    CONTENTS: "=sommaire, =table des matieres",
    CONTACTS: "=contact, =contacts, pour en savoir plus, pour plus d informations, nous contacter, coordonnees",
    "signatories": "=signé, =signe, signataire*, signature*",
    "glossary": "glossaire, lexique, definitions, sigles",
    "appendix": "annexe*",
    "dispute": "differend*, litige*, desaccord*, conciliation, mediation",
    "warning-sign": "signes d alerte, signaux d alerte",
    "progress-sign": "signes de progres",
    "barrier": "frein*, obstacle*, difficulte*, defi*",
    "benefit": "benefice*, avantage*, apports",
    "introduction": "introduction, preambule, avant propos, preface, contexte",
    "paragraph": "qu est ce, qu entend on, pourquoi, champ d application, objet de",
    "review": "suivi, evaluation, revision, bilan",
    "commitment": "engagement*, promesse*, responsabilite*, obligation*",
    "principle": "principe*, egalite, droits",
    "aim": "objectif*, but, buts, finalite*, valeur*, vision, ambition*",
    "reminder": "a retenir, rappel*",
    "question": "liste de controle, questions a se poser",
    "step": "etape*, procedure*",
    "example": "exemple*, etude* de cas",
    "indicator": "indicateur*, cible*, mesures",
    "task": "plan d action*, calendrier",
    "action": "action*, bonne* pratique*, comment, recommandation*, conseils",
}
_OF_THE_CODE = re.compile(r"\bcodes? (?:of|on) (?:good )?practices?\b|\bcode ymarfer\b|\bcode de (?:bonne )?conduite\b")
"""What a document calls itself says nothing about what stands under a heading."""


class _KindWords(NamedTuple):
    kind: str
    pattern: re.Pattern[str]


class KindTable:
    """Which kind of part stands under which heading."""

    def __init__(self, more: Iterable[HeadingWords] = ()) -> None:
        """Begin with English, Welsh and French; ``more`` comes from plugins, and goes first."""
        rows = [(offer.kind, ", ".join(offer.words)) for offer in more]
        rows += [row for table in (_ENGLISH, _WELSH, _FRENCH) for row in table.items()]
        self._entries = [_KindWords(kind, _pattern(phrases)) for kind, phrases in rows]

    def kind(self, heading: str) -> str:
        """The kind that a heading announces, a role of a section, or ``contents`` or ``contacts``; empty for none."""
        text = _OF_THE_CODE.sub(" ", folded(heading))
        found = [(match, entry.kind) for entry in self._entries if (match := entry.pattern.search(text))]
        return found[0][1] if found else ""


def folded(text: str) -> str:
    """The words of a text without accents, with single spaces between them, for comparison."""
    text = re.sub(r"['’]", " ", text)
    plain = "".join(sign for sign in normalize("NFKD", " ".join(words(text))) if not 0x300 <= ord(sign) < 0x370)
    return " ".join(plain.split())


def _pattern(phrases: str) -> re.Pattern[str]:
    """One pattern for the phrases: ``=`` before one means the whole heading, ``*`` behind a word any ending."""
    ways = []
    for phrase in filter(None, (written.strip() for written in phrases.split(","))):
        whole = phrase.startswith("=")
        text = re.escape(phrase.removeprefix("=").casefold()).replace(r"\*", r"\w*").replace(r"\ ", " ")
        ways.append(rf"^{text}$" if whole else rf"\b{text}\b")
    return re.compile("|".join(ways) or "(?!)")
