"""What was done with a concept and said of it, as the histories of the glossary's files have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.glossary import history
from kztrans.glossary.history import Event
from kztrans.review.deeds import Deeds, undoable
from kztrans.review.project import Entry

__all__ = ["Done", "Said", "events_of", "history_of", "thread"]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of the thread."""

    who: str
    when: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """An event of a concept's history."""

    event: Event
    last: bool
    """Can it be undone at once?"""
    concepts: int
    """How many concepts its deed was on."""


def events_of(deeds: Deeds, entry: Entry) -> list[Event]:
    """A concept's events, oldest first; of one that was moved here with those of before."""
    if not entry.editable:
        return []
    events = history.of_concept(deeds.events(entry.path), entry.id)
    for event in [e for e in events if e.what == "move" and e.after]:
        for path in {path for path, _ in deeds.in_group(event.group) if path != entry.path}:
            earlier = history.of_concept(deeds.events(path), event.concept)
            events += [e for e in earlier if e.when <= event.when and e.group != event.group]
    return sorted(events, key=lambda event: event.when)


def history_of(deeds: Deeds, events: Sequence[Event]) -> list[Done]:
    """A concept's events, newest first, with what can be done about them."""
    open_ = undoable(events)
    return [
        Done(event, event.key in open_, len({(path, e.concept) for path, e in deeds.in_group(event.group)}) or 1)
        for event in reversed(events)
    ]


def thread(events: Sequence[Event], present: str) -> list[Said]:
    """What was said of a concept, oldest first: each comment of the history, and one that stands in the file alone."""
    found: list[Said] = []
    said: set[str] = set()
    for event in events:
        before = dict(event.before).get("comment", "")
        if before and before not in said:
            found.append(Said("", "", "", before))
        said |= {before, event.why}
        if event.why:
            found.append(Said(event.who, event.when, event.what, event.why))
    if present and present not in said:
        found.append(Said("", "", "", present))
    return found
