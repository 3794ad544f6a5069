"""Which topics a request is about: by phrases that name them, and by all its words together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bht_assist.content.models.asking import WeighedTopics

    from ..checks.weighing import Scales
    from .wishes import Wishes


class Topics:
    """The table for topics, ready to weigh the words that may tell one that is on the shelf."""

    def __init__(self, how: WeighedTopics, scales: Scales, shelf: Collection[str]) -> None:
        self._how, self._scales, self._shelf = how, scales, shelf

    def worths(self, wishes: Wishes, words: Sequence[str]) -> dict[str, float]:
        """Give what a request says for each topic; what no phrase names has to say enough."""
        worths = dict(wishes.topics)
        if len(words) < self._how.words_from:
            return worths
        for topic, weight in self._weigh(words):
            if topic in worths or weight >= self._how.heard_from:
                worths[topic] = worths.get(topic, 0) + self._how.counts * max(weight, 0)
        return worths

    def spoken_for(self, words: Sequence[str], among: Collection[str]) -> str:
        """Give the topic among some that a few words speak for most, if for any at all."""
        weights = [row for row in self._weigh(words) if row[0] in among]
        topic, weight = max(weights, key=lambda row: row[1], default=("", 0))
        return topic if weight > 0 else ""

    def knows(self, word: str) -> bool:
        """Whether a word stands in the table, so that it is no other one misspelt."""
        return self._scales.has(word)

    def tells(self, word: str, topic: str) -> bool:
        """Whether a word by itself speaks for a topic."""
        return topic in self._shelf and self._scales.pull([word], 0, topic) > 0

    def _weigh(self, words: Sequence[str]) -> Iterator[tuple[str, float]]:
        weights = self._scales.weigh(words).items()
        return (row for row in weights if row[0] in self._shelf)


def best(
    wishes: Wishes, worths: Mapping[str, float], unwanted: Mapping[str, bool]
) -> tuple[str, ...]:
    """Give the topics, best first: by worth, then by where they are first named.

    Where words name what no topic is for, a topic has to be named by more. One that is banned
    outright counts only where nothing else is meant; what somebody can't or never does, where it
    is named besides.
    """
    named = wishes.topics if wishes.no_topic else worths
    meant = [topic for topic in worths if named.get(topic, 0) > wishes.no_topic]
    wanted = [topic for topic in meant if not _is_out(topic, wishes, unwanted)] or meant
    last = len(worths)
    return tuple(sorted(wanted, key=lambda each: (-worths[each], wishes.first.get(each, last))))


def _is_out(topic: str, wishes: Wishes, unwanted: Mapping[str, bool]) -> bool:
    outright = unwanted.get(topic, False)
    return outright or ((topic in unwanted or topic in wishes.kin) and topic not in wishes.topics)
