"""How a paper is read: its keys, and the text below them."""

import pytest

from bht_assist.content.marked import (
    place_at,
)
from bht_assist.content.problems import PackError, Place
from bht_assist.content.source import read_markdown

PAPER = "---\ntitle: A paper\nfor: visit\n---\n\n# Hello\n"


def test_a_paper_is_its_keys_and_the_text_below_them() -> None:
    tree, problems = read_markdown(PAPER.encode(), "f.md")
    assert (tree, problems) == ({"title": "A paper", "for": "visit", "body": "\n# Hello\n"}, [])


def test_the_parts_of_a_paper_know_their_lines() -> None:
    tree, _ = read_markdown(PAPER.encode(), "f.md")
    assert place_at(tree, ("for",)) == Place("f.md", 3, 6)
    assert place_at(tree, ("body",)) == Place("f.md", 5, 1)


def test_a_paper_with_windows_line_ends_is_the_same_paper() -> None:
    tree, _ = read_markdown(PAPER.replace("\n", "\r\n").encode(), "f.md")
    assert tree == read_markdown(PAPER.encode(), "f.md")[0]
    assert place_at(tree, ("body",)) == Place("f.md", 5, 1)


def test_what_nobody_can_see_goes_from_the_text_of_a_paper_and_its_layout_stays() -> None:
    tree, _ = read_markdown(f"{PAPER}\n- a\x07\n  - b\u202e\n".encode(), "f.md")
    assert tree["body"] == "\n# Hello\n\n- a\n  - b\n"


def test_a_rule_in_the_text_of_a_paper_ends_no_keys() -> None:
    tree, _ = read_markdown(f"{PAPER}\n---\n\nmore\n".encode(), "f.md")
    assert tree["body"] == "\n# Hello\n\n---\n\nmore\n"


@pytest.mark.parametrize("text", ["# Hello\n", "---\ntitle: x\n", " ---\ntitle: x\n---\n", ""])
def test_a_paper_without_its_keys_says_how_to_write_them(text: str) -> None:
    with pytest.raises(PackError) as raised:
        read_markdown(text.encode(), "f.md")
    (found,) = raised.value.problems
    assert (found.code, found.place) == ("no-front-matter", Place("f.md", 1, 1))
    assert "a line ---" in found.hint


def test_the_head_of_a_paper_must_be_keys() -> None:
    with pytest.raises(PackError) as raised:
        read_markdown(b"---\n- title\n---\nHello\n", "f.md")
    (found,) = raised.value.problems
    assert (found.code, found.place) == ("wrong-shape", Place("f.md", 2, 1))


def test_a_mistake_in_the_head_of_a_paper_has_its_own_line() -> None:
    with pytest.raises(PackError) as raised:
        read_markdown(b"---\ntitle: A: b\n---\nHello\n", "f.md")
    assert raised.value.problems[0].place == Place("f.md", 2, 9)


def test_a_key_called_body_is_refused_and_the_text_below_counts() -> None:
    tree, (found,) = read_markdown(b"---\ntitle: A\nbody: lost\n---\nHello\n", "f.md")
    assert tree["body"] == "Hello\n"
    assert (found.code, found.place) == ("unknown-key", Place("f.md", 3, 1))


def test_a_paper_over_the_limit_is_refused() -> None:
    with pytest.raises(PackError) as raised:
        read_markdown(PAPER.encode() + b"x" * 256 * 1024, "f.md")
    assert raised.value.problems[0].code == "too-large"
