"""What a mistake in a file is called: where the mark « stands, in the author's own words."""

import pytest

from bht_assist.content.explain import checked
from bht_assist.content.models import (
    Directory,
    Document,
    Entry,
    Flow,
    Lexicon,
    Pack,
    Scenario,
    Topics,
    Translation,
)
from bht_assist.content.problems import Place, Problem
from bht_assist.content.source import read_yaml

from .packs import FLOW, MARK, RESOURCES, changed, spot

STEP = "client: What will you bring?"
LEXICON = "lexicon: words\nrule: W1\nkind: whole\nsay: Try other words.\n"
TOPIC = """\
topics:
  - id: sleep
    family: body
    title: Sleep
    audience: [adults]
    acuity_ok: [low]
    group_size: {min: 2, ideal: [4, 8], max: 10}
    objectives: [Know more.]
    teach: {minutes: {min: 3, typical: 5, max: 8}, points: [Sleep matters.]}
    activities:
      - {id: list, name: List, how: Write., minutes: {min: 3, typical: 5, max: 8}}
    discussion: {minutes: {min: 3, typical: 5, max: 8}, questions: [What helps?, What else?]}
    closing: Thanks.
    practice: Try one.
    handout: Sleep well.
"""


def problems_of(model: type[Entry], text: str) -> list[Problem]:
    tree, told = read_yaml(text.replace(MARK, "").encode(), "f.yaml")
    assert told == []
    made, problems = checked(model, tree)
    assert (made is None) == bool(problems)
    return problems


def only(model: type[Entry], text: str) -> Problem:
    """Give the one problem of a text, which must be where the mark stands."""
    problems = problems_of(model, text)
    assert [each.place for each in problems] == [Place("f.yaml", *spot(text))]
    assert problems[0].level == "error"
    return problems[0]


def test_what_is_in_order_becomes_its_model() -> None:
    assert problems_of(Flow, FLOW) == []
    assert problems_of(Lexicon, LEXICON) == []
    assert problems_of(Topics, TOPIC) == []


@pytest.mark.parametrize(
    ("new", "code", "text", "hint"),
    [
        (f"{STEP}\n        «targt: 3", "unknown-key", "`targt` is not a key that", "`target`"),
        (f"{STEP}\n        max: «many", "wrong-type", "`max` needs a whole number", "digits"),
        (f"{STEP}\n        max: «{'9' * 5000}", "does-not-fit", "`max` does not fit: ", ""),
        (f"{STEP}\n        max: «[3]", "wrong-type", "`max` needs a whole number", "digits"),
        (f"{STEP}\n        max: «500", "does-not-fit", "`max` must be 200 or less", ""),
        (f"{STEP}\n        min: «-1", "does-not-fit", "`min` must be 0 or more", ""),
        (f"{STEP}\n        optional: «maybe", "wrong-type", "needs true or false", "true or"),
        (f"{STEP}\n        optional: «[x]", "wrong-type", "needs true or false", "true or"),
        (f"{STEP}\n        probes: «Why?", "wrong-type", "`probes` needs a list", "dash"),
        (f"{STEP}\n        probes: [Why?, «{{a: b}}]", "wrong-type", "entry 2 needs text", ">-"),
        (f"{STEP}\n        probes: [«'']", "blank", "entry 1 is blank", "write something"),
        (f"{STEP}\n        rules: [«x]", "wrong-type", "entry 1 needs keys and", "key: value"),
        (f"{STEP}\n        rules: [«{{must: x}}]", "missing-key", "`say` is missing", "`say:`"),
        (f"{STEP}\n        was: [«Bring]", "bad-id", "entry 1 can't be 'Bring'", "lower-case"),
        ("client: «[What?]", "wrong-type", "`client` needs text", ">-"),
    ],
)
def test_a_mistake_in_a_step_is_told_of(new: str, code: str, text: str, hint: str) -> None:
    found = only(Flow, changed(FLOW, STEP, new))
    assert found.code == code
    assert text in found.text
    assert hint in found.hint


@pytest.mark.parametrize(
    ("old", "new", "code", "text", "hint"),
    [
        ("minutes: 5", "minutes: «a few", "wrong-type", "`minutes` needs a whole number", "digits"),
        ("minutes: 5\n", "minutes: 5\n«colour: red\n", "unknown-key", "`colour` is not", ""),
        ("ask: items", "ask: «itms", "unknown-kind", "`itms` is not a kind of step", "`items`"),
        ("- id: bring\n        ask: items", "- «id: bring", "missing-key", "`ask` is", "yes_no"),
        ("options: [park, lake]", "options: «[park]", "too-few", "`options` needs at least 2", ""),
        ("options: [park, lake]", "options: «[]", "too-few", "`options` needs at least 2", ""),
        ("documents: [slip]", "values: {«Bag: bring}", "bad-id", "`Bag` can't be 'Bag'", "lower"),
        ("documents: [slip]", "values: {bag: «''}", "blank", "`bag` is blank", "take the key"),
        ("documents: [slip]", "values: «bag", "wrong-type", "`values` needs keys and", "key: v"),
        (
            *("documents: [slip]", f"values: {{bag: «{'x' * 2001}}}"),
            *("does-not-fit", "`bag` is longer than 2000 characters", "split"),
        ),
        (
            *("documents: [slip]", "checks: [«{id: A1, level: gap, say: x}]"),
            *("does-not-fit", "entry 1 needs one of `when`, `each`, `compare` or `heard`", ""),
        ),
        (
            *("documents: [slip]", "checks: [{id: A1, level: «gaps, say: x, each: blank}]"),
            *("unknown-value", "`level` can't be 'gaps'", "`gap`"),
        ),
        (
            "title: Plans\n",
            "«titel: Plans\n    title: Plans\n",
            "unknown-key",
            "`titel`",
            "`title`",
        ),
    ],
)
def test_a_mistake_in_a_flow_is_told_of(
    old: str, new: str, code: str, text: str, hint: str
) -> None:
    found = only(Flow, changed(FLOW, old, new))
    assert found.code == code
    assert text in found.text
    assert hint in found.hint


@pytest.mark.parametrize(
    ("model", "text", "code", "said", "hint"),
    [
        (Pack, "«id: a\nversion: '1'\n", "missing-key", "`title` is missing", "`title:`"),
        (Pack, "id: a\nversion: '1'\ntitle: A\nformat: «'2'", "unknown-value", "'2'", "one of: 1"),
        (
            *(Pack, "id: a\nversion: '1'\ntitle: A\nreview_due: «soon"),
            *("wrong-type", "`review_due` needs a date", "2026-11-23"),
        ),
        (
            *(Pack, "id: a\nversion: '1'\ntitle: A\nreview_due: «[x]"),
            *("wrong-type", "`review_due` needs a date", "2026-11-23"),
        ),
        (
            *(Pack, "id: a\nversion: '1'\ntitle: A\nreview_due: «2026-11-23T08:30"),
            *("wrong-type", "`review_due` needs a date", "2026-11-23"),
        ),
        (
            *(Document, "title: A\nfor: visit\naudience: «clients\n"),
            *("unknown-value", "`audience` can't be 'clients'", "`client`"),
        ),
        (
            *(Document, "title: A\nfor: visit\naudience: client\n«for_: visit\n"),
            *("unknown-key", "`for_`", "`for`"),
        ),
        (
            *(Document, "title: A\nfor: visit\naudience: client\nprint: {type: «40}\n"),
            *("does-not-fit", "`type` must be 36 or less", ""),
        ),
        (
            *(Document, "title: A\nfor: visit\naudience: client\nprint: {«typ: 4}\n"),
            *("unknown-key", "`typ`", "`type`"),
        ),
        (
            *(Lexicon, f"{LEXICON}groups: [{{why: x, words: {{«fr: [oui]}}}}]"),
            *("unknown-value", "`fr` can't be 'fr'", "en, es"),
        ),
        (Lexicon, f"{LEXICON}steps: {{a: «hnt}}", "unknown-value", "`a` can't be", "`hint`"),
        (
            *(Topics, changed(TOPIC, "[4, 8]", "«[4]")),
            *("missing-key", "entry 2 is missing", "add it to the list"),
        ),
        (
            *(Topics, changed(TOPIC, "[4, 8]", "«[4, 8, 9]")),
            *("does-not-fit", "`ideal` takes 2 at most", "take some out"),
        ),
        (
            *(Topics, changed(TOPIC, "teach: {minutes: {min: 3", "teach: {minutes: «{min: 6")),
            *("does-not-fit", "`minutes` must rise from min to typical to max", ""),
        ),
        (
            *(Topics, changed(TOPIC, "how: Write.,", "how: Write., «houw: x,")),
            *("unknown-key", "`houw`", "`how`"),
        ),
        (
            *(Directory, changed(RESOURCES, "    cost: Free\n", "    cost: Free\n    «tag: [x]\n")),
            *("unknown-key", "`tag`", "`tags`"),
        ),
        (Directory, "«resource: []\n", "unknown-key", "`resource`", "`resources`"),
        (
            *(Scenario, "scenario: A\nflow: visit\nanswers: {}\nexpect: {«hiden: [a]}"),
            *("unknown-key", "`hiden`", "`hidden`"),
        ),
        (
            *(Translation, "language: es\ntexts: {a.b.client: «{say: x}}"),
            *("missing-key", "`of` is missing", "`of:`"),
        ),
        (
            *(Translation, "language: es\ntexts: {a.b.client: {of: x, say: y, «off: z}}"),
            *("unknown-key", "`off`", "`of`"),
        ),
        (Flow, "«hello", "wrong-type", "this file needs keys and values", "key: value"),
        (Flow, "«- hello", "wrong-type", "this file needs keys and values", "key: value"),
    ],
)
def test_a_mistake_in_any_other_file_is_told_of(
    model: type[Entry], text: str, code: str, said: str, hint: str
) -> None:
    found = only(model, text)
    assert found.code == code
    assert said in found.text
    assert hint in found.hint


@pytest.mark.parametrize("kind", ["text", "items", "date", "number"])
def test_a_key_that_is_called_like_the_kind_of_step_is_told_of_at_the_key(kind: str) -> None:
    step = f"ask: {kind}\n        «{kind}: Some words"
    found = only(Flow, changed(FLOW, "ask: items", step))
    assert (found.code, found.text) == ("unknown-key", f"`{kind}` is not a key that is known here")


def test_a_key_that_is_called_like_the_kind_of_step_moves_no_other_mistake() -> None:
    step = "ask: items\n        items: Some words\n        max: «many"
    text = changed(FLOW, "ask: items", step)
    found = {each.code: each.place for each in problems_of(Flow, text)}
    assert found["wrong-type"] == Place("f.yaml", *spot(text))


def test_a_key_of_another_kind_of_step_is_not_offered() -> None:
    found = only(Flow, changed(FLOW, "ask: yes_no", "ask: yes_no\n        «own_word: true"))
    assert "own_words" not in found.hint


def test_a_key_is_offered_where_only_this_kind_of_step_has_it() -> None:
    options = "options: [park, lake]"
    found = only(Flow, changed(FLOW, options, f"{options}\n        «own_word: true"))
    assert found.hint == "did you mean `own_words`?"


def test_an_option_may_be_written_as_plain_words() -> None:
    tree, _ = read_yaml(FLOW.encode(), "f.yaml")
    flow, _ = checked(Flow, tree)
    assert flow is not None
    assert [each.plain() for each in getattr(flow.steps[1], "options", ())] == [
        {"id": "park", "say": "park"},
        {"id": "lake", "say": "lake"},
    ]


def test_all_mistakes_come_at_once() -> None:
    text = changed(FLOW, "minutes: 5", "minutes: few")
    text = changed(text, "ask: yes_no", "ask: yesno")
    text = changed(text, "options: [park, lake]", "option: [park, lake]")
    text = changed(text, "ask: items", "ask: items\n        max: 0\n        min: x")
    codes = sorted(each.code for each in problems_of(Flow, text))
    assert codes == [
        *("does-not-fit", "missing-key", "unknown-key", "unknown-kind"),
        *("wrong-type", "wrong-type"),
    ]


def test_a_list_is_not_called_too_short_for_what_is_wrong_inside_it() -> None:
    found = only(Flow, changed(FLOW, "[park, lake]", "[«Up hill, lake]"))
    assert found.code == "bad-id"
