"""A new code begun from that of another area, each part adopted, adapted or left out, and the lineage of both."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.digest import content_digest
from compact_core.content.files import LINEAGE_FILE
from compact_core.content.names import name_from, unused
from compact_core.content.suggesting import lineage_text
from compact_core.content.whole import write_new
from compact_core.content.write import write_code
from compact_core.documents.decisions import Decision, Decisions
from compact_core.documents.duties import owing, still_owed
from compact_core.documents.recasting import restated, words_to_restate
from compact_core.errors import CompactsError
from compact_core.folders import codes_folder
from compact_core.model import TOP, Code, Contact, Header, Section, Signatory, Source
from compact_core.model.lineage import CodePair, DroppedEntry, Lineage, LineageLink
from compact_core.model.provisions import ProvisionBase
from compact_core.plugins.scaffold import Answers, kind_in, name_of_code
from compact_core.text import count, readable

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from compact_core.library.library import Entry
    from compact_core.model import Part
    from compact_core.model.lineage import Change, Relation

OTHER_PEOPLE = "It names people or organisations of the other area."
"""Why contacts and signatories are left out where nobody decides."""
NOTHING_LEFT = "Everything in it was left out."
"""Why a heading is left out where nobody decides."""
AS_IT_IS = "It was taken over as it is."
"""The note of what was adopted without a reason."""
ADAPTED: Mapping[str, str] = {
    "reworded": "It says the same in our words.",
    "strengthened": "It asks for more, or asks more firmly.",
    "weakened": "It asks for less, or asks less firmly.",
}
"""The note of what was adapted without a reason."""
PARTLY = "It says partly something else."
"""The same where the new words say something that the old ones do not, and the other way round."""
NOT_SAID = "It is said in our words; nobody has said yet whether it asks for as much."
"""The same where nobody said what the new words change."""
OF_WORDS: Mapping[str, Relation] = {"reworded": "equivalent", "strengthened": "subset", "weakened": "superset"}
"""How a part relates to its new words, where only what they change is said."""
_HEAD = """\
# A draft, begun from another code. What follows a # is a remark for you: the program passes over it.
#
# Look at the names of the parties, and write whose document it is under [source]. How it relates to the code that it
# was begun from stands in the lineage file beside it; 'compacts compare' shows that to your area's people.

"""


class About(NamedTuple):
    """What is known of a new code before it has parts."""

    id: str
    title: str
    place: str
    """The area where it holds."""
    agreement_id: str
    agreement: str
    kind: str


def about_new(answers: Answers, entries: Collection[Entry]) -> About:
    """What a new code is called: its ids are new in the library, and its id in the folder of codes too."""
    ids = {entry.id for entry in entries}
    code_id = unused(
        name_of_code(answers),
        lambda name: name in ids or os.path.lexists(os.path.join(codes_folder(), f"{name}.toml")),
    )
    known = [entry.agreement_id for entry in entries if entry.agreement == answers.agreement]
    taken = {entry.agreement_id for entry in entries}
    agreement_id = known[0] if known else unused(name_from(answers.agreement, "agreement"), taken.__contains__)
    return About(code_id, answers.title, answers.place, agreement_id, answers.agreement, answers.kind)


def usual_kind(agreement: str, entries: Iterable[Entry]) -> str:
    """The kind of an agreement in the library; of a new one as its name says."""
    return next((entry.agreement_kind for entry in entries if entry.agreement == agreement), kind_in(agreement))


class BegunCode(NamedTuple):
    """A new code, and how it relates to the one that it was begun from."""

    code: Code
    lineage: Lineage

    def in_numbers(self) -> str:
        """How many provisions were adopted, adapted and left out."""
        adapted = sum(link.relation != "equal" for link in self.lineage.links)
        left_out = sum(len(entry.provisions) for entry in self.lineage.dropped)
        provisions = count(len(self.lineage.links) - adapted, "provision")
        return f"{provisions} adopted, {adapted} adapted, {left_out} left out."


def usual(part: Part) -> Decision:
    """What becomes of a part on which nobody decides."""
    if isinstance(part, Contact | Signatory):
        return Decision(part=part.id, choice="omit", reason=OTHER_PEOPLE)
    return Decision(part=part.id, choice="adopt")


def adapted(
    part: Part, text: str, reason: str = "", relation: Relation | None = None, change: Change = "reworded"
) -> Decision:
    """The decision to say a part in other words; adopting it where they are the same.

    Without a relation nobody has said yet what the words change. Raises :class:`CompactsError` where no words are
    given, or where the part has none to restate.
    """
    own = words_to_restate(part)
    if not text.strip():
        raise CompactsError("Say what stands instead, or adopt the part as it is.")
    if text.split() == own.split():
        return Decision(part=part.id, choice="adopt", reason=reason)
    decision = Decision(part=part.id, choice="adapt", text=text, reason=reason)
    return replace(decision, relation=relation, change=change, confidence="high") if relation else decision


def settled(code: Code, decisions: Decisions) -> dict[str, Decision]:
    """The decisions on parts of a code, and what follows from them: what stands in a part that is left out goes too."""
    made = {decision.part: decision for decision in decisions.decisions}
    found: dict[str, Decision] = {}
    for part in code.parts:
        outer = found.get(part.within)
        if own := made.get(part.id):
            found[part.id] = own
        elif part.id and outer and outer.choice == "omit":
            found[part.id] = replace(outer, part=part.id)
    return found


def everything_decided(code: Code, decisions: Decisions) -> dict[str, Decision]:
    """A decision for each part with an id, in the order of the code.

    Raises :class:`CompactsError` for a decision on a part that is not there, or that cannot be carried out.
    """
    known = {part.id: part for part in code.parts if part.id}
    for decision in decisions.decisions:
        if decision.part not in known:
            raise CompactsError(
                f"The code '{code.id}' has no part with the id '{decision.part}'. Take the decision out."
            )
        if decision.choice == "adapt":
            _in_other_words(known[decision.part], decision)
    found = settled(code, decisions)
    every = {name: found.get(name) or usual(part) for name, part in known.items()}
    return every | _emptied(code, every, found)


def _emptied(code: Code, every: Mapping[str, Decision], found: Container[str]) -> dict[str, Decision]:
    """The headings without a decision that nothing would be left under."""
    holds = {part.within for part in code.parts}
    keeps: set[str] = set()
    gone: dict[str, Decision] = {}
    for part in reversed(code.parts):  # what stands in a part comes after it
        stays = part.id in every and every[part.id].choice != "omit"
        is_bare = isinstance(part, Section) and not part.lead and part.id in holds - keeps
        if stays and is_bare and part.id not in found:
            gone[part.id] = Decision(part=part.id, choice="omit", reason=NOTHING_LEFT)
        elif stays:
            keeps.add(part.within)
    return gone


def _in_other_words(part: Part, decision: Decision) -> Part:
    try:
        return restated(part, decision.text)
    except CompactsError as error:
        raise CompactsError(f"'{part.id}' cannot be adapted. {error} Adopt it, or leave it out.") from error


def begun(code: Code, decisions: Decisions, about: About) -> BegunCode:
    """The new code and its lineage. Raises like :func:`everything_decided`, and where no provision is left."""
    decided = everything_decided(code, decisions)
    parts = still_owed(_parts(code, decided), owing(code.parts))
    if not any(isinstance(part, ProvisionBase) for part in parts):
        raise CompactsError("Everything is left out, so there is no code to write. Adopt or adapt at least one part.")
    new = _with_parts(code, parts, about)
    return BegunCode(new, _lineage(code, new, decided))


def _parts(code: Code, decided: Mapping[str, Decision]) -> Iterator[Part]:
    """The parts that stay, each in the nearest part around it that stays too."""
    known = {part.id: part for part in code.parts if part.id}
    gone = {name for name, decision in decided.items() if decision.choice == "omit"}
    for part in code.parts:
        if not part.id or part.id in gone:
            continue
        decision = decided[part.id]
        stays = _in_other_words(part, decision) if decision.choice == "adapt" else part
        within = part.within
        while within in gone:
            within = known[within].within or ("" if isinstance(part, Section) else TOP)
        stays = replace(stays, within=within, erratum="", number="" if gone else part.number)
        yield stays if isinstance(stays, Section) else replace(stays, at="")


def _with_parts(code: Code, parts: tuple[Part, ...], about: About) -> Code:
    """The code with other parts and of another area; what only holds for the signed document goes."""
    ids = {part.id for part in parts}
    rules = [
        replace(rule, sections=tuple(name for name in rule.sections if name in ids))
        for rule in code.applicability
        if not rule.sections or ids & set(rule.sections)
    ]
    before = code.header
    header = Header(
        id=about.id,
        title=about.title,
        kind=before.kind,
        place=about.place,
        language=before.language,
        status="draft",
        scale=before.scale,
        stem=before.stem,
    )
    note = f"A draft, begun from '{code.title}' ({code.agreement.name}, {code.id})."
    agreement = replace(code.agreement, id=about.agreement_id, name=about.agreement, kind=about.kind, signed="")
    return replace(
        code,
        header=header,
        agreement=agreement,
        source=Source(title=about.title, note=note),
        related=(),
        revisions=(),
        applicability=tuple(rules),
        parts=tuple(_without_lost(part, ids) for part in parts),
        links=tuple(link for link in code.links if link.source in ids and ("#" in link.target or link.target in ids)),
        wording=(),
    )


def _without_lost(part: Part, ids: set[str]) -> Part:
    """A part that names no part which is left out."""
    lost: dict[str, Any] = {
        key: "" for key in ("about", "on") if (name := getattr(part, key, "")) and "#" not in name and name not in ids
    }
    return replace(part, **lost)


def _lineage(code: Code, new: Code, decided: Mapping[str, Decision]) -> Lineage:
    there = {part.id: part for part in new.provisions}
    links, left_out = [], []
    for part in code.provisions:
        decision = decided[part.id]
        if part.id in there:
            links.append(_link(code, new, part.id, decision, content_digest(part), content_digest(there[part.id])))
        else:
            left_out.append((decision.reason, f"{code.id}#{part.id}"))
    dropped = tuple(
        DroppedEntry(provisions=tuple(name for _, name in group), into=new.id, note=reason)
        for reason, group in groupby(left_out, key=lambda entry: entry[0])
    )
    pair = CodePair(source=code.id, target=new.id, note=f"'{new.title}' was begun from '{code.title}'.")
    return Lineage(pairs=(pair,), links=tuple(links), dropped=dropped)


def _link(code: Code, new: Code, part_id: str, decision: Decision, before: str, after: str) -> LineageLink:
    is_adapted = decision.choice == "adapt"
    return LineageLink(
        source=(f"{code.id}#{part_id}",),
        target=(f"{new.id}#{part_id}",),
        relation=decision.relation if is_adapted else "equal",
        change=decision.change if is_adapted else "kept",
        note=decision.reason or (_note(decision) if is_adapted else AS_IT_IS),
        confidence=decision.confidence if is_adapted else "high",
        source_digests=(before,),
        target_digests=(after,),
    )


def _note(decision: Decision) -> str:
    """What is said of a part that was adapted without a reason."""
    if decision.change != "reworded":
        return ADAPTED.get(decision.change, PARTLY)
    if decision.relation != "equivalent":
        return PARTLY
    return NOT_SAID if decision.confidence == "low" else ADAPTED["reworded"]


def lineage_beside(path: str) -> str:
    """The lineage file beside a code file."""
    return f"{path.removesuffix('.toml')}.{LINEAGE_FILE}"


def write_begun(path: str, new: BegunCode) -> str:
    """Write a new code, and its lineage beside it; returns the path of the lineage.

    Raises :class:`CompactsError` where one of them is there already or cannot be written; then neither was written.
    """
    beside = lineage_beside(path)
    for file in (path, beside):
        if os.path.lexists(file):
            raise CompactsError(f"{readable(file)} is already there, and stays as it is. Choose another name.")
    write_new(beside, lineage_text(new.lineage))
    try:
        write_new(path, _HEAD + write_code(new.code))
    except CompactsError:
        os.unlink(beside)
        raise
    return beside
