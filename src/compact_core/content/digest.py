"""The content digest: a hash of a provision as we ship it, by which changes are noticed."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compact_core.content.write import plain_value

if TYPE_CHECKING:
    from compact_core.model import Code, Provision

_NAMES_AND_PLACES = frozenset({"id", "within", "number", "at", "erratum"})
"""Keys that are not part of what a provision says."""


@lru_cache(maxsize=4096)
def content_digest(provision: Provision) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of what a provision says.

    Hashed is the plain data of the provision, as files hold it, without ``id``, ``within``, ``number``, ``at`` and
    ``erratum``: as JSON in UTF-8, with sorted keys and without spaces between them; each run of white space in a text
    is one space. So the digest stays the same when a provision is renamed, moved, or written with other line breaks or
    another order of keys, and when the model gets new fields that the provision leaves empty.
    """
    from hashlib import sha256

    says = {key: _one_line(value) for key, value in plain_value(provision).items() if key not in _NAMES_AND_PLACES}
    canonical = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def code_digest(code: Code) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a code: of the ids and digests of its provisions, in order."""
    from hashlib import sha256

    lines = (f"{provision.id} {content_digest(provision)}\n" for provision in code.provisions)
    return sha256("".join((f"{code.id}\n", *lines)).encode()).hexdigest()[:16]


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else [_one_line(item) for item in value]
