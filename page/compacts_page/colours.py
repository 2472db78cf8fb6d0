"""What stands around the terminal has the colours of the theme, as far as everybody can read them."""

from __future__ import annotations

from textual.color import Color, ColorParseError
from textual.theme import Theme

_DARK, _LIGHT = Color.parse("#111111"), Color.parse("#ffffff")
"""What is used where a theme has no colour that can be read; a theme may leave its ground to the terminal."""
_TEXT, _SIGN = 7.0, 4.5
"""The least contrast of text, some of which stands on a button, and of what shows where the focus is."""

_NEAR_BLACK = 0.04045
"""Up to here a screen's light grows with the value itself."""


def frame_colours(theme: Theme) -> dict[str, str]:
    """The ground, the text, what shows the focus, and whether all this is dark or light, for a style sheet."""
    given = theme.to_color_system().generate()
    plain, other = (_LIGHT, _DARK) if theme.dark else (_DARK, _LIGHT)
    ground = _colour(given["background"], other)
    text = _colour(given["foreground"], plain)
    if contrast(text, ground) < _TEXT:
        text = plain
    accent = _colour(given["primary"], text)
    if contrast(accent, ground) < _SIGN:
        accent = text
    scheme = "dark" if theme.dark else "light"
    return {"ground": ground.hex6, "text": text.hex6, "accent": accent.hex6, "scheme": scheme}


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, as WCAG 2.2 defines it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _colour(name: str, instead: Color) -> Color:
    try:
        colour = Color.parse(name)
    except ColorParseError:
        return instead
    return colour if colour.a == 1 and colour.ansi is None else instead


def _luminance(colour: Color) -> float:
    red, green, blue = map(_linear, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= _NEAR_BLACK else ((share + 0.055) / 1.055) ** 2.4
