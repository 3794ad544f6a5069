"""Taking over from another conversation: what a link names, and never what is private."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content.explain import valid
from bht_assist.content.models.steps import KINDS
from bht_assist.flows.guide import Guide, guide_to
from bht_assist.flows.linking import crosses, filled, linked
from bht_assist.flows.lint import flow_problems
from bht_assist.flows.session import Answered

from .packs import DAY, flow, library, session

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
- {id: signs, ask: items, staff: Signs?}
- {id: pad, ask: items, private: true, staff: Pad?}
- {id: means, ask: items, apart: true, staff: Means?}
- {id: again, ask: yes_no, staff: Again?}
- {id: later, ask: items, when: again, staff: Later?}
- {id: word, ask: text, staff: Word?}
"""
HERE = """
- {id: early, ask: items, staff: Early?}
- {id: more, ask: items, staff: More?}
- {id: copy, ask: choice, staff: Copy?, options: [attached, none]}
- {id: day, ask: date, staff: Day?}
"""
LINK = (
    "links: [{flow: plan, say: Signs, takes: {early: signs}, "
    "made_on: day, if_made: {copy: attached}}]"
)


def both(folder: Path, link: str = LINK) -> tuple[Guide, Guide]:
    plan = flow(PLAN).replace("flow: small", "flow: plan")
    made = library(folder, {"flows/small.yaml": flow(HERE, link), "flows/plan.yaml": plan})
    return guide_to(made, "small", DAY), guide_to(made, "plan", DAY)


def over(here: Guide, there: Guide, made: str = "", **said: Any) -> dict[str, object]:
    (link,) = here.flow.links
    answers = linked(here, link, there, session(there, **said), made)
    return {each.step: each.value for each in answers}


def test_what_a_link_names_comes_letter_for_letter_and_nothing_else(tmp_path: Path) -> None:
    here, there = both(tmp_path)
    signs = ["*I* pace {{ x }}", "Inés’ “street”"]
    found = over(here, there, signs=signs, pad=["secret"], means=["secret"], word="secret")
    assert found == {"early": tuple(signs)}


def test_the_day_of_its_papers_and_what_follows_from_it_come_only_where_they_were_made(
    tmp_path: Path,
) -> None:
    here, there = both(tmp_path)
    assert over(here, there, "2026-11-20", signs=["a"]) == {
        "early": ("a",),
        "copy": "attached",
        "day": "2026-11-20",
    }
    bare = LINK.replace("made_on: day, ", "")
    here, there = both(tmp_path, bare)
    assert over(here, there, "2026-11-20", signs=["a"]).keys() == {"early", "copy"}


def test_what_is_blank_or_hidden_there_changes_nothing_here(tmp_path: Path) -> None:
    here, there = both(tmp_path, LINK.replace("early: signs", "early: signs, more: later"))
    assert over(here, there) == {}
    assert over(here, there, again=False, later=["hidden"]) == {}
    assert over(here, there, again=True, later=["said"]) == {"more": ("said",)}


@pytest.mark.parametrize("name", ["pad", "means"])
def test_what_is_private_or_apart_stays_even_where_a_link_names_it(
    name: str, tmp_path: Path
) -> None:
    here, there = both(tmp_path)
    (link,) = here.flow.links
    greedy = link.but(takes={"early": name})
    here = replace(here, flow=here.flow.but(links=(greedy,)))
    said: dict[str, Any] = {name: ["secret"]}
    assert over(here, there, **said) == {}


@pytest.mark.parametrize("part", ["fields", "head"])
def test_rows_with_a_private_blank_do_not_cross(part: str) -> None:
    blank = {"id": "where", "ask": "text", "say": "Where", "private": True}
    rows = {"id": "r", "ask": "records", "fields": [{**blank, "private": False}]}
    assert crosses(valid(KINDS["records"], rows))  # type: ignore[arg-type]
    assert not crosses(valid(KINDS["records"], {**rows, part: [blank]}))  # type: ignore[arg-type]


def test_the_steps_that_a_link_may_fill(tmp_path: Path) -> None:
    here, _ = both(tmp_path)
    assert filled(here.flow.links[0]) == {"early", "copy", "day"}
    here, _ = both(tmp_path, "links: [{flow: plan, say: Signs, takes: {early: signs}}]")
    assert filled(here.flow.links[0]) == {"early"}


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("{flow: plam, takes: {early: signs}}", "unknown-flow there is no flow `plam`"),
        ("{flow: plan, takes: {earli: signs}}", "unknown-step there is no step `earli`"),
        ("{flow: plan, takes: {early: sings}}", "unknown-step there is no step `sings`"),
        ("{flow: plan, takes: {early: pad}}", "does-not-cross `pad` is private, or stays apart"),
        ("{flow: plan, takes: {early: means}}", "does-not-cross `means` is private"),
        (
            "{flow: plan, takes: {early: word}}",
            "other-kind `early` asks for items, `word` for text",
        ),
        (
            "{flow: plan, takes: {early: signs}, made_on: dai}",
            "unknown-step there is no step `dai`",
        ),
        (
            "{flow: plan, takes: {early: signs}, made_on: copy}",
            "not-a-date `copy` asks for no date",
        ),
        (
            "{flow: plan, takes: {early: signs}, if_made: {cop: x}}",
            "unknown-step there is no step `cop`",
        ),
    ],
)
def test_a_link_that_can_not_be_right_is_a_problem_at_its_place(
    link: str, said: str, tmp_path: Path
) -> None:
    plan = flow(PLAN).replace("flow: small", "flow: plan")
    more = f"links: [{link.replace('takes', 'say: Signs, takes', 1)}]"
    made = library(tmp_path, {"flows/small.yaml": flow(HERE, more), "flows/plan.yaml": plan})
    (problem,) = flow_problems(made, "small")
    assert f"{problem.code} {problem.text}".startswith(said)
    assert problem.place.line > 1


def test_answers_are_events_like_any_others(tmp_path: Path) -> None:
    here, there = both(tmp_path)
    (link,) = here.flow.links
    said = linked(here, link, there, session(there, signs=["a"]))
    assert said == (Answered("early", ("a",)),)
