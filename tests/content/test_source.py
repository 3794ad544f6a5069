from typing import Any

import pytest
import yaml

from bht_assist.content.marked import (
    key_place,
    place_at,
)
from bht_assist.content.problems import PackError, Place, Problem
from bht_assist.content.source import ANSWERS_FILE, Limits, read_yaml

from .packs import MARK, plain, spot


def read(text: str, limits: Limits = Limits()) -> Any:  # noqa: B008 - it never changes
    tree, problems = read_yaml(text.encode(), "f.yaml", limits)
    assert problems == []
    return tree


def problems_of(text: str | bytes, limits: Limits = Limits()) -> tuple[Problem, ...]:  # noqa: B008
    raw = text if isinstance(text, bytes) else text.replace(MARK, "").encode()
    try:
        return tuple(read_yaml(raw, "f.yaml", limits)[1])
    except PackError as error:
        return error.problems


def only(text: str, limits: Limits = Limits()) -> Problem:  # noqa: B008
    """Give the one problem of a text, which must be where the mark stands."""
    (found,) = problems_of(text, limits)
    assert found.place == Place("f.yaml", *spot(text))
    return found


@pytest.mark.parametrize(
    "written",
    ["no", "on", "yes", "988", "9885550123", "0123", "1.10", "12:30", "2026-03-01", "~", "null"],
)
def test_a_scalar_stays_what_the_author_wrote(written: str) -> None:
    assert yaml.safe_load(f"a: {written}")["a"] != written, "else this row shows nothing"
    assert read(f"a: {written}") == {"a": written}


def test_keys_stay_what_the_author_wrote() -> None:
    assert read("no: a\n0123: b") == {"no": "a", "0123": "b"}


def test_a_blank_value_is_an_empty_text() -> None:
    assert read("a:") == {"a": ""}


def test_values_are_cleaned_and_keep_their_line_breaks() -> None:
    assert read('a: "one\\u202e\\ntwo\\0 "') == {"a": "one\ntwo"}


def test_lists_and_maps_keep_their_order_and_shape() -> None:
    assert plain(read("b: [x, {z: w}]\na:\n  - y")) == {"b": ["x", {"z": "w"}], "a": ["y"]}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    tree, _ = read_yaml(b"\xef\xbb\xbfa: 1", "f.yaml")
    assert (tree, tree.place) == ({"a": "1"}, Place("f.yaml", 1, 1))


PLACED = """\
one: two
list:
  - é😀: 'three'
  - >-
    four
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("one",), 1, 6),
        (("list",), 3, 3),
        (("list", 0), 3, 5),
        (("list", 0, "é😀"), 3, 9),
        (("list", 1), 4, 5),
        (("list", 9, "x"), 3, 3),
        (("nowhere", 0), 1, 1),
        (("one", "x"), 1, 6),
    ],
)
def test_every_part_knows_its_line_and_column(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    assert place_at(read(PLACED), path) == Place("f.yaml", line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("list",), 2, 1),
        (("list", 0, "é😀"), 3, 5),
        (("list", 0, "other"), 3, 5),
        (("list", 9, "x"), 3, 3),
        (("one", "x"), 1, 6),
    ],
)
def test_every_key_knows_its_line_and_column(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    assert key_place(read(PLACED), path) == Place("f.yaml", line, column)


def test_windows_line_ends_give_the_same_places() -> None:
    tree, _ = read_yaml(PLACED.replace("\n", "\r\n").encode(), "f.yaml")
    assert place_at(tree, ("list", 1)) == Place("f.yaml", 4, 5)


def test_a_key_that_stands_twice_names_both_lines_and_the_first_counts() -> None:
    tree, (found,) = read_yaml(b"a: 1\nb: 2\na: 3\n", "f.yaml")
    assert tree == {"a": "1", "b": "2"}
    assert (found.code, found.place) == ("duplicate-key", Place("f.yaml", 3, 1))
    assert (found.text, found.hint) == ("`a` stands here again", "it is on line 1 already")


def test_thousands_of_double_keys_are_each_told_of() -> None:
    text = "".join(f"k{number}:\n" for number in range(9_000)) + "k8999:\n" * 9_000
    found = problems_of(text)
    assert len(found) == 9_000
    assert found[-1].hint == "it is on line 9000 already"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a: &x 1\nb: «*x", "alias", "*x stands for another part of the file"),
        ("«*x : 1", "alias", "*x stands for another part of the file"),
        ("a: «&x 1", "anchor", "anchors (&name) are not used"),
        ("«&x a: 1", "anchor", "anchors (&name) are not used"),
        ("a: «!!python/object:os.system 1", "tag", "tags (!name) are not used"),
        ("a: «!mine [b]", "tag", "tags (!name) are not used"),
        ("a: 1\n«<<: {b: 2}", "merge", "merge keys (<<) are not used"),
        ("a: 1\n«---\nb: 2", "two-documents", "a second document starts here"),
        ("? «[a]\n: b", "key-not-text", "a key must be plain text"),
        ("a: «{{b}: c}", "key-not-text", "a key must be plain text"),
    ],
)
def test_clever_yaml_is_refused(text: str, code: str, said: str) -> None:
    found = problems_of(text)[-1]
    line, column = spot(text)
    if code == "key-not-text" and "{{" in text:
        column += 1
    assert (found.code, found.level) == (code, "error")
    assert found.place == Place("f.yaml", line, column)
    assert found.text == said
    assert found.hint


def test_a_harmless_mark_of_plain_text_is_no_tag() -> None:
    assert read("a: ! 12") == {"a": "12"}


@pytest.mark.parametrize("text", ["%YAML 1.2\n---\na: 1\n", "---\na: 1\n...\n", "# why\n\na: 1\n"])
def test_one_document_may_say_that_it_starts_and_ends(text: str) -> None:
    assert read(text) == {"a": "1"}


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "\n\n"])
def test_an_empty_file_is_told_of(text: str) -> None:
    (found,) = problems_of(text)
    assert (found.code, found.place) == ("empty-file", Place("f.yaml", 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "say: Ask«: what helps?",
        "é: 😀«: x",
        "say: 'Think' «of it",
        "say: [a, b\n«",
        'say: "a\n«',
    ],
)
def test_a_colon_quote_or_bracket_in_prose_says_where_to_put_the_text(text: str) -> None:
    found = only(text)
    assert found.code == "yaml-syntax"
    assert found.hint == "put the text on the next line after >-"


@pytest.mark.parametrize("text", ["a:\n«\tb: 1", "a: «@home", "a: «`x`", "a: «%5"])
def test_a_tab_or_a_leading_symbol_says_what_to_use(text: str) -> None:
    found = only(text)
    assert found.code == "yaml-syntax"
    assert found.hint.startswith("use spaces, not tabs or a leading symbol")


@pytest.mark.parametrize(
    "text",
    ["a: 1\r\nb: x«\x07y", "«\x00", "a: é😀«\ufffe", "a: b «\x1b[0m", "a: 'é\n\n«\x7f'"],
)
def test_a_character_that_yaml_can_not_hold_is_told_of_where_it_stands(text: str) -> None:
    assert only(text).code == "unreadable"


def test_what_is_not_utf8_is_told_of_where_it_stands() -> None:
    (found,) = problems_of("a: 1\né: caf".encode() + b"\xe9")
    assert (found.code, found.place) == ("not-utf8", Place("f.yaml", 2, 7))
    assert "UTF-8" in found.hint


def test_problems_before_a_broken_line_are_told_of_too() -> None:
    codes = [each.code for each in problems_of("a: &x 1\na: 2\nb: c: d\n")]
    assert codes == ["anchor", "duplicate-key", "yaml-syntax"]


SMALL = Limits(size=60, depth=3, nodes=5, scalar=10)


@pytest.mark.parametrize(
    ("whole", "over", "code"),
    [
        ("#" * 58 + "\na", "#" * 59 + "\na", "too-large"),
        ("a: [b]", "a: [[«b]]", "too-deep"),
        ("[a, b, c, d]", "[a, b, c, d, «e]", "too-many"),
        ("a: 1234567890", "a: «12345678901", "text-too-long"),
    ],
)
def test_a_limit_lets_through_what_just_fits_and_nothing_more(
    whole: str, over: str, code: str
) -> None:
    assert problems_of(whole, SMALL) == ()
    (found,) = problems_of(over, SMALL)
    assert found.code == code
    assert found.place == Place("f.yaml", *(spot(over) if MARK in over else (1, 1)))


def test_a_text_that_is_too_long_leaves_the_rest_of_the_file() -> None:
    tree, (found,) = read_yaml(b"a: 12345678901\nb: x", "f.yaml", SMALL)
    assert tree == {"a": "", "b": "x"}
    assert found.text == "11 characters, the most is 10"


def test_an_answers_file_may_hold_one_answer_that_is_far_too_long() -> None:
    assert len(read(f"a: {'x' * 5_000_000}", ANSWERS_FILE)["a"]) == 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        "a: b« #tag",
        "a: b«  #tag",
        "a: b«\t#tag",
        "a: call« # 5 for help",
        "a:« #tag",
        "- b« #tag",
        "a: one\n  two« #three",
        "x: 1  # fine\na: b« #tag",
    ],
)
def test_words_that_yaml_drops_behind_a_hash_are_warned_of(text: str) -> None:
    found = only(text)
    assert (found.code, found.level) == ("lost-after-hash", "warning")
    assert found.text.startswith("YAML drops what follows: #")


@pytest.mark.parametrize(
    "text",
    [
        "a: b  # a comment",
        "a: b  ## a heading",
        "a: b  #-- a line",
        "a: b  #",
        "# a comment\na: b",
        "a: 'b #tag'",
        "a: >-\n  b #tag",
        "a: b#tag",
        "a:  # what follows\n  b: c",
    ],
)
def test_a_meant_comment_or_a_kept_hash_is_no_reason_to_warn(text: str) -> None:
    assert problems_of(text) == ()
