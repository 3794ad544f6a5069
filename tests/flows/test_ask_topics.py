"""Groups asked for in staff's own words: the topic that comes first, and when none does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .test_ask import asked, core

TOPICS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "requests" / "topics.yaml").read_text()
)
ASKED = [(say, topic) for topic, said in TOPICS.items() for say in said]
NO_TOPIC = (
    "grief and loss, 8 pts, 50 min",
    "parenting class for 5 moms 45 min",
    "spirituality in recovery 45 min 10",
    "body image group, 6 teen girls, 40 min",
    "attachment styles 50 min 8 ppl",
    "problem gambling 45 min",
    "family roles, 60 min, 9 residents",
    "who am i without it, identity, 45 min 7",
    "reminiscence group 30 min 6 older adults",
    "duelo, 7 señoras, una hora",
    "habilidades de crianza 45 min 6 mamás",
    "redes sociales, 8 jóvenes, 30 min",
    "grief and loss session",
)


@pytest.mark.parametrize(("say", "topic"), ASKED, ids=[say for say, _ in ASKED])
def test_the_topic_that_is_meant_comes_first(say: str, topic: str) -> None:
    found = asked(say)
    assert (found.kind, found.topics[:1]) == ("plan", (topic,))


def test_every_topic_is_asked_for_in_english_and_in_spanish() -> None:
    assert set(TOPICS) == set(core().library.topics)
    assert all(len(said) > 2 for said in TOPICS.values())


@pytest.mark.parametrize("say", NO_TOPIC)
def test_what_no_topic_is_for_is_asked_about(say: str) -> None:
    found = asked(say)
    assert (found.kind, found.topics) == ("clarify", ())


def test_what_no_topic_is_for_is_said_to_be_left_out_where_another_is_planned() -> None:
    found = asked("anxiety and body image, 8 pts, 45 min")
    left = ["anxiety and body image, 8 pts, 45 min"[a:b] for a, b in found.not_understood]
    assert (found.topics[0], left) == ("psy_anxiety", ["body image"])


@pytest.mark.parametrize(
    ("say", "topic"),
    [
        ("art group on anger 45 min", "ang_signs_meter"),
        ("bingo about coping skills 30 min", "cop_toolbox"),
        ("wrap up on gratitude 15 min", "rec_gratitude_hope"),
        ("cbt for anxiety 50 min 9", "psy_anxiety"),
        ("holiday boundaries 45 min", "soc_boundaries"),
    ],
)
def test_what_a_group_is_about_comes_before_how_it_is_held(say: str, topic: str) -> None:
    assert asked(say).topics[0] == topic


@pytest.mark.parametrize("say", ["honest group 45 min", "cook group 30 min"])
def test_a_word_that_is_spelled_right_is_no_beginning_of_another(say: str) -> None:
    assert core().knows(say.split(maxsplit=1)[0])
    assert not asked(say).topics


def test_two_words_that_no_topic_is_for_may_name_a_service() -> None:
    assert asked("grief group").kind == "search"
