"""The themes of the program. A colour means one thing in all of them, and the same in the report."""

from __future__ import annotations

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


_DARK = Theme(
    name=DARK,
    dark=True,
    text_alpha=1.0,
    primary="#5ccabb",
    secondary="#9db4c8",
    accent="#5ccabb",
    warning="#f2c45a",
    error="#f28b82",
    success="#8fce8f",
    foreground="#e6eaee",
    background="#12171c",
    surface="#192027",
    panel="#212a33",
    variables={
        "quiet": "#a3b0bc",
        "line": "#3a4753",
        "agree": "#7dbdf7",
        "disagree": "#f2a65a",
        "meaning": "#c9b3f5",
        "gain": "#a6d46a",
        "barrier": "#f29aa8",
        "doing": "#e3c567",
        "block-cursor-background": "#1f5a54",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2b3641",
        "block-cursor-blurred-foreground": "#ffffff",
    },
)
_LIGHT = Theme(
    name=LIGHT,
    dark=False,
    text_alpha=1.0,
    primary="#0b655f",
    secondary="#44566a",
    accent="#0b655f",
    warning="#7a5200",
    error="#a4201c",
    success="#1f6b34",
    foreground="#1a1f24",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    variables={
        "quiet": "#52606d",
        "line": "#bdb8ad",
        "agree": "#0b4a8f",
        "disagree": "#8a4a00",
        "meaning": "#5b3a9e",
        "gain": "#3b6b12",
        "barrier": "#9c2440",
        "doing": "#6b5200",
        "block-cursor-background": "#0b655f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d3dfdc",
        "block-cursor-blurred-foreground": "#1a1f24",
    },
)
_CONTRAST = Theme(
    name=CONTRAST,
    dark=True,
    text_alpha=1.0,
    primary="#6fe8d8",
    secondary="#ffffff",
    accent="#6fe8d8",
    warning="#ffd84d",
    error="#ff9e96",
    success="#8ff0a4",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    variables={
        "quiet": "#e0e0e0",
        "line": "#9a9a9a",
        "agree": "#8accff",
        "disagree": "#ffb45c",
        "meaning": "#d9c2ff",
        "gain": "#c0f080",
        "barrier": "#ffb0bc",
        "doing": "#ffe070",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#404040",
        "block-cursor-blurred-foreground": "#ffffff",
    },
)

THEMES = (_DARK, _LIGHT, _CONTRAST)
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
