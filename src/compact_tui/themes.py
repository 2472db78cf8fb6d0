"""The themes of the program. A colour means one thing in all of them, and the same in the report."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

DARK, LIGHT, CONTRAST = "compacts-dark", "compacts-light", "compacts-contrast"

FAMILIES = {
    "aim": "meaning",
    "principle": "meaning",
    "benefit": "gain",
    "barrier": "barrier",
    "action": "doing",
    "commitment": "doing",
    "step": "doing",
    "task": "doing",
    "question": "doing",
    "indicator": "doing",
}
"""The family of each kind of provision that has a hue of its own: what partnership means, what is gained, what gets
in the way, what to do. The other kinds look like text."""


_BASIC = """
primary    #5ccabb #0b655f #6fe8d8
secondary  #9db4c8 #44566a #ffffff
warning    #f2c45a #7a5200 #ffd84d
error      #f28b82 #a4201c #ff9e96
success    #8fce8f #1f6b34 #8ff0a4
foreground #e6eaee #1a1f24 #ffffff
background #12171c #fbfaf7 #000000
surface    #192027 #f3f1ec #000000
panel      #212a33 #e8e5de #1c1c1c
"""
"""The colours that every theme of Textual has: in the dark theme, the light one, and that of the highest contrast."""
_OURS = """
quiet                           #a3b0bc #52606d #e0e0e0
line                            #3a4753 #bdb8ad #9a9a9a
agree                           #7dbdf7 #0b4a8f #8accff
disagree                        #f2a65a #8a4a00 #ffb45c
meaning                         #c9b3f5 #5b3a9e #d9c2ff
gain                            #a6d46a #3b6b12 #c0f080
barrier                         #f29aa8 #9c2440 #ffb0bc
doing                           #e3c567 #6b5200 #ffe070
block-cursor-background         #1f5a54 #0b655f #ffffff
block-cursor-foreground         #ffffff #ffffff #000000
block-cursor-blurred-background #2b3641 #d3dfdc #404040
block-cursor-blurred-foreground #ffffff #1a1f24 #ffffff
"""
"""The colours that our style sheet adds, and the colours of the cursor."""


def _column(table: str, number: int) -> dict[str, str]:
    """The colours of a theme, by their names."""
    return {row[0]: row[number] for row in map(str.split, table.strip().splitlines())}


def _theme(number: int, name: str) -> Theme:
    """The theme in a column of the tables."""
    basic = _column(_BASIC, number)
    theme = Theme(name, basic["primary"], text_alpha=1.0, dark=name != LIGHT, variables=_column(_OURS, number))
    return replace(theme, accent=theme.primary, **basic)  # type: ignore[arg-type]  # each of them is a colour


THEMES = tuple(_theme(number, name) for number, name in enumerate((DARK, LIGHT, CONTRAST), start=1))
"""The dark one, the light one, and one of the highest contrast."""


def colours_for(theme: Theme) -> dict[str, str]:
    """The colours that our style sheet names, for a theme that is not ours."""
    plain = "ansi_default" if theme.ansi else theme.foreground or ("#e0e0e0" if theme.dark else "#1f1f1f")
    return {
        "quiet": plain,
        "line": theme.secondary or plain,
        "agree": theme.primary,
        "disagree": theme.accent or theme.warning or plain,
        "meaning": theme.secondary or plain,
        "gain": theme.success or plain,
        "barrier": theme.error or plain,
        "doing": theme.warning or plain,
    }
