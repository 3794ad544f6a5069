"""What a request says as a whole: weighed where no phrase says it, and never against danger."""

from __future__ import annotations

import pytest

from bht_assist.flows.ask.gist import FIND, OTHER, REDIRECT, URGENT
from bht_assist.flows.ask.heard import Heard

from .test_ask import asked, by_phrases_alone, core


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he keeps thanking everybody and gave his dog away this morning", URGENT),
        ("invega or clozaril for voices, which ones better, she trusts my opinion", REDIRECT),
        ("somewhere near mesa that takes walk ins for teeth", FIND),
        ("going home friday with nothing, needs a bed and his bus card", "discharge"),
        ("want to sit down with my client and make her safety plan", "safety_plan"),
        ("what goes in the shift note when nothing happened", OTHER),
    ],
)
def test_a_request_is_known_by_what_all_of_it_says(text: str, kind: str) -> None:
    assert core().gist(text).kind == kind


def test_few_words_are_left_to_the_phrases() -> None:
    assert core().gist("dog away").kind == OTHER


def test_a_request_meets_the_rule_of_scope_that_it_speaks_for_most() -> None:
    found = asked("invega or clozaril for voices, which ones better, she trusts my opinion")
    assert found.kind == "redirect"
    assert found.rule.startswith("Doses")


def test_no_weight_takes_back_words_of_danger() -> None:
    assert core().gist("where can i get diapers want to dei").kind == FIND
    assert asked("where can i get diapers want to dei").kind == "urgent"


def test_signs_alone_make_no_emergency_of_what_is_clearly_a_group() -> None:
    say = "hang on til it passes skills"
    heard = Heard(core(), say)
    assert not heard.asks
    assert core().safety.urgent(say, heard.sight, asks=False)
    assert not core().safety.urgent(say, heard.sight, asks=False, tells=False)
    assert (heard.gist.kind, asked(say).kind) == (core().plan.flow, "plan")


def test_where_no_pack_weighs_requests_phrases_are_heard_all_the_same() -> None:
    hears = by_phrases_alone("weighed")
    assert hears.gist("he keeps thanking everybody and gave his dog away").kind == OTHER
    assert hears.understand("she took all her pills ten minutes ago").kind == "urgent"
    assert hears.understand("45 min anger group for 8 clients").kind == "plan"
