"""The program's own colors: every pair of text and ground reads at 4.5 to 1 or better (WCAG AA)."""

from __future__ import annotations

from textual.theme import Theme

CALM = Theme(
    name="calm-dark",
    dark=True,
    foreground="#f2f4f5",
    background="#14181c",
    surface="#1b2126",
    panel="#2a333b",
    primary="#7cc4ff",
    secondary="#7cc4ff",
    accent="#ffd479",
    success="#8fd6a0",
    warning="#ffcf6b",
    error="#ff9d94",
    variables={
        "text-muted": "#c3ccd4",
        "footer-key-foreground": "#ffd479",
        "footer-background": "#1b2126",
        "footer-foreground": "#f2f4f5",
        "footer-description-foreground": "#f2f4f5",
        "border": "#7cc4ff",
    },
)

PAPER = Theme(
    name="paper-light",
    dark=False,
    foreground="#15181b",
    background="#ffffff",
    surface="#f5f6f7",
    panel="#e6e9ec",
    primary="#0a4f8f",
    secondary="#0a4f8f",
    accent="#7a4a00",
    success="#1c5a2d",
    warning="#6e4800",
    error="#9a1b12",
    variables={
        "text-muted": "#43494f",
        "footer-key-foreground": "#7a4a00",
        "footer-background": "#f5f6f7",
        "footer-foreground": "#15181b",
        "footer-description-foreground": "#15181b",
        "border": "#0a4f8f",
    },
)

CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff66",
    success="#ffffff",
    warning="#ffff66",
    error="#ffffff",
    variables={
        "text-muted": "#ffffff",
        "footer-key-foreground": "#ffff66",
        "footer-background": "#000000",
        "footer-foreground": "#ffffff",
        "footer-description-foreground": "#ffffff",
        "border": "#ffffff",
    },
)

ALL = (CALM, PAPER, CONTRAST)
