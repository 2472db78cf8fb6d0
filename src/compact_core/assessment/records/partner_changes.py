"""Who comes into a partnership and who goes, written into its hand-edited file."""

from __future__ import annotations

import os
import tomllib
from functools import partial
from typing import TYPE_CHECKING, cast

from compact_core.assessment.records.disk import locked
from compact_core.assessment.records.editing import change_locked
from compact_core.assessment.records.paths import PARTNERSHIP
from compact_core.assessment.records.saving import cleaned
from compact_core.assessment.records.tables import add_table, edited, with_keys
from compact_core.content.write import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.assessment.partnership import Organisation, Partnership

_CHANGING = ("joined", "left", "small")
"""What may become otherwise for an organisation that is in the file."""


def save_partners(folder: str, organisations: Iterable[Organisation]) -> Partnership:
    """Write who joined and who left into partnership.toml, and give what it then holds; comments survive.

    Raises :class:`compact_core.errors.CompactsError` with what is wrong; then the file is as it was.
    """

    def change(text: str) -> str:
        there = [str(table["id"]) for table in tomllib.loads(text).get("organisations", ())]
        for organisation in organisations:
            plain = cleaned(plain_value(organisation))
            if organisation.id in there:
                text = with_keys(text, ("organisations", there.index(organisation.id)), _CHANGING, plain)
            else:
                text = edited(text, partial(add_table, key="organisations", plain=plain))
        return text

    with locked(folder):
        return cast("Partnership", change_locked(folder, os.path.join(folder, PARTNERSHIP), change))
