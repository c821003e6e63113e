"""What has been done in a project, as its logs have it: what a person may undo, and do again.

Decisions on concepts are in the histories beside the glossary's files, changes of pairs and translations in the logs
beside the memories; both outlive the program, and several programs on one folder share them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.deeds import again, last, standing
from kztrans.glossary import history
from kztrans.glossary.history import Event
from kztrans.merging import deeds
from kztrans.merging.deeds import Deed
from kztrans.review.files import FileCache
from kztrans.review.interface import mark
from kztrans.review.project import Document, Project, Terms

__all__ = ["TRANSLATED", "WORDS", "Deeds", "Offer", "undoable"]

WORDS = {
    "approve": mark("approved"),
    "reject": mark("rejected"),
    "deprecate": mark("deprecated"),
    "propose": mark("proposed"),
    "reopen": mark("not reviewed any more"),
    "comment": mark("commented"),
    "edit": mark("edited"),
    "add": mark("added"),
    "remove": mark("deleted"),
    "merge": mark("merged"),
    "move": mark("moved"),
    "never": mark("never to be proposed again"),
    "undo": mark("undone"),
    "redo": mark("done again"),
    "confirm": mark("confirmed"),
    "join": mark("joined"),
    "split": mark("split"),
    "delete": mark("parted"),
    "release": mark("left to the aligner"),
    "split-at": mark("split"),
    "pair": mark("paired"),
    "confirm-range": mark("confirmed, with the pairs before it"),
    "text": mark("text corrected"),
    "leave-out": mark("left out of the TMX"),
    "take-in": mark("taken into the TMX"),
    "replace": mark("found and replaced"),
    "replace-source": mark("found and replaced in the source"),
    "source-down": mark("source sentence shifted down"),
    "source-up": mark("source sentence shifted up"),
    "target-down": mark("translated sentence shifted down"),
    "target-up": mark("translated sentence shifted up"),
    "translate": mark("translation changed"),
    "ignore": mark("check ignored"),
}
"""What is said of a deed, by its name."""

WHOLE = frozenset({"merge", "move"})
"""Deeds that are of one concept, though others change with it."""

TRANSLATED = frozenset({"translate", "ignore", "replace"})
"""Deeds on a translation; a document's others are on its pairs."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be undone or done again: the key to do it by, and the deed that it is about."""

    key: str
    what: str
    about: str
    who: str
    when: str
    place: str
    """What addresses call the concept or the document."""
    unapproved: bool = False
    """Did the deed take back an approval?"""
    concepts: int = 1
    """How many concepts it decided on."""


class Deeds:
    """A project's deeds."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._histories = FileCache(lambda data, path: tuple(history.parse(data, path)))
        self._known: dict[tuple[Path, str], tuple[tuple[Event, ...], Event | None, tuple[Event, Event] | None]] = {}
        self._logs = FileCache(lambda _, path: tuple(deeds.read(path.parent.parent / _tmx_name(path))))

    def events(self, path: Path) -> tuple[Event, ...]:
        """The history of a glossary's file; none where it cannot be read, which the page of files tells."""
        place = history.history_path(path)
        if not place.exists():
            return ()
        return self._project.attempt(place, lambda: self._histories.get(place).value, ())

    def of_document(self, document: Document) -> tuple[Deed, ...]:
        """The deeds on a document."""
        place = deeds.log_path(document.tmx)
        return self._logs.get(place).value if place.exists() else ()

    def on_concepts(self, terms: Terms, who: str) -> tuple[Offer | None, Offer | None]:
        """What a person can undo of decisions, and do again: of all files the latest."""
        undos: list[tuple[Event, Path]] = []
        redos: list[tuple[Event, Event, Path]] = []
        for path in self._project.decided or self._project.decided_paths():
            undo, redo = self._own(path, who)
            undos += [(undo, path)] if undo else []
            redos += [(*redo, path)] if redo else []
        undone = max(undos, key=lambda found: found[0].when, default=None)
        latest = max(redos, key=lambda found: found[0].when, default=None)
        if latest is not None and undone is not None and undone[0].when > latest[0].when:
            latest = None  # something else was done since
        return (
            self._of_event(undone[0].key, undone[0], undone[1], terms) if undone else None,
            self._of_event(latest[0].key, latest[1], latest[2], terms) if latest else None,
        )

    def _own(self, path: Path, who: str) -> tuple[Event | None, tuple[Event, Event] | None]:
        """What a person can undo in a file, and do again; worked out once for a history."""
        events = self.events(path)
        known = self._known.get((path, who))
        if known is None or known[0] is not events:
            known = self._known[path, who] = (events, last(events, who), again(events, who))
        return known[1:]

    def place_of(self, key: str) -> tuple[Path, Event] | None:
        """The event of a key, and the glossary's file that it is of."""
        places = ((path, event) for path in self._project.decided_paths() for event in self.events(path))
        return next((place for place in places if place[1].key == key), None)

    def in_group(self, group: str) -> list[tuple[Path, Event]]:
        """The events of one deed on several concepts, with their files."""
        if not group:
            return []
        paths = self._project.decided or self._project.decided_paths()
        return [(path, e) for path in paths for e in self.events(path) if e.group == group]

    def _of_event(self, key: str, event: Event, path: Path, terms: Terms) -> Offer:
        unapproved = event.what == "edit" and dict(event.before).get("review") == "approved"
        events = self.in_group(event.group)
        path, event = next(((p, e) for p, e in events if e.what in WHOLE and e.after), (path, event))
        number = 1 if event.what in WHOLE else len({(p, e.concept) for p, e in events}) or 1
        name = terms.by_place.get((path, event.concept), event.concept)
        what = "never" if path == self._project.never else event.what
        return Offer(key, what, event.concept, event.who, event.when, name, unapproved, number)

    def on_documents(
        self, documents: Iterable[Document], who: str, translated: bool
    ) -> tuple[Offer | None, Offer | None]:
        """What a person can undo of changes of translations, or of pairs, and do again."""
        undos, redos = [], []
        for document in documents:
            own = _of_kind(self.of_document(document), translated)
            undo, redo = last(own, who), again(own, who)
            if undo:
                undos.append(_of_deed(undo.key, undo, document))
            if redo:
                redos.append(_of_deed(redo[0].key, redo[1], document))
        latest: Sequence[Offer | None] = [max(found, key=lambda o: o.when, default=None) for found in (undos, redos)]
        return latest[0], latest[1]


def _of_kind(known: Sequence[Deed], translated: bool) -> list[Deed]:
    """The deeds on translations, or those on pairs, with the undos of each."""
    kinds: dict[str, bool] = {}
    for deed in known:
        kinds[deed.key] = kinds.get(deed.undoes, deed.what in TRANSLATED)
    return [deed for deed in known if kinds[deed.key] == translated]


def _of_deed(key: str, deed: Deed, document: Document) -> Offer:
    return Offer(key, deed.what, deed.about, deed.who, deed.when, document.name)


def _tmx_name(log: Path) -> str:
    return log.name.removesuffix(".deeds.jsonl") + ".tmx"


def undoable(events: Sequence[Event]) -> Collection[str]:
    """The keys of a concept's events that can be undone at once: the last one that stands."""
    stand = [event for event in standing(events) if not event.undoes]
    return {stand[-1].key} if stand else ()
