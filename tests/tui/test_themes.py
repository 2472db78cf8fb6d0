"""The themes: every text can be read on every ground."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from compact_tui.themes import CONTRAST, THEMES, colours_for

TEXTS = ("primary", "foreground", "quiet", "warning", "agree", "disagree", "meaning", "gain", "barrier", "doing")
GROUNDS = ("background", "surface", "panel")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    """Contrast is at least 4.5 as WCAG 2.2 (1.4.3) asks, and 7 (1.4.6) in the theme of the highest contrast."""
    colours = theme.to_color_system().generate() | theme.variables
    least = 7.0 if theme.name == CONTRAST else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("block-cursor-foreground", "block-cursor-background")]
    pairs += [("block-cursor-blurred-foreground", "block-cursor-blurred-background")]
    ratios = {(text, ground): contrast(colours[text], colours[ground]) for text, ground in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_the_themes_of_textual_have_our_colours_too(theme: Theme) -> None:
    """Every colour that the style sheet names stands for one in each theme of Textual."""
    ours = set(THEMES[0].variables)
    given = colours_for(theme)
    assert set(given) == {name for name in ours if "-" not in name}
    for colour in given.values():
        Color.parse(colour)


def contrast(text: str, ground: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(Color.parse(text)), luminance(Color.parse(ground))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance of a colour."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
