"""A facility's changes to a flow: the overlay is `ours.yaml`, and « is where it must point."""

from typing import Any

import pytest

from bht_assist.content.marked import MarkedList, MarkedMap, place_at
from bht_assist.content.overlays import overlaid
from bht_assist.content.problems import Place, Problem
from bht_assist.content.source import read_yaml

from .packs import MARK, spot

FLOW = """\
flow: outing
sections:
  - id: safety
    title: Safety
    about: First of all.
    steps:
      - id: rules
        ask: info
        locked: true
        staff: Read the rules.
      - id: consent
        ask: yes_no
        client: Is that fine?
  - id: plans
    title: Plans
    steps:
      - id: where
        ask: text
        client: Where to?
        when: consent
      - id: bring
        ask: items
        client: What will you bring?
checks:
  - {id: G1, level: gap, when: not where, say: Where to?}
  - {id: G2, level: gap, when: not bring, say: Nothing?}
"""


def tree_of(text: str, file: str) -> MarkedMap:
    tree, problems = read_yaml(text.replace(MARK, "").encode(), file)
    assert problems == []
    assert isinstance(tree, MarkedMap)
    return tree


def laid(overlay: str) -> tuple[Any, list[Problem]]:
    return overlaid(tree_of(FLOW, "core.yaml"), tree_of(overlay, "ours.yaml"))


def in_order(overlay: str) -> Any:
    flow, problems = laid(overlay)
    assert problems == []
    return flow


def step(flow: Any, name: str) -> Any:
    return next(each for part in flow["sections"] for each in part["steps"] if each["id"] == name)


def ids(entries: MarkedList) -> list[str]:
    return [str(each["id"]) for each in entries if isinstance(each, MarkedMap)]


def untouched(flow: Any) -> bool:
    return bool(flow == tree_of(FLOW, "core.yaml"))


def only(overlay: str, code: str) -> Problem:
    """Give the one problem, which must be where the mark stands and leave the flow as it was."""
    flow, problems = laid(overlay)
    assert [each.code for each in problems] == [code]
    assert problems[0].place == Place("ours.yaml", *spot(overlay))
    assert untouched(flow)
    return problems[0]


def test_a_step_is_reworded_by_its_id() -> None:
    flow = in_order("overlay: outing\nchange:\n  where:\n    client: Which place?\n")
    assert step(flow, "where") == {
        "id": "where",
        "ask": "text",
        "client": "Which place?",
        "when": "consent",
    }


def test_a_step_gets_a_key_that_it_did_not_have() -> None:
    assert step(in_order("change: {bring: {max: 3}}"), "bring")["max"] == "3"


def test_a_check_and_a_section_are_changed_by_their_ids() -> None:
    flow = in_order("change: {G1: {level: hint}, plans: {title: Our plans}}")
    assert [each["level"] for each in flow["checks"]] == ["hint", "gap"]
    assert flow["sections"][1]["title"] == "Our plans"


def test_a_changed_line_names_the_overlay_and_the_others_the_pack() -> None:
    flow = in_order("change:\n  where:\n    client: Which place?\n")
    assert place_at(step(flow, "where"), ("client",)) == Place("ours.yaml", 3, 13)
    assert place_at(step(flow, "where"), ("when",)) == Place("core.yaml", 20, 15)
    key = next(key for key in step(flow, "where") if key == "client")
    assert key.place == Place("ours.yaml", 3, 5)


def test_the_packs_own_tree_stays_as_it_was_read() -> None:
    core = tree_of(FLOW, "core.yaml")
    overlay = "change: {where: {client: x}}\nremove: [bring]\nadd: [{check: {id: G3}}]"
    overlaid(core, tree_of(overlay, "ours.yaml"))
    assert untouched(core)


def test_a_step_is_added_behind_another() -> None:
    flow = in_order("add:\n  - after: where\n    step: {id: ride, ask: text}\n")
    assert ids(flow["sections"][1]["steps"]) == ["where", "ride", "bring"]


def test_a_check_is_added_at_the_end() -> None:
    flow = in_order("add: [{check: {id: G3, level: gap}}]")
    assert ids(flow["checks"]) == ["G1", "G2", "G3"]


def test_a_check_is_added_to_a_flow_without_any() -> None:
    core = tree_of("flow: outing\nsections: []\n", "core.yaml")
    flow, problems = overlaid(core, tree_of("add:\n  - check: {id: G3}\n", "ours.yaml"))
    assert problems == []
    assert flow["checks"] == [{"id": "G3"}]
    assert flow["checks"].place == Place("ours.yaml", 2, 5)


def test_a_removed_step_is_never_asked_but_still_known() -> None:
    flow = in_order("remove: [where]")
    assert step(flow, "where")["when"] == "false"
    assert step(flow, "where")["when"].place == Place("ours.yaml", 1, 10)


def test_a_removed_section_is_never_asked() -> None:
    flow = in_order("remove: [plans]")
    assert [step(flow, name)["when"] for name in ("where", "bring")] == ["false", "false"]
    assert "when" not in step(flow, "consent")


def test_a_removed_check_is_gone() -> None:
    assert ids(in_order("remove: [G1]")["checks"]) == ["G2"]


@pytest.mark.parametrize("key", ["title", "staff", "client", "why", "example", "suggest"])
def test_a_locked_step_may_be_reworded(key: str) -> None:
    assert step(in_order(f"change: {{rules: {{{key}: Ours}}}}"), "rules")[key] == "Ours"


@pytest.mark.parametrize(
    "key", ["when", "optional", "private", "locked", "ask", "id", "escalate", "print", "min"]
)
def test_a_locked_step_may_not_be_weakened(key: str) -> None:
    found = only(f"change:\n  rules:\n    «{key}: 'false'\n", "locked")
    assert found.text == f"`{key}` of `rules` is locked"
    assert "client" in found.hint


def test_a_locked_step_may_not_be_removed() -> None:
    assert only("remove: [«rules]", "locked").text == "`rules` is locked"


def test_a_section_with_a_locked_step_may_not_be_removed() -> None:
    only("remove: [«safety]", "locked")


def test_a_section_with_a_locked_step_may_not_get_other_steps() -> None:
    only("change:\n  safety:\n    «steps: [{id: rules, ask: info}]\n", "locked")


def test_a_section_with_a_locked_step_may_be_reworded() -> None:
    flow = in_order("change: {safety: {title: Our rules, about: Ours.}}")
    assert (flow["sections"][0]["title"], flow["sections"][0]["about"]) == ("Our rules", "Ours.")


@pytest.mark.parametrize("level", ["stop", "stop_now"])
def test_a_check_that_stops_people_may_be_reworded_and_no_more(level: str) -> None:
    core = tree_of(FLOW + f"  - {{id: S9, level: {level}, when: x, say: Stop.}}\n", "core.yaml")
    for overlay, problems in (
        ("change: {S9: {say: Please stop.}}", []),
        ("change: {S9: {level: hint}}", ["locked"]),
        ("remove: [S9]", ["locked"]),
    ):
        assert [p.code for p in overlaid(core, tree_of(overlay, "ours.yaml"))[1]] == problems


@pytest.mark.parametrize("word", ["true", "yes", "True", "on", "1"])
def test_a_step_is_locked_however_its_author_wrote_it(word: str) -> None:
    core = tree_of(FLOW.replace("locked: true", f"locked: {word}"), "core.yaml")
    _, problems = overlaid(core, tree_of("remove: [rules]", "ours.yaml"))
    assert [each.code for each in problems] == ["locked"]


@pytest.mark.parametrize("word", ["false", "no", "False", "off", "0"])
def test_a_step_that_says_it_is_not_locked_is_not(word: str) -> None:
    core = tree_of(FLOW.replace("locked: true", f"locked: {word}"), "core.yaml")
    assert overlaid(core, tree_of("remove: [rules]", "ours.yaml"))[1] == []


@pytest.mark.parametrize(
    ("overlay", "code", "text", "hint"),
    [
        ("change:\n  «wheer: {client: x}", "unknown-id", "the flow has no `wheer`", "`where`?"),
        ("remove: [«wheer]", "unknown-id", "the flow has no `wheer`", "`where`?"),
        ("add: [{after: «wheer, step: {id: a}}]", "unknown-id", "no `wheer`", "`where`?"),
        ("add: [{after: «plans, step: {id: a}}]", "unknown-id", "no `plans`", "where"),
        ("add: [{after: «G1, step: {id: a}}]", "unknown-id", "no `G1`", "where"),
        ("add: [«{after: where}]", "nothing-to-add", "this adds nothing", "`step:`"),
        ("add: [«{step: {id: a}}]", "nothing-to-add", "this adds nothing", "`after:`"),
        ("add: [«where]", "nothing-to-add", "this adds nothing", "`check:`"),
        ("«chagne: {where: {client: x}}", "unknown-key", "`chagne` is not a key", "`change`?"),
        ("change: «where", "wrong-type", "needs keys and values", "key: value"),
        ("change: {where: «Which place?}", "wrong-type", "needs keys and values", "key: value"),
        ("remove: «where", "wrong-type", "needs a list", "dash"),
        ("add: «{after: where, step: {id: a}}", "wrong-type", "needs a list", "dash"),
    ],
)
def test_a_mistake_names_the_overlays_own_line_and_changes_nothing(
    overlay: str, code: str, text: str, hint: str
) -> None:
    found = only(overlay, code)
    assert text in found.text
    assert hint in found.hint


def test_what_is_right_is_done_beside_what_is_wrong() -> None:
    flow, problems = laid("change: {wheer: {client: x}, where: {client: Which place?}}")
    assert [each.code for each in problems] == ["unknown-id"]
    assert step(flow, "where")["client"] == "Which place?"


ORDERED = FLOW.replace("  - id: safety\n", "  - id: safety\n    stays: true\n").replace(
    "checks:",
    "  - id: home\n    title: Home\n    steps:\n      - {id: back, ask: yes_no, client: Back?}\n"
    "checks:",
)


def ordered(order: str) -> tuple[list[str], list[Problem]]:
    overlay = tree_of(f"overlay: outing\norder: {order}\n", "ours.yaml")
    flow: Any = overlaid(tree_of(ORDERED, "core.yaml"), overlay)[0]
    problems = overlaid(tree_of(ORDERED, "core.yaml"), overlay)[1]
    return [str(section["id"]) for section in flow["sections"]], problems


def test_sections_share_out_the_places_that_they_held() -> None:
    assert ordered("[home, plans]") == (["safety", "home", "plans"], [])
    assert ordered("[home]") == (["safety", "plans", "home"], [])
    assert ordered("[home, plans, home]") == (["safety", "home", "plans"], [])


def test_a_section_that_stays_keeps_its_place() -> None:
    order, problems = ordered("[home, safety]")
    assert order == ["safety", "plans", "home"]
    assert [(each.code, each.place.file) for each in problems] == [("stays", "ours.yaml")]


def test_an_order_names_sections_that_are_there() -> None:
    order, problems = ordered("[home, plnas]")
    assert order == ["safety", "plans", "home"]
    assert problems[0].hint == "did you mean `plans`?"
