"""Who owes a commitment, read from a heading, from the words before a list, or from a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compact_core.content.names import name_from, unused
from compact_core.documents.heading_words import folded
from compact_core.model import ALL_PARTIES, Party

_PROMISES = (
    r"(?:undertakings?|commitments?|responsibilit(?:y|ies)|pledges?|promises?|obligations?|duties|expectations|actions)"
)
_WILL = (
    r"(?:will|shall|(?:jointly )?agrees? (?:to|that)|undertakes?(?: to)?|commits? (?:itself |themselves )?to"
    r"|promises? to|pledges? to"
    r"|(?:is|are) committed to|(?:is|are) responsible for|accepts? responsibility for|recognises? (?:and|that)"
    r"|must|should)"
)
_PARTY = r"(?P<party>(?:the )?[^.:;!?]{2,70}?)"
_HEADINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"what (?:(?:can|will|should|must|do|does) )?{_PARTY} (?:will|can|should|must)(?: do| offer| bring)?",
        rf"what (?:will|should|must|can) {_PARTY} (?:do|offer|bring|promise)",
        rf"what (?:you|people|groups|partners|others|we) (?:can|may|should) expect (?:from|of) {_PARTY}",
        rf"what {_PARTY} (?:undertakes?|promises?|commits? to|agrees? to)(?: do)?",
        (
            rf"(?:the )?(?:\w+ )?{_PROMISES}(?: (?:to be )?(?:made|given|undertaken|entered into))? (?:for|by|of"
            rf"|from) {_PARTY}"
        ),
        rf"(?:the )?{_PROMISES} on (?P<party>the [^.:;!?]{{2,70}})",
        rf"{_PARTY}(?:['’]s?)? (?:key |main |specific )?{_PROMISES}",
        rf"(?:we,? )?{_PARTY} {_WILL}(?: (?:also|each|all|together|jointly|do|aim|seek|work))?(?: to)?",
        rf"(?:les |le |la |l['’])?{_PARTY} s['’]engage(?:nt)?(?: à| a)?",
        (
            rf"(?:les )?(?:engagements|obligations|responsabilités)(?: pris par| de la| de l['’]| des| du"
            rf"| de) ?(?:les |le |la |l['’])?{_PARTY}"
        ),
        r"(?P<joint>(?:les )?(?:engagements|obligations) (?:communs|conjoints|réciproques|mutuels|partagés))",
        r"(?P<joint>(?:ensemble,? )?nous nous engageons(?: tous)?(?: à)?)",
        r"(?P<joint>(?:gyda['’]n gilydd,? )?(?:byddwn(?: ni)?(?: i gyd)?(?:['’]n| yn)|rydym yn ymrwymo i))",
        rf"(?:bydd|mae) (?:y |yr |['’]r )?{_PARTY}(?:['’]n| yn)(?: ymrwymo i| addo)?",
        rf"(?:ymrwymiadau|cyfrifoldebau|addewidion)(?: gan)?(?: y| yr|['’]r)? {_PARTY}",
    )
)
_SENTENCE = re.compile(
    r"(?P<party>(?:the |all |both |each |every )?[^,.:;]{2,60}?)(?:, [^,.;:]{2,60},)?"
    r" (?:also |each |together |jointly |both )?"
    r"(?:will|shall|undertakes? to|commits? to|agrees? to|promises? to|pledges? to|must"
    r"|s['’]engage(?:nt)? à)\b",
    re.IGNORECASE,
)
_WELSH_SENTENCE = re.compile(r"bydd (?:y |yr |['’]r )?(?P<party>[^,.:;]{2,60}?)(?:['’]n| yn)\b", re.IGNORECASE)
_EVERYBODY = re.compile(
    r"(?:we|both|all|joint|jointly|shared|mutual|common|together|partners|parties|signatories|each other|both sides"
    r"|every(?:body|one)|each (?:partner|party|side|sector)|all of us|all (?:the )?(?:partners|parties|sides"
    r"|sectors|signatories|organisations)"
    r"|both (?:the )?(?:partners|parties|sides|sectors)|the (?:partners|parties|signatories|two sides)|our"
    r"|our shared|our joint|reciprocal"
    r"|nous|tous|ensemble|les (?:partenaires|parties|signataires)|partenaires|signataires|ni|ar y cyd|pob partner"
    r"|y partneriaid)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:government\w*|council\w*|authorit\w+|statutory|public|nhs|health|police|state|ministr\w+"
    r"|commissioner\w*|county|borough|city"
    r"|district|fire|executive|departments?|agenc(?:y|ies)|cyngor|cynghorau|llywodraeth|awdurdod\w*|cyhoeddus"
    r"|etat|commune|communes|collectivit\w+"
    r"|mairie|ville|departement|region|prefecture|pouvoirs publics|conseil|administration|hospital|boards?"
    r"|universit\w+|funders?)\b"
)
_THIRD = re.compile(
    r"\b(?:voluntary|community|third|vcs|vcse|vcfs?|vcfse|csos?|sector|charit\w+|volunteer\w*|faith|civil society"
    r"|ngos?|groups|associations?"
    r"|associatif|associative|mouvement associatif|benevoles?|trydydd|gwirfoddol\w*|cymunedol|elusennau|mudiadau"
    r"|societe civile|not for profit"
    r"|cvs)\b"
)
_NOBODY = re.compile(
    r"\b(?:this|why|who|when|where|roles?|rights|code|compact|covenant|agreement|document|section|it|there|they|that|these|those|which|what|how"
    r"|following|review|group will"
    r"|key|general|our|specific|main|core|shared values|strategic|annual|individual|list|table|progress|working"
    r"|good|best|principles?|practice|volunteering|funding|consultation|procurement|involvement|representation)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8
_MOST_NAME = 5
_SIDE_ALONE = re.compile(
    r"\b(?:council|councils|authority|authorities|trust|board|sector|forum|government|cvs|cyngor|commune|ville"
    r"|(?:community|voluntary|local|public|statutory|third sector) (?:groups|organisations|partners|bodies))$"
)
"""How a heading ends that is only the name of a party."""
_SHOUTED = 5
"""Longer names in capitals are no abbreviations."""
_SMALL = frozenset(("AND", "THE", "OF", "FOR", "IN", "ON"))


@dataclass
class Owed:
    """Who owes what stands under a heading, or what a sentence says."""

    parties: tuple[str, ...]
    """Names of the parties as printed; none for all of them."""


@dataclass
class Parties:
    """The parties that a document names, in its order."""

    found: dict[str, Party] = field(default_factory=dict)
    """By their names, made comparable."""
    guessed: list[Party] = field(default_factory=list)
    """Those whose side nothing says."""

    def ids_of(self, owed: Owed, at: str) -> tuple[str, ...]:
        """The ids of who owes something; a new name becomes a party."""
        return tuple(dict.fromkeys(self._id_of(name, at) for name in owed.parties)) or (ALL_PARTIES,)

    def _id_of(self, name: str, at: str) -> str:
        key = _key(name)
        longer = [known for known in self.found if known.endswith(f" {key}")]
        if key not in self.found and len(longer) == 1:
            key = longer[0]  # 'the council', where only one council is a party
        if key not in self.found:
            ids = {party.id for party in self.found.values()} | {ALL_PARTIES}
            side = side_of(name)
            party_id = unused(name_from(name, "party")[:40].rstrip("-"), ids.__contains__)
            party = Party(id=party_id, name=name, side=side or party_id, at=at)
            self.found[key] = party
            if not side:
                self.guessed.append(party)
        return self.found[key].id

    def side_of_known(self, name: str) -> str:
        """The side of a party: the known one, else the side that its words name."""
        known = self.found.get(_key(name))
        return known.side if known else side_of(name)

    def is_known(self, name: str) -> bool:
        """Whether a heading has named that party, or its words say that it is one."""
        return _key(name) in self.found or bool(side_of(name))


def owed_under(heading: str) -> Owed | None:
    """Who owes the promises under a heading, or after words such as 'The council will:'; None when nothing says so."""
    text = " ".join(re.sub(r"[\[\]]", " ", heading).split()).strip(" :.…–—-?")
    for pattern in _HEADINGS:
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            if groups.get("joint"):
                return Owed(())
            if owed := _owed(groups["party"]):
                return owed
    return None


def owed_by_name(heading: str) -> Owed | None:
    """Who owes what stands under a heading that only names them, among headings of promises; None for nobody."""
    name = heading.strip(" :")
    bare = re.sub(r"^(?:the|les?|la|l['’]|y|yr)\s+", "", name, flags=re.IGNORECASE)
    if _EVERYBODY.fullmatch(name) or _EVERYBODY.fullmatch(bare):
        return Owed(())
    short = len(bare.split()) <= _MOST_NAME and not re.search(r"[.?!:;]", bare)
    return Owed((_tidy(bare),)) if short and _SIDE_ALONE.search(folded(bare)) and side_of(bare) else None


def owed_in(sentence: str, parties: Parties) -> Owed | None:
    """Who owes what a sentence promises; only for parties that are known, or whose words say what they are."""
    for pattern in (_SENTENCE, _WELSH_SENTENCE):
        match = pattern.match(sentence)
        owed = _owed(match["party"]) if match else None
        if owed and all(map(parties.is_known, owed.parties)):
            return owed
    return None


def side_of(name: str) -> str:
    """The side of a party by its name: public, third or private; empty when it is unknown."""
    text = folded(name)
    if re.search(r"\bprivate\b", text):
        return "private"
    public, third = _PUBLIC.search(text), _THIRD.search(text)
    if public and third:
        return "third" if re.search(r"\b(?:voluntary|third|charit|civil|vcs|gwirfoddol|associat)", text) else "public"
    return "public" if public else "third" if third else ""


def _owed(named: str) -> Owed | None:
    name = re.sub(r"^(?:the|les?|la|l['’]|y|yr)\s+", "", named.strip(" ,'’[]"), flags=re.IGNORECASE).strip()
    name = re.sub(r"^as (?:an? |the )?(.+?),? we$", r"\1", name, flags=re.IGNORECASE)
    name = re.sub(r"^(?:together|jointly|as partners),? (?:we|we all|all of us)$", "we", name, flags=re.IGNORECASE)
    if _EVERYBODY.fullmatch(named.strip()) or _EVERYBODY.fullmatch(name):
        return Owed(())
    if not name or len(name.split()) > _MOST_WORDS:
        return None
    if _NOBODY.search(name) and not side_of(_NOBODY.sub("", name)):
        return None
    if not side_of(name) and not name[:1].isupper() and not named.lower().startswith(("the ", "as ")):
        return None
    two = re.split(r",? and (?:the )?| et (?:les |la |le )?|, (?:the )?", name)
    if len(two) > 1 and all(map(side_of, two)) and len({*map(side_of, two)}) > 1:
        return Owed(tuple(map(_tidy, two)))
    return Owed((_tidy(name),))


def _tidy(name: str) -> str:
    name = re.sub(r"['’]s?$", "", name)
    if name.isupper() and len(name) > _SHOUTED:
        name = " ".join(word if len(word) <= 3 and word not in _SMALL else word.lower() for word in name.split())
    return name if any(sign.isupper() for sign in name[:1]) else name[:1].upper() + name[1:]


def _key(name: str) -> str:
    text = re.sub(r"^(?:the|y|yr|les?|la) ", "", folded(name))
    return text.removesuffix("s")
