"""Making papers: all or none, none that may not be made, none that shows what is private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bht_assist import making
from bht_assist.documents import files
from bht_assist.documents.files import OutputError
from bht_assist.documents.template import DocumentError
from tests.flows.packs import DAY, guide, seen
from tests.program.packs import names

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.flows.view import View

FRONT = "---\ntitle: T\nfor: small\naudience: client\nfile_name: '{{ document }}'\n---\n"
STEPS = """
- {id: it, ask: text, client: It?}
- {id: story, ask: text, client: Story?, private: true}
"""
MORE = """
documents: [one, two]
checks: [{id: wait, level: gap, when: "it == 'wait'", say: Wait a bit., blocks: [two]}]
"""


def small(folder: Path, one: str = "{{ it }}", more: str = MORE, **answers: Any) -> View:
    texts = {
        "documents/one.md": FRONT + one,
        "documents/two.md": FRONT.replace("FRONT", "two") + "two",
        "documents/three.md": FRONT + "three",
    }
    return seen(guide(folder / "pack", STEPS, more, texts), **answers)


@pytest.fixture
def wish(tmp_path: Path) -> making.Wish:
    out = tmp_path / "out"
    out.mkdir()
    return making.Wish(out)


def test_all_papers_of_a_flow_are_made(tmp_path: Path, wish: making.Wish) -> None:
    papers = making.make(small(tmp_path, it="x"), wish, DAY)
    assert [each.written.document.document for each in papers] == ["one", "two"]
    assert names(wish.folder) == ["one.docx", "two.docx"]


def test_a_paper_that_waits_holds_back_only_itself(tmp_path: Path, wish: making.Wish) -> None:
    view = small(tmp_path, it="wait")
    with pytest.raises(making.Blocked, match=r"Not made yet\. wait: Wait a bit\.") as caught:
        making.make(view, wish, DAY)
    assert caught.value.waiting == {"two": ("wait",)}
    assert names(wish.folder) == []
    making.make(view, making.Wish(wish.folder, ("one",)), DAY)
    assert names(wish.folder) == ["one.docx"]


@pytest.mark.parametrize("name", ["tow", "three"])
def test_a_paper_of_another_flow_can_not_be_made(
    tmp_path: Path, wish: making.Wish, name: str
) -> None:
    with pytest.raises(KeyError, match=f"small has no document “{name}”"):
        making.make(small(tmp_path), making.Wish(wish.folder, (name,)), DAY)


def test_when_the_second_file_fails_the_first_is_taken_back(
    tmp_path: Path, wish: making.Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def full(folder: Path, name: str, content: bytes) -> Path:
        if name == "two.docx":
            raise OutputError("the disk is full")
        return write(folder, name, content)

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(OutputError):
        making.make(small(tmp_path), wish, DAY)
    assert names(wish.folder) == []


def test_what_is_there_is_never_written_over(tmp_path: Path, wish: making.Wish) -> None:
    (wish.folder / "one.docx").write_bytes(b"mine")
    making.make(small(tmp_path), wish, DAY)
    assert names(wish.folder) == ["one (2).docx", "one.docx", "two.docx"]
    assert (wish.folder / "one.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("body", ["{{ story }}", "{% if story %}x{% endif %}", "{{ story"])
def test_a_paper_that_would_show_what_is_private_is_not_made(
    tmp_path: Path, wish: making.Wish, body: str
) -> None:
    view = small(tmp_path, body, story="ZEBRA")
    with pytest.raises(DocumentError) as caught:
        making.make(view, wish, DAY)
    assert "ZEBRA" not in str(caught.value)
    assert names(wish.folder) == []


def test_a_paper_that_would_show_what_is_private_is_not_previewed(tmp_path: Path) -> None:
    shown = making.page_text(small(tmp_path, "{{ story }}", story="ZEBRA"))
    assert "private-step" in shown
    assert "ZEBRA" not in shown


def test_a_paper_that_could_not_be_read_is_told_of(tmp_path: Path, wish: making.Wish) -> None:
    view = small(tmp_path, more="documents: [lost]")
    with pytest.raises(DocumentError, match="There is no document “lost”"):
        making.make(view, wish, DAY)


def test_the_outcome_is_told_in_a_sentence(tmp_path: Path, wish: making.Wish) -> None:
    said, well = making.told(small(tmp_path, it="x"), wish, DAY)
    assert said == f"Made: {wish.folder / 'one.docx'}\nMade: {wish.folder / 'two.docx'}"
    assert well


def test_a_draft_is_told_of(tmp_path: Path, wish: making.Wish) -> None:
    texts = {"documents/one.md": FRONT.replace("title", "draft_until: it\ntitle") + "x"}
    view = seen(guide(tmp_path / "pack", STEPS, "documents: [one]", texts))
    assert making.told(view, wish, DAY)[0].endswith("one.docx (draft)")


@pytest.mark.parametrize(
    ("answer", "body", "letterhead", "said"),
    [
        ("wait", "", None, "Not made yet."),
        ("x", "{{ it + 1 }}", None, "one can't be filled"),
        ("x", "", b"no Word file", "letterhead"),
    ],
)
def test_what_keeps_papers_from_being_made_is_told_and_nothing_is_written(
    tmp_path: Path, answer: str, body: str, letterhead: bytes | None, said: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    wish = making.Wish(out, letterhead=letterhead)
    text, well = making.told(small(tmp_path, body, it=answer), wish, DAY)
    assert said in text
    assert not well
    assert names(out) == []


def test_the_page_is_that_of_the_first_paper(tmp_path: Path) -> None:
    assert making.page_text(small(tmp_path, "# {{ it }}", it="*x*")).startswith("*x*\n===\n")


def test_without_an_agenda_nothing_is_worked_out(tmp_path: Path) -> None:
    assert making.computed(small(tmp_path)) == {}


def test_a_guidance_card_can_be_read_as_plain_lines() -> None:
    assert making.markdown_text("# Now\n\n- *Call* 988") == "Now\n===\n\n- Call 988\n"


def test_the_page_fits_the_room_there_is(tmp_path: Path) -> None:
    shown = making.page_text(small(tmp_path, "{{ it }}", it="words " * 20), 40)
    assert max(map(len, shown.splitlines())) <= 40
