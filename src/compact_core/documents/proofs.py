"""The signed words of a code found in its document, and proved by its wording hashes."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.content.likeness import stems_of
from compact_core.content.own_words import own_words
from compact_core.documents.tidying import tidied, without_running_lines
from compact_core.model import Wording
from compact_core.text import wording_digest, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compact_core.documents.document import DocumentBlock
    from compact_core.model import Code, Part

ProofState = Literal["proved", "differs", "not found"]
"""Whether the signed words of a part give its wording hash, only resemble it, or were not found."""

_ALIKE = 0.3
"""Least likeness of a passage that is proposed."""
_MOST_IN_TOKEN = 1_000
"""Most words in one printed word."""
_MOST_CANDIDATES = 40


class Sentence(NamedTuple):
    """The signed words of a part."""

    part: str
    text: str = ""
    """The words as the document has them; empty when they were not found."""
    page: int = 0
    """Where they begin: the page, or 0."""
    line: int = 0
    """The line, or the number of the paragraph."""


def state_of(code: Code, sentence: Sentence) -> ProofState:
    """Whether a sentence gives the wording hash of its part."""
    if not sentence.text:
        return "not found"
    proof = next((wording for wording in code.wording if wording.provision == sentence.part), None)
    return "proved" if proof and wording_digest(sentence.text) == (proof.digest, proof.words) else "differs"


def number_proved(code: Code, sentences: Iterable[Sentence]) -> int:
    """How many sentences give the wording hashes of their parts."""
    return sum(state_of(code, sentence) == "proved" for sentence in sentences)


def signed_words(code: Code, blocks: Iterable[DocumentBlock]) -> list[Sentence]:
    """The signed words of each part that has a wording hash, in the order of the code.

    Words that give the hash are proved. Where none do, the passage between its neighbours that is most like the part
    is proposed; whoever shows it says that it differs.
    """
    printed = without_running_lines(blocks)
    streams = [_Stream(printed, labels=True)]
    ways = ((printed, False), (None, True))
    wanted = {proof.provision: (proof.digest, proof.words) for proof in code.wording}
    order = [part.id for part in code.parts if part.id in wanted]
    found = _proved(order, wanted, streams[0])
    for other, labels in ways:
        left = [name for name in order if name not in found]
        if not left:
            break
        stream = _Stream(tidied(printed).blocks if other is None else other, labels=labels)
        more = _proved(left, wanted, stream)
        found |= {name: _Span(-1, -1, span.text, span.block) for name, span in more.items()}
    return list(_sentences(code, order, wanted, found, streams[0]))


class _Span(NamedTuple):
    start: int
    """The first word, counted in the words of the document; -1 when they were found in another reading of it."""
    end: int
    text: str
    block: DocumentBlock


class _Stream:
    """The words of a document in their order, each with the printed word that it is in."""

    def __init__(self, blocks: Iterable[DocumentBlock], *, labels: bool) -> None:
        self.tokens: list[str] = []
        self.blocks: list[DocumentBlock] = []
        self._token_of: list[int] = []
        self.words: list[str] = []
        for block in blocks:
            for token in (block.printed if labels else block.words).split():
                for word in _words(token):
                    self.words.append(word)
                    self._token_of.append(len(self.tokens))
                self.tokens.append(token)
                self.blocks.append(block)

    def span(self, start: int, end: int) -> _Span:
        """The passage of some words."""
        first, last = self._token_of[start], self._token_of[end - 1]
        tokens = self.tokens[first : last + 1]
        before = start - self._token_of.index(first, max(0, start - _MOST_IN_TOKEN))
        if end < len(self.words) and self._token_of[end] == last:
            tokens[-1] = _cut(tokens[-1], end - self._token_of.index(last, max(0, end - _MOST_IN_TOKEN)))
        if before > 0:
            tokens[0] = _without_words(tokens[0], before)
        return _Span(start, end, " ".join(tokens), self.blocks[first])

    def block_at(self, word: int) -> DocumentBlock:
        """The line that a word stands in."""
        return self.blocks[self._token_of[word]]

    def places(self, wanted: Mapping[str, int]) -> dict[str, list[int]]:
        """Where the words begin that give each digest; ``wanted`` has the number of words by digest."""
        data = " ".join(self.words).encode()
        starts, ends, at = [], [], 0
        for word in self.words:
            size = len(word.encode())
            starts.append(at)
            ends.append(at + size)
            at += size + 1
        by_number: defaultdict[int, set[bytes]] = defaultdict(set)
        for digest, number in wanted.items():
            by_number[number].add(bytes.fromhex(digest))
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, digests in by_number.items():
            for first in range(len(starts) - number + 1):
                here = sha256(data[starts[first] : ends[first + number - 1]]).digest()[:8]
                if here in digests:
                    found[here.hex()].append(first)
        return found


def _cut(token: str, number: int) -> str:
    """The beginning of a printed word with this number of words."""
    return next(
        (token[:at] for at in range(1, len(token)) if len(words(token[:at])) == number and not token[at].isalnum()),
        token,
    )


def _without_words(token: str, number: int) -> str:
    """A printed word without the first words in it."""
    rest = len(words(token)) - number
    return next(
        (token[at:] for at in range(1, len(token)) if len(words(token[at:])) == rest and not token[at - 1].isalnum()),
        token,
    )


def _words(token: str) -> list[str]:
    return [token.casefold()] if token.isascii() and token.isalpha() else words(token)


def _proved(order: Sequence[str], wanted: Mapping[str, tuple[str, int]], stream: _Stream) -> dict[str, _Span]:
    """The parts whose words are in the document; of equal sentences each part gets the next one."""
    places = stream.places({wanted[name][0]: wanted[name][1] for name in order})
    found: dict[str, _Span] = {}
    at = 0
    for name in order:
        digest, number = wanted[name]
        if here := places.get(digest):
            start = next((first for first in here if first >= at), here[-1])
            found[name] = stream.span(start, start + number)
            at = start + number
    return found


def _sentences(
    code: Code, order: Sequence[str], wanted: Mapping[str, tuple[str, int]], found: Mapping[str, _Span], stream: _Stream
) -> Iterator[Sentence]:
    ours = {part.id: own_words(part) for part in code.parts if part.id in wanted}
    begin = 0
    for at, name in enumerate(order):
        span = found.get(name)
        if span is None:
            later = (found[other] for other in order[at + 1 :] if other in found and found[other].start >= begin)
            end = next((span.start for span in later), len(stream.words))
            span = _most_alike(ours[name], wanted[name][1], begin, end, stream)
        if span and span.end > 0:
            begin = span.end
        yield Sentence(name, span.text, span.block.page, span.block.line) if span else Sentence(name)


def _most_alike(text: str, number: int, begin: int, end: int, stream: _Stream) -> _Span | None:
    """The line between two places that is most like a text, and has about as many words."""
    candidates: list[tuple[int, int]] = []
    for word in range(begin, end):
        if candidates and stream.block_at(word) is stream.block_at(candidates[-1][0]):
            candidates[-1] = (candidates[-1][0], word + 1)
        elif len(candidates) == _MOST_CANDIDATES:
            break
        else:
            candidates.append((word, word + 1))
    said = stems_of(words(text))
    best, likeness = None, _ALIKE
    for start, stop in candidates:
        theirs = stems_of(stream.words[start:stop])
        shared = len(said & theirs) / max(1, min(len(said), len(theirs)))
        size = min(number, stop - start) / max(number, stop - start)
        if (score := shared * 2 / 3 + size / 3) > likeness and (shared or len(candidates) == 1):
            best, likeness = (start, stop), score
    return stream.span(*best) if best else None


def proofs_of(parts: Iterable[Part]) -> tuple[Wording, ...]:
    """The proofs of parts in the document's own words."""
    return tuple(proof for part in parts if (proof := _proof(part)))


def _proof(part: Part) -> Wording | None:
    """The proof of the document's own words, which shows that a part is not restated yet."""
    said = own_words(part)
    if not part.id or not said:
        return None
    digest, number = wording_digest(said)
    return Wording(provision=part.id, digest=digest, words=number) if number else None
