"""The language of conditions and texts: what it can do, and what it refuses."""

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.flows.blank import BLANK
from bht_assist.flows.expressions import (
    ExpressionError,
    context_over,
    expression,
    said,
    text,
)
from bht_assist.flows.filters import ALL, Chosen
from bht_assist.flows.session import frozen


def worth(source: str, **scope: object) -> object:
    return expression(source)(context_over(scope))


REFUSED = [
    "open('/etc/passwd')",
    "people()",
    "''.join(people)",
    "people.append(1)",
    "'{0.__class__}'.format(a)",
    "a.__class__",
    "a.__class__.__mro__",
    "_secret",
    "a._secret",
    "[].__class__",
    "a[b]",
    "a[0:2]",
    "a['x' ~ 'y']",
    "'x' * 99999999",
    "9 ** 9 ** 9",
    "1 / 0",
    "7 // 2",
    "'%s' % a",
    "+1",
    "{'a': 1}",
    "self",
    "self.blocks",
    "a | attr('__class__')",
    "a | tojson",
    "a | format('x')",
    "a | map('upper') | xmlattr",
    "a is divisibleby 2",
    "a is callable",
    "a is sameas b",
    "a | join(*b)",
    "a | default(**b)",
    "a is eq(*b)",
    "lambda: 1",
    "a; b",
    "a = 1",
    "a if",
    "1) %}{% include 'x' %}{% set b = (1",
    "1) %}{% set b = (2",
    "1) %} text",
    "1) %}{# ",
    "1) %}{{ (2) }}{% set b = (3",
    "(" * 5000 + "a" + ")" * 5000,
    "[" * 5000 + "]" * 5000,
    " or ".join(["a"] * 100),
    "a" + ".b" * 100,
    "a" * 30_000,
    ", ".join(["a"] * 5000),
]


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_not_in_the_language_is_refused_with_a_sentence(source: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        expression(source)
    assert refused.value.text


@pytest.mark.parametrize(
    "source",
    [
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% call a() %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% set a %}x{% endset %}",
        "{% set a.b = 1 %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape true %}{% endautoescape %}",
        "{% for a in b recursive %}{{ loop(a) }}{% endfor %}",
        "{% for a in b recursive %}{% endfor %}",
        "{% for a in b %}{% for c in b %}{% for d in b %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ cycler('a') }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{% do a %}",
        "{% for a in b %}{{ loop._iterator }}{% endfor %}",
        "{{ a",
        "{# a",
        "{% if a %}",
        "{% if a %}" * 100 + "{% endif %}" * 100,
    ],
)
def test_a_text_can_do_no_more_than_an_expression(source: str) -> None:
    with pytest.raises(ExpressionError):
        text(source)


@pytest.mark.parametrize(
    "source",
    [
        "a.mro",
        "a.say.upper",
        "a['__class__']",
        "'x'.upper",
        "a | map(attribute='__class__') | list | first",
        "a | selectattr('__class__') | list | first",
        "people.append",
        "namespace",
        "range",
        "cycler",
        "joiner",
        "lipsum",
        "dict",
        "caller",
        "loop",
    ],
)
def test_nothing_of_python_is_within_reach(source: str) -> None:
    assert worth(source, a="x", people=["Ana"]) == BLANK


@pytest.mark.parametrize("name", ["range", "lipsum", "cycler", "joiner", "namespace", "dict"])
def test_a_text_knows_no_name_of_jinja(name: str) -> None:
    assert text("{{ " + name + " }}")({}) == ""


def test_an_expression_cannot_change_what_was_said() -> None:
    people = frozen([{"name": "Eva"}, {"name": "Ana"}])
    worth("people | sort(attribute='name')", people=people)
    assert people[0]["name"] == "Eva"


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(ExpressionError) as refused:
        text("one\ntwo\n{{ a() }}")
    assert refused.value.line == 3


def test_too_deep_is_said_as_too_deep() -> None:
    with pytest.raises(ExpressionError, match="too deep"):
        expression(" or ".join(["a"] * 100))


def test_an_unknown_filter_comes_with_those_there_are() -> None:
    with pytest.raises(ExpressionError) as refused:
        expression("a | uper")
    assert "upper" in refused.value.hint


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("a == 'yes'", True),
        ("a != 'yes'", False),
        ("'x' in b", True),
        ("'z' not in b", True),
        ("n > 2 and n <= 3", True),
        ("n < 2 or not none", True),
        ("n + 1 - 2", 2),
        ("-n", -3),
        ("'A' ~ n", "A3"),
        ("'one' if a else 'two'", "one"),
        ("p.name", "Ana"),
        ("p['name']", "Ana"),
        ("b[0]", "x"),
        ("(rows | first).name", "Ana"),
        ("n is defined and q is not defined", True),
        ("q is none", True),
        ("a is eq 'yes'", True),
        ("a is string", True),
        ("n is in [1, 3]", True),
        ("b | select('ne', 'x') | list", ["y"]),
        ("('a', 'b')", ("a", "b")),
    ],
)
def test_an_expression_is_worth_what_it_says(source: str, result: object) -> None:
    row = {"name": "Ana"}
    assert worth(source, a="yes", b=("x", "y"), n=3, p=row, rows=(row,)) == result


@pytest.mark.parametrize(
    "source", ["b[5]", "p.age", "n.name", "a['x']", "b['x']", "a < 3", "b < a"]
)
def test_what_cannot_be_worked_out_is_blank(source: str) -> None:
    assert worth(source, a="yes", b=("x",), n=3, p={"name": "Ana"}) == BLANK


@pytest.mark.parametrize("source", ["q > 3", "q < 3", "q >= 3", "q <= 3", "3 > q", "q == 'x'", "q"])
def test_a_question_that_has_no_answer_yet_makes_no_condition_true(source: str) -> None:
    assert not worth(source)


def test_a_blank_is_equal_to_none_and_to_no_word() -> None:
    assert worth("q == none and q == r and q != 'x' and q != ''")


def test_a_blank_can_stand_among_options() -> None:
    assert len({BLANK, "a", BLANK}) == 2


def test_names_are_those_an_expression_needs_from_outside() -> None:
    assert expression("a and (b | selectattr('c')) or d.e").names == {"a", "b", "d"}


@pytest.mark.parametrize(
    ("source", "compared"),
    [
        ("a == 'x'", {(("a",), "x")}),
        ("'x' != a.b", {(("a", "b"), "x")}),
        ("a['b'] == 'x'", {(("a", "b"), "x")}),
        ("'x' in a", {(("a",), "x")}),
        ("a not in ['x', 'y']", {(("a",), "x"), (("a",), "y")}),
        ("a < 'x'", set()),
        ("(a | first).b == 'x'", set()),
        ("(a | first)['b'] == 'x'", set()),
        ("a[0] == 'x'", set()),
        ("a == 3", set()),
        ("a == b", set()),
    ],
)
def test_fixed_words_that_a_name_is_compared_with_are_known(
    source: str, compared: set[tuple[tuple[str, ...], str]]
) -> None:
    assert set(expression(source).compared) == compared


NAMES = st.sampled_from(["p", "q", "r"])
LEAVES = st.one_of(
    NAMES, st.sampled_from(["3", "'x'", "none", "true", "['x', 2]", "p.x", "q['y']"])
)
FILTERS = st.sampled_from(sorted(set(ALL) - {"map", "limit"}))


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = ["==", "!=", "<", "<=", ">", ">=", "+", "-", "~", "and", "or"]
    two = st.tuples(inner, st.sampled_from(signs), inner).map(" ".join)
    two |= st.tuples(inner, st.sampled_from(["in", "not in"]), NAMES).map(" ".join)
    filtered = st.builds("({}) | {}".format, inner, FILTERS)
    given = st.builds("({}) | {}({})".format, inner, FILTERS, inner)
    tested = st.builds("({}) is {}".format, inner, st.sampled_from(["defined", "none", "eq p"]))
    chosen = st.builds("({}) if ({}) else ({})".format, inner, inner, inner)
    wrapped = st.builds("({})".format, two | filtered | given | tested | chosen)
    return wrapped | st.builds("(not ({}))".format, inner) | st.builds("(-({}))".format, inner)


SOURCES = st.recursive(LEAVES, _grown, max_leaves=6)


@settings(deadline=None, max_examples=100)
@given(SOURCES)
def test_no_expression_over_blanks_ever_raises(source: str) -> None:
    worth(source)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=5,
).map(frozen)


@settings(deadline=None, max_examples=100)
@given(SOURCES, VALUES, VALUES)
def test_no_expression_over_answers_of_any_shape_raises(source: str, p: object, q: object) -> None:
    worth(source, p=p, q=q)


@settings(deadline=None, max_examples=60)
@given(SOURCES, VALUES)
def test_no_text_over_answers_of_any_shape_raises(source: str, p: object) -> None:
    assert isinstance(text("It is {{ " + source + " }}.")({"p": p}), str)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab {}%#()|.'\"[]\n_+-*/", max_size=40))
def test_any_line_is_compiled_or_refused(source: str) -> None:
    for compiling in (expression, text):
        try:
            compiling(source)
        except ExpressionError as refused:
            assert refused.text  # noqa: PT017 - either is right, and a refusal says why


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30))
def test_what_a_person_types_is_never_a_template(words: str) -> None:
    assert text("{{ a }}")({"a": "{{ b }}" + words}) == "{{ b }}" + words


def test_a_text_without_names_is_itself() -> None:
    assert text("50% of it, A } B")({}) == "50% of it, A } B"


def test_a_text_is_filled_with_what_was_said() -> None:
    assert text("Hi {{ who }}{% if not x %}!{% endif %}")({"who": "Ana"}) == "Hi Ana!"


def test_a_loop_in_a_text_knows_where_it_is() -> None:
    made = text(
        "{% for a in b %}{{ loop.index }}{{ a }}{{ '' if loop.last else ', ' }}{% endfor %}"
    )
    assert made({"b": ["x", "y"]}) == "1x, 2y"


def test_a_text_that_cannot_be_worked_out_stays_as_it_is_written() -> None:
    assert text("{{ 'a' < n }}")({"n": 3}) == "{{ 'a' < n }}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (BLANK, ""),
        (jinja2.Undefined(), ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (("a", True, ("b", "c")), "a, yes, b, c"),
        (Chosen.of("detox", "Detox unit"), "Detox unit"),
    ],
)
def test_values_are_said_in_words(value: object, words: str) -> None:
    assert said(value) == words


def test_named_values_that_double_each_other_end_as_blank() -> None:
    scope: dict[str, object] = {"v0": "word " * 100}
    for number in range(1, 30):
        value = expression(f"v{number - 1} ~ v{number - 1}")(context_over(scope))
        scope[f"v{number}"] = value
    assert not scope["v29"]


def test_a_text_that_could_double_itself_again_and_again_is_refused() -> None:
    with pytest.raises(ExpressionError, match="joins too many"):
        text("{% set a = a ~ a %}" * 11 + "{{ a }}")


@pytest.mark.parametrize("source", ["q in 'abc'", "people | map('name') | list"])
def test_what_could_only_ever_be_blank_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError):
        expression(source)
