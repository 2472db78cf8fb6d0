"""The documents of Leeds in four formats: LibreOffice makes them of the texts, and every sentence is proved.

The documents are not in the project; without them, or without LibreOffice, these tests are skipped.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from compact_core import open_library
from compact_core.documents.coverage import coverage
from compact_core.documents.draft import drafted
from compact_core.documents.proofs import signed_words, state_of
from compact_core.documents.readers import read_document
from compact_core.library.opening import open_plugins

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
LONGEST_WAIT = 300
"""Seconds after which LibreOffice is taken for dead."""
DOCUMENTS = sorted(SEEDS.glob("*.txt"))

pytestmark = [
    pytest.mark.skipif(not DOCUMENTS, reason="COMPACTS_SEEDS names no folder with the documents"),
    pytest.mark.needs("soffice"),
]


def converted(made: Path, form: str) -> None:
    """Each document in a format, in a folder."""
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(made), *map(str, DOCUMENTS)]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_WAIT)


@pytest.mark.parametrize("form", ["pdf", *(pytest.param(form, marks=pytest.mark.soak) for form in ("docx", "odt"))])
def test_every_sentence_is_proved_from_every_format(form: str, tmp_path: Path) -> None:
    """Every word of each document is in its draft, and all sentences of its code are proved.

    A PDF is where words are lost most easily, so it is always tried; each other format costs a second of work.
    """
    converted(tmp_path, form)
    plugins = open_plugins()
    codes = {
        code.source.sha256: code
        for code in map(
            open_library().code,
            ("leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017"),
        )
    }
    for path in DOCUMENTS:
        code = codes[sha256(path.read_bytes()).hexdigest()]
        document = read_document(tmp_path / f"{path.stem}.{form}", plugins)
        states = Counter(state_of(code, sentence) for sentence in signed_words(code, document.blocks))
        assert states == {"proved": len(code.wording)}
        found = coverage(drafted(document.blocks, path.stem))
        assert (found.found, found.missing) == (found.words, ())
