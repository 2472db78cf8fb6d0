"""A hash of what a provision says, as it is shipped, by which a change is noticed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from compact_core.content.write import plain_value

if TYPE_CHECKING:
    from compact_core.model import Provision

_NAMES_AND_PLACES = frozenset({"id", "section", "at", "erratum"})
"""Keys that say what a provision is called, where it stands and how its source is printed, not what it says."""


def content_digest(provision: Provision) -> str:
    """The content digest: the first 16 hexadecimal digits of a SHA-256 over what the provision says.

    What is hashed is the plain data of the provision, as files hold it, without ``id``, ``section``, ``at`` and
    ``erratum``: JSON in UTF-8 with sorted keys and no spaces between them, in which any run of white space inside
    a text is one space. So the digest stays when a provision is renamed, moved, written with its keys in another
    order or with its lines broken elsewhere, and when the model gets new fields that the provision leaves empty.
    """
    from hashlib import sha256

    says = {key: _one_line(value) for key, value in plain_value(provision).items() if key not in _NAMES_AND_PLACES}
    canonical = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else [_one_line(item) for item in value]
