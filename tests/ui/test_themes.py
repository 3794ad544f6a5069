"""The colors: everything can be read (WCAG 2.1: 4.5 to 1 for text, 7 to 1 for the body)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.ui.themes import ALL

if TYPE_CHECKING:
    from textual.theme import Theme


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_the_body_reads_at_seven_to_one_on_every_ground(theme: Theme) -> None:
    for ground in (theme.background, theme.surface, theme.panel):
        assert contrast(str(theme.foreground), str(ground)) >= 7


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_every_other_text_reads_at_four_and_a_half_to_one_on_every_ground(theme: Theme) -> None:
    muted, key = theme.variables["text-muted"], theme.variables["footer-key-foreground"]
    for color in (theme.primary, theme.accent, theme.warning, theme.error, muted, key):
        for ground in (theme.background, theme.surface, theme.panel):
            assert contrast(str(color), str(ground)) >= 4.5, (color, ground)
