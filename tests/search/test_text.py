import pytest

from bht_assist.search.text import asked, folded, indexed, singular, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Food STAMPS", ["food", "stamp"]),
        ("Alcohólicos Anónimos", ["alcoholico", "anonimo"]),
        ("al-anon", ["al", "anon"]),
        ("can't", ["cant"]),
        ("can\N{RIGHT SINGLE QUOTATION MARK}t", ["cant"]),
        ("800-662", ["800", "662"]),
        ("warmline.org", ["warmline", "org"]),
        ("  ", []),
        ("?!", []),
    ],
)
def test_words_are_compared_without_case_accents_hyphens_and_plurals(
    text: str, expected: list[str]
) -> None:
    assert [word.text for word in words(text)] == expected


def test_only_short_words_in_capitals_are_abbreviations() -> None:
    assert [word.typed for word in words("AA na NAMI SAMHSA A 211 Al") if word.short] == [
        "AA",
        "NAMI",
    ]


def test_a_plural_and_its_singular_are_the_same_and_endings_that_only_look_so_stay() -> None:
    assert singular("pantries") == singular("pantry")
    assert [singular(word) for word in ("meetings", "crisis", "stress", "bus", "gas", "ids")] == [
        "meeting", "crisis", "stress", "bus", "gas", "ids",
    ]  # fmt: skip


def test_a_hyphened_word_is_found_in_parts_and_run_together() -> None:
    assert indexed("Al-Anon") == {"al", "anon", "alanon"}


def test_a_number_is_found_with_and_without_its_one() -> None:
    assert {"18006624357", "8006624357", "662"} <= indexed("1-800-662-4357")
    assert indexed("2-1-1") == {"2", "1", "211"}


def test_small_words_go_unless_nothing_else_was_said() -> None:
    small = {"a", "to", "who", "is", "it"}
    assert [word.text for word in asked("a place to sleep", small)] == ["place", "sleep"]
    assert [word.text for word in asked("who is it", small)] == ["who", "is", "it"]


def test_folding_keeps_letters_that_have_no_plain_form() -> None:
    assert folded("Ñandú ЖИЗНЬ") == "nandu жизнь"
