"""What is read plainly is just what tomllib reads, and everything else is left to it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import values
from cli.assess.filling import EXAMPLE
from compact_core.assessment.records.saving import file_data
from compact_core.assessment.responses import Response
from compact_core.content.plain_toml import plain_data

if TYPE_CHECKING:
    from compact_core.assessment.responses import Response as AnyResponse

_PIECES = st.sampled_from(
    [
        *(
            "[[a]]\n",
            "[[b]]\n",
            "[a]\n",
            "\n",
            "# note\n",
            'a = "x"\n',
            "a = 1\n",
            "a = 01\n",
            "b = true\n",
            "b = []\n",
        ),
        *('b = [\n    "x",\n    1,\n]\n', "c = 1_0\n", 'c = "a\\tb"\n', 'c = "a\tb"\n', " ", "a = -1\n", "x", "]", '"'),
        *('d = """\n', "a.b = 1\n", 'e = "é \u2028"\n', "[[a.b]]\n", "a = 99999999999\n", "c = 'x'\n", "b = [\n]\n"),
    ]
)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_it_says_what_tomllib_says(text: str) -> None:
    """Whatever is read plainly, tomllib reads too, and as the same."""
    found = plain_data(text)
    if found is not None:
        assert found == tomllib.loads(text)


@given(values(Response))
def test_files_of_answers_are_read_alike(response: AnyResponse) -> None:
    """A file of answers is the same to both, if its texts are plain."""
    text = file_data(response).decode()
    assert plain_data(text) in (None, tomllib.loads(text))


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("responses/*.toml")), ids=lambda path: path.stem)
def test_what_the_program_writes_is_plain(path: object) -> None:
    """The files of answers of the worked example are read plainly."""
    text = EXAMPLE.joinpath(str(path)).read_text(encoding="utf-8")
    assert plain_data(text) == tomllib.loads(text)
