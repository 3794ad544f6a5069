"""From what a source tells to a resource as a pack has it: plain keys and values, in one order."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bht_assist.content.explain import valid
from bht_assist.content.models import Phone, Resource

from . import hours
from .cells import iso_day
from .numbers import digits_of, numbers_in, says_more
from .privacy import says, without_private

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bht_assist.content.library import Library
    from bht_assist.content.models import Keeping, Need

    from .report import Report
    from .told import Told, ToldPhone

Draft = dict[str, Any]
"""A resource in plain keys and values; blank ones are left out."""

_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]\b)?")
_SHOUT = 12
"""Letters from which a name in capitals is no abbreviation."""

SHORT = 200
"""Characters of what a service is for, on a client's list."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_KINDS = {
    "fax": "fax",
    "sms": "text",
    "text": "text",
    "textphone": "tty",
    "tty": "tty",
    "tdd": "tty",
}
_KINDS |= {"video": "videophone", "videophone": "videophone", "vp": "videophone"}
_LISTS = {"aka", "languages", "needs", "insurance", "bring", "access", "tags"}
NATIVE = frozenset(
    {
        *("address", "transport", "access", "phones", "languages", "bring", "audience", "cost"),
        *("how_to_start", "note", "area", "min_age", "max_age", "verified_on"),
    }
)
"""Fields that HSDS holds as they are; an export of ours says the others beside it."""

_OURS = set(Resource.field_names()) - {
    *("address", "private_address", "phones", "open", "eligibility", "checked")
}

_SHOUT = 12
"""Letters from which a name in capitals is no abbreviation."""

SHORT = 200
"""Characters of what a service is for, on a client's list."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_KINDS = {
    "fax": "fax",
    "sms": "text",
    "text": "text",
    "textphone": "tty",
    "tty": "tty",
    "tdd": "tty",
}
_KINDS |= {"video": "videophone", "videophone": "videophone", "vp": "videophone"}
_LISTS = {"aka", "languages", "needs", "insurance", "bring", "access", "tags"}
_OURS = set(Resource.field_names()) - {
    *("address", "private_address", "phones", "open", "eligibility", "checked")
}
"""Fields that an export of ours states as they are."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What drafting goes by: how the directory is kept, and how ids of this source begin."""

    keeping: Keeping
    needs: Mapping[str, tuple[str, ...]]
    """Needs by id, and the words that tell of them."""
    prefix: str


def rules_for(library: Library, prefix: str) -> Rules:
    """Give the rules of the packs; short words are left out, as they mean too many things."""
    words = {
        need.id: tuple(each for each in (need.say, *need.synonyms) if len(each) > 3)
        for need in library.needs.values()
    }
    return Rules(library.keeping, words, prefix)


def drafted(told: Told, rules: Rules, report: Report) -> Draft | None:
    """Make a draft of a service, or say why it can't be one."""
    report.read += 1
    named = told.name if told.name.casefold() in rules.keeping.closed_words else ""
    if says(rules.keeping.closed_words, told.status or named):
        text = f"it is “{told.status or named}”"
        report.say(told.spot, "status", text, "left it out", "note")
        return None
    told, hidden = without_private(told, rules.keeping, report)
    draft = _facts(told, rules, report)
    if "id" in told.own:  # an export of ours, which says itself what HSDS does not
        draft = {key: draft[key] for key in NATIVE} | _own(told)
    draft["private_address"] = hidden or None
    made = {
        key: draft[key] for key in Resource.field_names() if draft.get(key) or draft.get(key) == 0
    }
    return made if _is_sound(made, told, report) else None


def _is_sound(made: Draft, told: Told, report: Report) -> bool:
    if not any(made.get(key) for key in ("phones", "url", "chat", "email", "address")):
        text = f"“{told.name[:60]}” has no phone, address or site"
        report.say(told.spot, "", text, "left it out", "left_out")
        return False
    try:
        valid(Resource, made)
    except ValidationError as error:
        fault = error.errors()[0]
        column = ".".join(map(str, fault["loc"]))
        report.say(told.spot, column, f"{fault['msg']}", "left the service out", "left_out")
        return False
    return True


def _facts(told: Told, rules: Rules, report: Report) -> Draft:
    unsaid = rules.keeping.unsaid
    opening, unread = hours.openings(told.hours)
    read = [each for text in unread for each in hours.read(text)]
    for text in unread:
        if not hours.read(text):
            report.say(told.spot, "hours", f"“{text[:60]}”", "kept it as text", "note")
    return {
        "id": name_for(rules.prefix, told.id),
        "name": _named(told.name, rules.keeping),
        "aka": [_named(each, rules.keeping) for each in told.aka],
        "org": _named(told.org, rules.keeping) if told.org != told.name else "",
        "needs": needs_of(told, rules),
        **_purpose(told, unsaid.what_for),
        "phones": _phones(told, rules, report),
        "chat": _site(told.chat),
        "url": _site(told.url),
        "email": told.email if re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", told.email) else "",
        "hours": "; ".join(filter(None, (hours.said(opening), *unread))) or unsaid.hours,
        "open": opening + read,
        "always_open": hours.is_always(opening + read) or None,
        "languages": list(told.languages),
        "audience": told.eligibility or unsaid.audience,
        "min_age": _age(told, "min_age", report),
        "max_age": _age(told, "max_age", report),
        "cost": told.cost or unsaid.cost,
        "insurance": list(told.insurance),
        "how_to_start": told.how_to_start,
        "bring": list(told.bring),
        "access": list(told.access),
        "transport": told.transport,
        "area": told.area,
        "address": told.address,
        "tags": [each for each in told.terms if len(each) <= 60],
        **_checked(told, rules.keeping, report),
        "note": "\n".join(filter(None, (told.alert, *_beside_numbers(told, rules, report)))),
    }


def name_for(prefix: str, name: str) -> str:
    """Give the id of a resource from its source's own; long ones end in a mark of the whole."""
    plain = re.sub(r"[^a-z0-9]+", "-", f"{prefix}-{name}".casefold()).strip("-")
    if len(plain) <= 64 and plain == f"{prefix}-{name}".casefold():
        return plain
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{plain[:54].strip('-')}-{mark}"


def _named(text: str, keeping: Keeping) -> str:
    """Write a name that shouts as names are written; words without vowels are abbreviations."""
    words = text.split()
    if text.isupper() and len(text) >= _SHOUT:
        words = [_quiet(word, keeping) for word in words]
        words[0] = words[0][0].upper() + words[0][1:]
    return " ".join(words)


def _quiet(word: str, keeping: Keeping) -> str:
    if word.casefold() in keeping.small_words:
        return word.casefold()
    stays = word in keeping.abbreviations or not re.search("[AEIOUY]", word)
    if stays and word.strip(".,") not in keeping.no_abbreviations:
        return word
    return _LETTERS.sub(lambda found: found[0].capitalize(), word)


def _purpose(told: Told, unsaid: str) -> Draft:
    """Give the first sentences that fit on a client's list, and all of it for staff."""
    whole = told.description.strip()
    if len(whole) <= SHORT:
        return {"what_for": " ".join(whole.split()) or unsaid, "about": ""}
    short = ""
    for sentence in _SENTENCE.split(" ".join(whole.split())):
        if short and len(short) + 1 + len(sentence) > SHORT:
            break
        short = f"{short} {sentence}".strip()
    if len(short) > SHORT:
        short = short[:SHORT].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return {"what_for": short, "about": whole}


def needs_of(told: Told, rules: Rules) -> list[str]:
    """Give the needs whose words the source uses: in its terms and name first, then in its text."""
    for texts in ((*told.terms, told.name), (told.description,)):
        found = [name for name, words in rules.needs.items() if says(words, *texts)]
        if found:
            return found[:4]
    other = rules.keeping.unsaid.need
    return [other.id] if other else []


def _phones(told: Told, rules: Rules, report: Report) -> list[Draft]:
    made: dict[tuple[str, str, str], Draft] = {}
    for phone in told.phones:
        drafts = list(_dialed(phone, rules.keeping.codes))
        if not drafts and not says(rules.keeping.not_a_number, phone.number):
            text = f"“{phone.number[:40]}” is no US number"
            report.say(told.spot, "phone", text, "left it out", "left_out")
        for each in drafts:
            key = (each.get("kind", ""), digits_of(each["number"]), each.get("say", ""))
            made.setdefault(key, each)
    ours = any(phone.own for phone in told.phones)
    return sorted(made.values(), key=lambda each: each["kind"] == "fax" and not ours)


def _beside_numbers(told: Told, rules: Rules, report: Report) -> Iterable[str]:
    """Yield, for staff, what stands in the cell of a number beside it."""
    for phone in told.phones:
        kind = _KINDS.get(phone.kind.casefold(), "voice")
        found = says_more(phone.number, kind, rules.keeping.codes)
        if found and not says(rules.keeping.not_a_number, phone.number):
            text = f"“{phone.number[:60]}” says more than a number"
            report.say(told.spot, "phone", text, "kept all of it as a note", "note")
            yield f"Phone: {' '.join(phone.number.split())}"


def _dialed(phone: ToldPhone, codes: Collection[str]) -> Iterable[Draft]:
    kind = _KINDS.get(phone.kind.casefold(), "voice")
    for each in numbers_in(phone.number, kind, codes):
        draft = {
            "kind": kind,
            "number": each.number,
            "extension": re.sub(r"\D", "", phone.extension)[:8] or each.extension,
            "vanity": each.vanity,
            "label": phone.label,
            "languages": list(phone.languages),
            **{key: phone.own[key] for key in phone.own.keys() & set(Phone.field_names())},
        }
        yield {key: value for key, value in draft.items() if value}


def _site(text: str) -> str:
    """Give a site with its scheme; what is no site, such as a note, is none."""
    text = text.strip().split(" ")[0]
    if re.match(r"(?i)https?://\S+\.\S+", text):
        return text
    return f"https://{text}" if re.fullmatch(r"(?i)[\w-]+(\.[\w-]+)+(/\S*)?", text) else ""


def _age(told: Told, key: str, report: Report) -> int | None:
    raw = getattr(told, key)
    found = re.fullmatch(r"(\d{1,3})(?:\.0+)?", raw)
    if raw and not (found and int(found[1]) <= 120):
        report.say(told.spot, key, f"“{raw[:20]}” is no age", "left it out")
        return None
    return int(found[1]) if found else None


def _checked(told: Told, keeping: Keeping, report: Report) -> Draft:
    unsaid = keeping.unsaid
    try:
        said = iso_day(told.checked_on)[:10]
        checked = date.fromisoformat(said) if said else None
    except ValueError:
        report.say(
            told.spot, "date", f"“{told.checked_on[:20]}” is no date", "took it as not given"
        )
        checked = None
    day = checked or unsaid.verified_on
    return {
        "verified_on": day.isoformat() if day else "",
        "verified_by": told.checked_by,
        "verified_how": unsaid.source_says if checked else unsaid.verified_how,
    }


def _own(told: Told) -> Draft:
    """Give the facts that an export of ours put beside the standard's own fields."""
    made: Draft = {}
    for key in told.own.keys() & _OURS:
        made[key] = list(told.own[key]) if key in _LISTS else told.own[key][0]
    if rows := [
        dict(zip(("days", "from", "to", "zone"), each.split(), strict=False))
        for each in told.own.get("open", ())
    ]:
        made["open"] = rows
    if fits := dict(each.split("=", 1) for each in told.own.get("eligibility", ()) if "=" in each):
        made["eligibility"] = fits
    return made


def plain_need(need: Need) -> Draft:
    """Give a need as a pack has it."""
    return {
        "id": need.id,
        "say": need.say,
        **({"synonyms": list(need.synonyms)} if need.synonyms else {}),
    }
