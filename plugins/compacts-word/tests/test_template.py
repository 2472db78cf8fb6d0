"""Templates of one's own: they work, and what is wrong with one is told in a sentence."""

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from word.documents import part, saying, with_parts, words
from word.sample import page, usual

from compact_core import CompactsError, ResultPage
from compact_core.plugins import ReportFormat
from compact_core.testing import loaded_plugins
from compacts_word import archive, sandbox
from compacts_word.__main__ import main
from compacts_word.template import template
from compacts_word.writing import write

HINT = "'python -m compacts_word template FILE' makes a template that works, to start from."
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
RELATIONS = "word/_rels/document.xml.rels"
LINK = (
    b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/%s" Target="http://a.example/" %s/></Relationships>'
)
OUTSIDE = b'TargetMode="External"'


def written(folder: Path, data: bytes) -> bytes:
    """The page by a template."""
    path = folder / "our.docx"
    path.write_bytes(data)
    return write(page(), {"template": str(path)})


def refusal(folder: Path, data: bytes) -> str:
    """What is told of a template, without the folder."""
    with pytest.raises(CompactsError) as caught:
        written(folder, data)
    return str(caught.value).replace(str(folder / "our.docx"), "our.docx")


def test_a_template_of_ones_own_is_filled_in(tmp_path: Path) -> None:
    """Placeholders, loops, conditions and filters of the user's own document are filled in."""
    data = saying("{{ partnership|upper }}", "{% for one in items if one.number != '1' %}{{ one.title }}{% endfor %}")
    assert words(written(tmp_path, data)) == "RIVERSIDE\nItem 2"


def test_the_template_that_is_made_gives_the_same_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`template` makes a file that gives what the package gives without one; nothing is overwritten."""
    path = tmp_path / "our.docx"
    assert main(["template", str(path)]) == 0
    assert words(write(page(), {"template": str(path)})) == words(usual())
    assert main(["template", str(path)]) == 2
    assert main(["template", str(tmp_path / "our.pdf")]) == 2
    assert main(["template", str(tmp_path / "none" / "our.docx")]) == 2
    out, err = capsys.readouterr()
    assert out == f"{path} is there. Change it in Word, and keep the placeholders as they are.\n"
    assert err.splitlines() == [
        f"{path} is there already, and nothing is overwritten. Choose another name.",
        f"The name {tmp_path / 'our.pdf'} will not do. Choose one such as our-template.docx.",
        f"{tmp_path / 'none' / 'our.docx'} cannot be written: No such file or directory. Choose another place.",
    ]


def test_a_misspelt_placeholder_is_named_with_what_is_allowed(tmp_path: Path) -> None:
    """The message has the wrong name, the nearest and every right one, at the top and inside."""
    allowed = ", ".join(ResultPage._fields)
    mistake = "The template our.docx has a mistake: "
    assert refusal(tmp_path, saying("{{ titel }}")) == (
        f"{mistake}There is no 'titel' here. Did you mean 'title'? There is {allowed}. {HINT}"
    )
    assert refusal(tmp_path, saying("{% for one in facts %}{{ one.words }}{% endfor %}")) == (
        f"{mistake}There is no 'words' here. There is label, text. {HINT}"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ ''.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ items.append }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ title * 10 }}", "a template cannot use *"),
        ("{{ 9 ** 9 ** 9 }}", "a template cannot use **"),
        ("{{ title|center(9) }}", "No filter named 'center'"),
        ("{{ title|safe }}", "No filter named 'safe'"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "a template cannot switch escaping off"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "RecursionError"),
        ("{{ range(9) }}", "There is no 'range' here"),
        ("{% include 'a' %}", "no loader for this environment specified"),
        ("{% for one in items %}", "Unexpected end of template"),
        ("{{ title", "unexpected"),
    ],
)
def test_a_template_can_do_nothing_but_show(tmp_path: Path, text: str, told: str) -> None:
    """Reaching into the program, making long texts, loading files and broken steps end in a sentence."""
    message = refusal(tmp_path, saying(text))
    assert message.startswith("The template our.docx ")
    assert told in message
    assert message.endswith(HINT)


@cache
def sound() -> bytes:
    """The template that the package makes."""
    return template()


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same with a part changed."""
    return with_parts(sound(), {name: change(part(sound(), name))})


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Dear all", "is no Word document, or is damaged. Choose a file that Word can open."),
    "cut": (
        lambda: sound()[: len(sound()) // 2],
        "is no Word document, or is damaged. Choose a file that Word can open.",
    ),
    "old": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is in the old format of Word, or has a password. Save it as a Word document (.docx).",
    ),
    "macro type": (
        lambda: changed("[Content_Types].xml", lambda one: one.replace(b"wordprocessingml", b"macroEnabled")),
        "has macros. Save it as a Word document without macros (.docx).",
    ),
    "macro": (
        lambda: with_parts(sound(), {"word/vbaProject.bin": b"x"}),
        "has macros. Save it as a Word document without macros (.docx).",
    ),
    "bomb": (
        lambda: with_parts(sound(), {"word/media/zeros": bytes(archive.LARGEST_UNPACKED)}),
        "is far larger than a template can be. Choose another file.",
    ),
    "entities": (
        lambda: with_parts(sound(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "has parts that Word does not write. Choose another file.",
    ),
    "link": (
        lambda: changed(RELATIONS, lambda one: one.replace(b"</Relationships>", LINK % (b"image", OUTSIDE))),
        "fetches something from elsewhere. Put pictures and the like into the file.",
    ),
}


@pytest.mark.parametrize(("make", "told"), WRONG.values(), ids=WRONG)
def test_what_is_no_sound_document_is_refused(tmp_path: Path, make: Callable[[], bytes], told: str) -> None:
    """Other files, old files, macros, bombs, entities and links to elsewhere are each told of in plain words."""
    assert refusal(tmp_path, make()) == f"The template our.docx {told}"


def test_no_other_document_is_taken_for_one(tmp_path: Path) -> None:
    """A zip file without the parts of a Word document is told of."""
    data = with_parts(sound(), {"word/document.xml": b"<a/>"})
    assert refusal(tmp_path, data).startswith("The template our.docx cannot be filled in: ")


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """A missing template, a folder and one that is far too large are told with their names."""
    large = tmp_path / "large.docx"
    with large.open("wb") as file:
        file.truncate(archive.LARGEST + 1)
    for path, told in (
        (tmp_path / "none.docx", "cannot be read: No such file or directory. Check the name."),
        (tmp_path, "cannot be read: Is a directory. Check the name."),
        (large, "is larger than 20 MiB. Choose another."),
    ):
        with pytest.raises(CompactsError) as caught:
            write(page(), {"template": str(path)})
        assert str(caught.value) == f"The template {path} {told}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes or devices among its files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes into, and a device without an end, are told at once."""
    os.mkfifo(tmp_path / "pipe.docx")
    for path in (tmp_path / "pipe.docx", Path("/dev/zero")):
        with pytest.raises(CompactsError) as caught:
            write(page(), {"template": str(path)})
        assert str(caught.value) == f"The template {path} is a pipe or a device. Save it as a file, and name that."


def test_a_link_to_click_on_is_no_danger(tmp_path: Path) -> None:
    """A hyperlink in a template stays."""
    data = changed(RELATIONS, lambda one: one.replace(b"</Relationships>", LINK % (b"hyperlink", OUTSIDE)))
    assert words(written(tmp_path, data)) == words(usual())


def test_the_plugin_offers_one_format() -> None:
    """Registered alone, the plugin offers Word documents, and causes no problem."""
    (point,) = entry_points(group="compacts", name="word")
    plugins = loaded_plugins(point)
    offered = [
        (name, one.name, one.suffix, one.options)
        for name, one in plugins.offers("compacts_report_formats", ReportFormat)
    ]
    assert [one for one in offered if one[0] != "built-in"] == [("word", "docx", ".docx", ("template",))]
    assert plugins.problems == []


def test_the_readme_names_every_placeholder_and_filter() -> None:
    """The table of placeholders has each field of the page, in order, and each filter is named."""
    assert re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE) == list(ResultPage._fields)
    assert [one for one in sandbox.FILTERS if f"`{one}`" not in README] == []
