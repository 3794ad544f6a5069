"""What a request is: an emergency, out of scope, another door, or a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .gist import FIND, IMPOSSIBLE, OTHER, REDIRECT, URGENT
from .heard import Heard, meet
from .planning import Plan
from .understanding import Understanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bht_assist.content.models import Flow
    from bht_assist.content.models.asking import Redirect

    from .listening import Listener
    from .understanding import Kind


def understood(listener: Listener, text: str, within: Flow | None) -> Understanding:
    """Understand a request: first whether somebody is in danger, last whether it is a plan."""
    heard = Heard(listener, text)
    if _is_urgent(listener, heard):
        urgent, say = listener.asking.urgent, listener.asking.say.urgent
        return Understanding(
            "urgent", flags=(urgent.flag,), dropped=heard.dropped, card=urgent.card, say=say
        )
    request = _Request(listener, heard)
    moment = request.moment()
    if moment:
        return moment
    outside = _outside(listener, heard)
    if outside:
        return request.redirected(outside)
    return (
        request.moved(within) or request.weighed(within) or request.elsewhere() or request.planned()
    )


def _is_urgent(listener: Listener, heard: Heard) -> bool:
    """Tell whether somebody may be in danger now, by what is said or by all of it together."""
    tells = heard.gist.kind not in {listener.plan.flow, REDIRECT}
    said = listener.safety.urgent(heard.text, heard.sight, asks=heard.asks, tells=tells)
    return said or heard.gist.kind == URGENT


def _outside(listener: Listener, heard: Heard) -> Redirect | None:
    """Give the rule that what is wanted is outside of, by what is said or by all of it."""
    said = listener.safety.redirect(heard.sight, heard.negated)
    if said and REDIRECT not in heard.gist.against:
        return said
    return listener.safety.rule(heard.gist.rule) if heard.gist.kind == REDIRECT else None


_SEARCH = 3
"""Words of a search, at most; more of them tell something."""
_FEW = 2
"""Words that may name a service by whom it is for; in more of them people are only mentioned."""
_WHOLE = "whole"
"""What does not fit together, by all its words."""
_OF_GROUPS = {"topics", _WHOLE}
"""What only a group can be, so that none has to be named besides."""


class _Request:
    """A request that is no emergency."""

    def __init__(self, listener: Listener, heard: Heard) -> None:
        self._listener, self._heard = listener, heard
        self._asking, self._say = listener.asking, listener.asking.say

    def redirected(self, rule: Redirect) -> Understanding:
        others = (topic for topic in self._heard.topics if topic != rule.topic)
        plan = Plan(self._listener, self._heard, (rule.topic, *others))
        found = plan.understood()
        say = f"{self._say.redirect} {self._listener.library.topics[rule.topic].title}."
        crowd = self._heard.names_a_group and plan.misfit() == "size"
        return replace(
            found,
            kind="infeasible" if crowd else "redirect",
            flags=(rule.flag or rule.redirect, *found.flags),
            rule=rule.rule,
            say=self._with_notice(f"{self._say.no_group} {say}" if crowd else say),
        )

    def planned(self) -> Understanding:
        topics = self._heard.topics
        plan = Plan(self._listener, self._heard, topics)
        found = plan.understood()
        misfit = plan.misfit() or (_WHOLE if self._fits_nowhere(found) else "")
        if misfit in _OF_GROUPS or (misfit and (topics or self._heard.wants_a_group)):
            flags = (*found.flags, f"infeasible_{misfit}")
            say = self._with_notice(self._say_of(misfit))
            return replace(found, kind="infeasible", flags=flags, say=say)
        if not topics and not self._heard.amounts and not self._no_topic and self._longest_name():
            return self._door("search", query=self._heard.query())
        if not topics:
            told = self._told()
            say = f"{self._say.danger} {self._say.clarify}" if told else self._say.clarify
            return replace(found, kind="clarify", card=told, say=self._with_notice(say))
        if told := self._told() if self._heard.not_understood else "":
            return replace(found, card=told, say=self._with_notice(self._say.danger))
        if "audience_outside_pack" in found.flags:
            return replace(found, say=self._with_notice(self._say.outside))
        return found

    def _fits_nowhere(self, found: Understanding) -> bool:
        """Whether it is infeasible as a whole; minutes and people that fit speak against it."""
        gist, plan = self._heard.gist, self._listener.plan
        fits = {plan.minutes, plan.size} <= {each.step for each in found.answers}
        how = self._asking.weighed
        least = how.not_fitting_from if how and fits else 0
        return gist.kind == IMPOSSIBLE and gist.lead >= least

    def _say_of(self, misfit: str) -> str:
        """Say why no plan can be made."""
        say = self._say
        others = {"size": say.no_group, "topics": say.many_topics, _WHOLE: say.no_way}
        return others.get(misfit) or say.infeasible

    @property
    def _no_topic(self) -> bool:
        """Whether a group is told of that no topic is for, in more words than name a service."""
        heard = self._heard
        return bool(heard.wishes.no_topic) and heard.wants_a_group and len(heard.said) > _FEW

    def _with_notice(self, words: str) -> str:
        """Say as well that something was left out, where it was."""
        return f"{words} {self._say.dropped if self._heard.dropped else ''}".strip()

    def _told(self) -> str:
        """Give the card for an emergency, where something is told and nothing is asked for.

        No list has every word of danger, so what is not understood is never far from help.
        """
        heard = self._heard
        unknown = len(heard.said) > _SEARCH and any(not chunk.known for chunk in heard.chunks)
        about = self._listener.safety.is_about_somebody(heard.sight)
        return self._asking.urgent.card if (unknown or about) and not heard.asks else ""

    # other doors

    def weighed(self, within: Flow | None) -> Understanding | None:
        """Whether it says as a whole what is wanted, outside of a conversation."""
        kind, heard = self._heard.gist.kind, self._heard
        if within is not None or kind == OTHER or (heard.has("question") and self._cards()):
            return None
        if kind in {self._listener.plan.flow, IMPOSSIBLE}:
            wanted = kind == IMPOSSIBLE or heard.topics or heard.wants_a_group
            return self.planned() if wanted else None
        timed = heard.of_kind("minutes", "hours", "no_minutes")
        if timed and (heard.names_a_group or heard.of_kind("size")):
            return None
        if kind == FIND and (heard.has("find") or heard.not_understood or self._longest_name()):
            query = self._query()
            return self._door("search", query=query) if query else None
        return self._begun(kind) if kind in self._listener.library.flows else None

    def moved(self, within: Flow | None) -> Understanding | None:
        """Whether it goes to a step of the conversation that is open."""
        heard = self._heard
        if within is None or heard.wants_a_group or not heard.has("move"):
            return None
        words = [piece.word for piece in heard.said]
        steps = self._listener.steps(within).standing(words, self._listener.knows)
        best = max(steps, key=lambda each: each[2] - each[1], default=None)
        return self._door("move", flow=within.flow, step=best[0]) if best else None

    def elsewhere(self) -> Understanding | None:
        """Whether it opens a conversation, a card or the directory, and plans no group."""
        heard = self._heard
        cards = self._cards()
        told = heard.opening and heard.counts_few and not heard.names_a_group
        if heard.wants_a_group and not (cards or told or heard.has("question", "find")):
            return None
        if cards and (not heard.opening or heard.has("question")):
            return self._door("card", card=cards[0])
        if heard.opening and heard.opening != self._listener.plan.flow:
            return self._begun(heard.opening)
        return self._looked_up() if heard.said and not heard.wants_a_group else None

    def _begun(self, flow: str) -> Understanding:
        """A conversation with one client, and what the words answer of it."""
        opening = self._listener.opening(flow)
        door = self._door("start", flow=flow)
        if opening is None:
            return door
        heard = self._heard
        answers = opening.answers(heard)
        filled = [each.span for each in answers]
        used = [*filled, *opening.spans(heard.sight)]
        words = (each for each in heard.not_understood if not any(meet(each, at) for at in used))
        times = (each for each in heard.open if not any(meet(each, at) for at in filled))
        return replace(door, answers=answers, not_understood=tuple(sorted({*words, *times})))

    def moment(self) -> Understanding | None:
        """A question about a hard moment that is told of, which a card answers."""
        card = next(self._told_of(), "") if self._heard.has("question") else ""
        return self._door("card", card=card) if card else None

    def _cards(self) -> list[str]:
        """Give the cards for what is told of, where nothing else is asked for."""
        heard = self._heard
        told = list(self._told_of()) if heard.counts_few and not heard.names_a_group else []
        if told or heard.has("question") or not (heard.counted or heard.wishes.topics):
            cards = [*told, *heard.wishes.cards]
            return cards if heard.has("question") or not self._is_a_service(cards) else []
        return []

    def _is_a_service(self, cards: Sequence[str]) -> bool:
        """Whether a service is named by more words than the card is."""
        chunks = (each for each in self._heard.chunks if set(each.meaning.cards) & set(cards))
        named = max((each.after - each.at for each in chunks), default=len(self._heard.said))
        return self._longest_name() > named

    def _told_of(self) -> Iterator[str]:
        """Yield the cards for hard moments that are told of in any words."""
        for card, moment in self._listener.watched.moments:
            if moment.is_heard(self._heard.sight):
                yield card

    def _looked_up(self) -> Understanding | None:
        """A service, or what a card answers, where these are what the words name."""
        heard = self._heard
        query = self._query()
        if query and any(each.has("find") for each in heard.chunks):
            return self._door("search", query=query)
        if heard.has("question") and not heard.wishes.topics and self._tells():
            cards = self._listener.shelf.find(query, "card", most=1).hits
            return self._door("card", card=cards[0].id) if cards else None
        if not self._names_a_service():
            return None
        told = self._told()
        say = self._with_notice(self._say.danger) if told else self._with_notice("")
        return replace(self._door("search", query=query), card=told, say=say)

    def _query(self) -> str:
        """Give what is to be looked up, without the words in front that say so."""
        first = next(iter(self._heard.chunks), None)
        return self._heard.query(first.end if first and first.has("find") else 0)

    def _names_a_service(self) -> bool:
        """Whether a service or a need is named, by more words than a topic is."""
        heard, listener = self._heard, self._listener
        if FIND in heard.gist.against:
            return False
        topics = [each for each in heard.chunks if each.meaning.topics]
        topic = max((each.after - each.at for each in topics), default=0)
        longest = self._longest_name()
        if longest > topic:
            return True
        if not self._tells() or (self._whose and not longest and len(heard.chunks) > _FEW):
            return False
        found = listener.shelf.find(heard.query(), most=1)
        first = next(iter(found.rows), None)
        return (
            first is not None and first.kind == "resource" and first.complete and not found.nothing
        )

    @property
    def _whose(self) -> set[int]:
        """The pieces that say whom something is for."""
        chunks = (each for each in self._heard.chunks if each.meaning.says)
        return {at for each in chunks for at in range(each.at, each.after)}

    def _longest_name(self) -> int:
        """Give of how many words a service or a need is named, other than by whom it is for.

        Where all words together speak against a look-up, one of them only happens to name one.
        """
        if FIND in self._heard.gist.against:
            return 0
        words = [piece.word for piece in self._heard.said]
        named = self._listener.services.standing(words, self._listener.knows)
        whose = self._whose
        return max((after - at for _, at, after in named if at not in whose), default=0)

    def _tells(self) -> bool:
        """Whether there is more than words that join others."""
        chunks = self._heard.chunks
        return any(not each.known or each.meaning.means_something() for each in chunks)

    def _door(self, kind: Kind, **where: str) -> Understanding:
        heard = self._heard
        return Understanding(
            kind,
            topics=heard.topics,
            dropped=heard.dropped,
            flags=heard.flags,
            say=self._with_notice(""),
            **where,  # type: ignore[arg-type]
        )
