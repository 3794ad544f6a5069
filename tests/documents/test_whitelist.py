"""Copies that show only what they list."""

from bht_assist.documents.whitelist import only_shown, shown_names

SCOPE = {
    "today": "2026-11-25",
    "calendar": {},
    "visits": ({"date": "1", "what": "SECRET"}, {"date": "2"}, "SECRET"),
    "person": {"name": "Dee", "phone": "SECRET"},
    "words": "SECRET",
    "open": "seen",
}


def test_only_the_listed_names_and_blanks_come_through() -> None:
    kept = only_shown(SCOPE, ("visits.date", "person.name", "open", "missing", "words.part"))
    assert "SECRET" not in str(kept)
    assert kept["visits"] == ({"date": "1"}, {"date": "2"}, None)
    assert kept["person"] == {"name": "Dee"}
    assert kept["open"] == "seen"
    assert "missing" not in kept


def test_a_name_listed_whole_and_in_part_is_shown_whole() -> None:
    assert only_shown(SCOPE, ("person", "person.name"))["person"] == SCOPE["person"]


def test_the_names_of_a_list_are_those_before_the_dot() -> None:
    assert shown_names(("visits.date", "open")) == {"visits", "open", "today", "calendar"}
