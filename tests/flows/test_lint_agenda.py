"""An agenda that promises lengths: proofreading says which topic cannot fill them."""

from pathlib import Path

import pytest

from tests.content.packs import FLOW, changed, found_in, only_problem
from tests.content.test_lint_topics import CARD, TOPICS

AGENDA = """\
      - id: topic
        ask: topic
        private: true
      - id: minutes
        ask: number
        private: true
      - id: group_size
        ask: number
        private: true
      - id: agenda
        ask: agenda
        private: true
        topic: topic
        minutes: minutes
        must_fit: [12, 20]
        segments:
          - id: teach
            title: Teach
            required: true
            from: teach
          - id: core
            title: Do it
            required: true
            from: core
          - id: close
            title: Close
            required: true
            per_person:
              base: {min: 1, typical: 1, max: 2}
              seconds: {min: 10, typical: 20, max: 30}
"""
STEPS = changed(FLOW, "documents: [slip]", AGENDA + "documents: [slip]")
FILES = {"flows/outing.yaml": STEPS, "topics/knots.yaml": TOPICS, "cards/lost.md": CARD}
LEAST = "{min: 3, typical: 5, max: 8}, points"
SHORT = "{min: 7, typical: 7, max: 8}, points"


def test_topics_that_fill_every_length_are_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, FILES) == ()


@pytest.mark.parametrize(
    ("minutes", "people", "said"),
    [
        ("{min: 6, typical: 6, max: 8}, points", 12, "12 minutes is too short: this needs 13, 1"),
        ("{min: 3, typical: 3, max: 3}, points", 2, "20 minutes is too long: this fills 16 at"),
    ],
)
def test_a_topic_that_does_not_fit_is_named_with_the_group_and_the_numbers(
    tmp_path: Path, minutes: str, people: int, said: str
) -> None:
    topics = changed(TOPICS, LEAST, minutes).replace("  - id: knots", "  - «id: knots")
    found = only_problem(tmp_path, {**FILES, "topics/knots.yaml": topics})
    assert (found.code, found.level) == ("does-not-fit", "warning")
    assert found.text.startswith(f"`knots` with {people} people: {said}")
    assert "`must_fit`" in found.hint
