import pytest
from hypothesis import given
from hypothesis import strategies as st

from bht_assist.search.index import Index
from bht_assist.search.records import Record

RECORDS = (
    Record(
        "resource", "snap", "SNAP", tags=("food stamp groceries",), text=("Money to buy food.",)
    ),
    Record("resource", "pantry", "Corner Food Pantry", tags=("food",), text=("Free groceries.",)),
    Record("resource", "medicaid", "Medicaid", tags=("insurance",)),
    Record("resource", "medicare", "Medicare", tags=("insurance",)),
    Record("resource", "aa", "Alcoholics Anonymous", names=("AA",), tags=("alcohol meetings",)),
    Record("resource", "al-anon", "Al-Anon", tags=("family meetings",)),
    Record("resource", "helpline", "National Helpline", text=("1-800-662-4357",)),
    Record("resource", "warmline", "Warmline list", tags=("lonely talk",)),
    Record("topic", "cravings", "Riding out cravings", tags=("urges triggers",)),
    Record("flow", "safety_plan", "Safety plan", tags=("crisis plan",)),
)
SYNONYMS = {"EBT": "food stamps", "medicade": "medicaid", "someone to talk to": "warmline"}

SMALL = ("a", "i", "need", "to")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(RECORDS, SYNONYMS, SMALL)


def ids(index: Index, query: str, kind: str | None = None) -> list[str]:
    among = index.among(lambda record: record.kind == kind) if kind else None
    return [hit.id for hit in index.search(query, among)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("snap", "snap"),
        ("food stamps", "snap"),
        ("foodstamps", "snap"),
        ("pantries", "pantry"),
        ("pantry food", "pantry"),
        ("groc", "snap"),
        ("medicaid", "medicaid"),
        ("medcaid", "medicaid"),
        ("mediciad", "medicaid"),
        ("medicade", "medicaid"),
        ("alcohólics", "aa"),
        ("alchoholics anonymous", "aa"),
        ("AA", "aa"),
        ("aa", "aa"),
        ("alanon", "al-anon"),
        ("Al Anon", "al-anon"),
        ("al-anon", "al-anon"),
        ("800-662", "helpline"),
        ("8006624357", "helpline"),
        ("help line", "helpline"),
        ("warm line", "warmline"),
        ("someone to talk to", "warmline"),
        ("ebt", "snap"),
        ("cravigns", "cravings"),
        ("crabi", "cravings"),
        ("safety_plan", "safety_plan"),
        ("i need a crisis plan", "safety_plan"),
    ],
)
def test_what_people_type_finds_what_they_mean(index: Index, query: str, first: str) -> None:
    assert ids(index, query)[0] == first


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzy", "QQ", "0"])
def test_nothing_typed_or_nothing_like_it_finds_nothing(index: Index, query: str) -> None:
    assert ids(index, query) == []


def test_an_abbreviation_in_capitals_never_stands_for_a_word_like_it(index: Index) -> None:
    assert ids(index, "AA ") == ["aa"]
    assert "medicaid" not in ids(index, "MAID ")


def test_a_hit_says_why(index: Index) -> None:
    assert index.search("groceries")[0].why == ("grocery",)
    assert index.search("medcaid ")[0].why == ("medcaid → medicaid",)
    assert index.search("EBT")[0].why == ("EBT = food", "EBT = stamp")


def test_a_word_that_is_finished_is_not_the_beginning_of_others(index: Index) -> None:
    assert ids(index, "groc ") == []


def test_a_name_ranks_above_a_tag_and_a_tag_above_a_description() -> None:
    tiers = Index(
        [
            Record("resource", "text", "One", text=("bus",)),
            Record("resource", "name", "Bus"),
            Record("resource", "tags", "Two", tags=("bus",)),
            Record("resource", "needs", "Three", needs=("bus",)),
        ]
    )
    assert ids(tiers, "bus") == ["name", "tags", "needs", "text"]


def test_a_search_can_be_for_one_kind(index: Index) -> None:
    assert ids(index, "plan", kind="flow") == ["safety_plan"]
    assert ids(index, "plan", kind="topic") == []


def test_no_more_hits_than_asked_for_and_always_in_the_same_order(index: Index) -> None:
    hits = index.search("food insurance meetings", limit=3)
    assert len(hits) == 3
    assert hits == Index(RECORDS, SYNONYMS, SMALL).search("food insurance meetings", limit=3)


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(text: str) -> None:
    assert all(hit.why for hit in Index(RECORDS, SYNONYMS).search(text))


@given(st.sampled_from(RECORDS))
def test_every_record_is_found_by_its_title_first(record: Record) -> None:
    assert Index(RECORDS).search(record.title)[0].id == record.id


def test_a_whole_name_comes_before_names_that_only_hold_it() -> None:
    index = Index(
        [Record("resource", "a", "Food bank of Ohio"), Record("resource", "b", "Food bank")]
    )
    assert ids(index, "food bank ") == ["b", "a"]


def test_more_of_the_words_count_more_than_better_places() -> None:
    index = Index(
        [
            Record("resource", "one", "Shelter"),
            Record("resource", "both", "Haven", text=("Shelter for youth.",)),
        ]
    )
    assert ids(index, "youth shelter ") == ["both", "one"]


def test_a_misspelt_synonym_is_understood_and_so_is_one_half_typed() -> None:
    index = Index(RECORDS, {"obama phone": "warmline", "estampillas": "snap"})
    assert ids(index, "obma phone")[0] == "warmline"
    assert ids(index, "estampi")[0] == "snap"


def test_a_hit_tells_whether_it_has_all_that_was_asked(index: Index) -> None:
    hits = {hit.id: hit for hit in index.search("food insurance ")}
    assert not hits["snap"].complete
    assert index.search("food stamp ")[0].complete


def test_common_and_rare_words_are_found_alike_in_many_records() -> None:
    many = [Record("resource", str(n), f"House {n % 7} in town {n}") for n in range(600)]
    index = Index([*many, Record("resource", "x", "Zebra house in town")])
    assert ids(index, "zebra house town ")[0] == "x"
    assert index.search("house 3 town 17 ")[0].id == "17"
    assert len(index.search("house town ", limit=300)) == 300
    some = index.among(lambda record: record.id in {"17", "x"})
    assert {hit.id for hit in index.search("house town ", some)} == {"17", "x"}
    assert {hit.id for hit in index.search("house ", some)} == {"17", "x"}


@given(st.lists(st.sampled_from(["house", "town", "zebra", "stove"]), min_size=1, max_size=14))
def test_long_queries_are_cut_and_answered(said: list[str]) -> None:
    index = Index([Record("resource", "x", "Zebra house in town", tags=("stove",))])
    assert ids(index, " ".join(said) * 20) in (["x"], [])


def test_a_filler_counts_only_inside_a_synonym_or_alone() -> None:
    records = [Record("resource", "food", "Food box"), Record("resource", "out", "Outing club out")]
    index = Index(records, {"out of work": "box"}, small=["of"], fillers=["out"])
    assert ids(index, "food out ") == ["food"]
    assert index.search("food out ")[0].complete
    assert ids(index, "out of work ")[0] == "food"
    assert ids(index, "out ") == ["out"]
    assert index.unknown("out of zebras ") == ("zebras",)
