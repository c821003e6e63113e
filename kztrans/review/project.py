"""What a project has: its glossary's files, and its documents with their PO, TMX and texts.

Files are found anew for each request below the project's folder; addresses name them by names that are looked up
among those found, so that no path comes from outside. What leads out of the folder (a link, ``..``) is no part of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kztrans.configuration import Configuration, find
from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.glossary import history, recording
from kztrans.glossary.decisions import Change
from kztrans.glossary.history import history_path
from kztrans.glossary.readers import read as read_glossary
from kztrans.jobs.project_glossary import Choice, beside, choose, expanded, never_path
from kztrans.locking import changing, locked
from kztrans.merging.deeds import intent_path, settled
from kztrans.merging.hand_beads import HandBead
from kztrans.merging.hand_beads import parse as parse_beads
from kztrans.merging.merge import ALIGNED_WITH
from kztrans.model import Catalog, Concept
from kztrans.reading import is_file
from kztrans.resources import glossary_files, sample_files
from kztrans.review.document_files import Document, below, document_of, text_digest
from kztrans.review.faults import emptied
from kztrans.review.files import FileCache, Held
from kztrans.review.terms import Entry, Terms, doubled, named_apart, words_of

__all__ = ["Document", "Entry", "Project", "Terms", "words_of"]

T = TypeVar("T")
U = TypeVar("U")

_ALIGNED = re.compile(r"(.+) sha256:([0-9a-f]{16})")
SOURCE_LANG = "id"
"""The language whose terms curated concepts give way by."""


class Project:
    """A folder's glossary and documents, read when they are asked for and again when they have changed."""

    def __init__(self, folder: Path, glossary: Iterable[Path] = (), texts: Path | None = None) -> None:
        self.folder = folder.resolve()
        if not self.folder.is_dir():
            raise InputError("is not a folder", path=folder, remedy="name the folder that locales/ is in")
        self.texts = texts.resolve() if texts else self.folder
        self._named = tuple(Path.cwd() / path for path in glossary)
        self._glossary = FileCache(lambda _, path: tuple(read_glossary(path)))
        self._catalogs = FileCache(po.parse)
        self._beads = FileCache(parse_beads)
        self._digests = FileCache(text_digest)
        self._memories = FileCache(_well_formed)
        self.problems: dict[Path, InputError] = {}
        """Files that could not be read when they were last needed, and why."""
        self._terms: Terms | None = None
        self._doubled: dict[Path, InputError] = {}
        self._editable: tuple[Path, ...] = ()
        self.decided: tuple[Path, ...] = ()
        """What ``decided_paths`` found last: for the same request that need not be looked for again."""
        for path in expanded(self._named):
            self._glossary.get(path.resolve())

    # --- what is wrong --------------------------------------------------------------------------------------------

    def attempt(self, path: Path, read: Callable[[], T], other: U) -> T | U:
        """What is read of a file, or something else where it cannot be: it is named then, and costs itself alone."""
        try:
            value = read()
        except InputError as error:
            self.problems[path] = error
            return other
        self.problems.pop(path, None)
        return value

    def settings(self) -> Configuration:
        """The project's configuration; where it cannot be read, none."""
        return self.attempt(self.folder / "kztrans.toml", lambda: find(self.folder), Configuration(self.folder))

    def looked_through(self) -> dict[Path, InputError]:
        """What is wrong with any of the project's files, each read once more."""
        self.terms()
        self.never_again()
        for document in self.documents().values():
            self.attempt(document.tmx, lambda d=document: self._whole(d.tmx), None)  # type: ignore[misc]
        for path in self.decided_paths():
            place = history_path(path)
            self.attempt(place, lambda p=path: history.read(p), [])  # type: ignore[misc]
        self.problems = {path: error for path, error in self.problems.items() if path.exists()}
        return self.problems

    def _whole(self, tmx_path: Path) -> None:
        if tmx_path.exists():
            self._memories.get(tmx_path)

    # --- the glossary ---------------------------------------------------------------------------------------------

    def choice(self) -> Choice:
        """Which files the glossary is made of, by the rule of all commands (``jobs.project_glossary``).

        A file that leads out of the project's folder is left out, unless it was named.
        """
        settings = self.settings()
        chosen = choose(self._named, settings, self.folder)
        named = self._named or settings.glossary.files
        own = tuple(path.resolve() for path in chosen.own if named or self.holds(path))
        self._editable = own if named else ()
        return Choice(own, chosen.curated if own else tuple(glossary_files()), chosen.used)

    def glossary_paths(self) -> list[Path]:
        """The glossary's files, the project's own first."""
        return list(self.choice().files)

    def editable(self, path: Path) -> bool:
        """May concepts of a file be decided on? Only CSV, and what the project names or holds."""
        inside = path in self._editable or (self.holds(path) and self.holds(history_path(path)))
        return path.suffix.lower() == ".csv" and inside and os.access(path, os.W_OK)

    def decided_paths(self) -> list[Path]:
        """The glossary's files that can be decided on, and that of what is not to be proposed."""
        return self._decidable(self.choice())

    def _decidable(self, choice: Choice) -> list[Path]:
        paths = [*choice.files, *([self.never] if self.never.exists() else [])]
        self.decided = tuple(path for path in paths if self.editable(path))
        return list(self.decided)

    @property
    def never(self) -> Path:
        """The file of phrases that are not to be proposed as terms any more."""
        return never_path(self.settings(), self.folder)

    def terms(self) -> Terms:
        """The glossary as it is now."""
        choice = self.choice()
        for path in self._decidable(choice):
            if recording.is_pending(path):
                self.attempt(recording.pending_path(path), lambda p=path: _settle_decision(p), None)  # type: ignore[misc]
        tried = [(path, self.attempt(path, lambda p=path: self._glossary.get(p), None)) for path in choice.files]  # type: ignore[misc]
        held = [(path, found) for path, found in tried if found is not None]
        key = (*((str(path), h.digest) for path, h in held), ("used", " ".join(choice.used)))
        if self._terms is None or self._terms.key != key:
            pairs = [(path, concept) for path, h in held for concept in h.value]
            if choice.own and choice.curated:
                own = [concept for path, concept in pairs if path in choice.own]
                kept = set(map(id, beside(own, (c for p, c in pairs if p not in choice.own), SOURCE_LANG)))
                pairs = [(path, concept) for path, concept in pairs if id(concept) in kept]
            can = {path: self.editable(path) for path, _ in held}
            self._doubled = {path: error for path, h in held if can[path] and (error := doubled(path, h.data, h.value))}
            self._doubled |= {path: error for path, h in held if (error := emptied(path, h.data))}
            named = named_apart(pairs)
            entries = [Entry(c, path, n, can[path], pairs[n][1].id) for n, (path, c) in enumerate(named)]
            strict = frozenset(e.concept.id for e in entries if e.path in choice.own) if choice.curated else True
            self._terms = Terms(entries, key, choice.used, strict if choice.own else False)
        self.problems.update(self._doubled)
        return self._terms

    def takes(self, path: Path) -> bool:
        """Would a new file be part of the project's glossary, beside what is in it now?"""
        settings = self.settings().glossary
        named = self._named or settings.files
        if named:
            return any(place.resolve() == path.parent or path.resolve().match(str(place)) for place in named)
        return settings.beside or bool(self.choice().own)

    def never_again(self) -> tuple[Concept, ...]:
        """The phrases that are not to be proposed as terms any more."""
        path = self.never
        if not path.exists():
            return ()
        held = self._filled(path, self.attempt(path, lambda: self._glossary.get(path), None))
        return held.value if held is not None else ()

    def remember_decision(self, path: Path, change: Change) -> None:
        """Take what was just decided for what is in a glossary's file, to spare reading it all again."""
        held = self._glossary.held(path)
        concept = change.concept
        if held is None or concept is None or held.data != change.before:
            return
        if change.before.partition(b"\n")[0] != change.after.partition(b"\n")[0]:  # a column more, of all concepts
            return
        places = [n for n, known in enumerate(held.value) if known.id == concept.id]
        if len(places) != 1:
            return
        value = (*held.value[: places[0]], concept, *held.value[places[0] + 1 :])
        new = self._glossary.put(path, change.after, value)
        known = self._terms
        if known is not None and (str(path), held.digest) in known.key:
            key = tuple((p, new.digest if (p, d) == (str(path), held.digest) else d) for p, d in known.key)
            self._terms = known.changed(path, concept, key) or known

    def files(self) -> list[Path]:
        """All that is read of the project: glossary, catalogues, memories, beads and texts."""
        found = self.glossary_paths()
        for document in self.documents().values():
            found += [document.po, document.tmx, document.beads, *filter(None, self.text_files(document))]
        return found

    # --- documents ------------------------------------------------------------------------------------------------

    def documents(self) -> dict[str, Document]:
        """The documents below ``locales/``, by name."""
        locales = self.folder / "locales"
        found = {}
        for folder in sorted(p for p in locales.glob("*") if p.is_dir() and p.name != "LC_MESSAGES"):
            for path in sorted(below(folder, ".po")):
                if not self.holds(path):
                    continue
                document = self.attempt(path, lambda f=folder, p=path: document_of(locales, f, p), None)  # type: ignore[misc]
                if document and self.holds(document.tmx) and self.holds(document.beads) and self._usable(document):
                    found[document.name] = document
        return found

    def _usable(self, document: Document) -> bool:
        """Can a document's PO be read? What else is wrong with it is noted."""
        self.attempt(intent_path(document.tmx), lambda: _settle(document), None)
        self.attempt(document.beads, lambda: self.hand_beads(document), ())
        held = self.attempt(document.po, lambda: self.catalog(document), None)
        return self._filled(document.po, held) is not None

    def _filled(self, path: Path, held: Held[T] | None) -> Held[T] | None:
        """What was read of a file; that there is nothing in it is noted."""
        if held is not None and (error := emptied(path, held.data)):
            self.problems[path] = error
        return held

    def catalog(self, document: Document) -> Held[Catalog]:
        """A document's PO as it is now."""
        return self._catalogs.get(document.po)

    def remember(self, document: Document, data: bytes, catalog: Catalog) -> None:
        """Take what was just written for what is in the PO, to spare parsing it."""
        self._catalogs.put(document.po, data, catalog)

    def hand_beads(self, document: Document) -> tuple[HandBead, ...]:
        """The beads that were set by hand."""
        return self._beads.get(document.beads).value if document.beads.exists() else ()

    def text_files(self, document: Document) -> tuple[Path | None, Path | None]:
        """The document's texts: the source that the PO's references name, and the target it was aligned with."""
        source_name, target_name, digest = self._named_texts(document)
        source = self.text_named(source_name)
        if not target_name:
            return source, None
        beside = source.parent / target_name if source else None
        if beside is not None and self._matches(beside, digest):
            return source, beside
        return source, self._find(target_name, digest)

    def text_names(self, document: Document) -> tuple[str, str] | None:
        """What a PO calls the texts that it was aligned from; None of one that kztrans did not align."""
        source, target, _ = self._named_texts(document)
        return (source, target) if source and target else None

    def text_named(self, name: str) -> Path | None:
        """The text that a PO calls so, whatever it holds now."""
        return self._find(name, "")

    def _named_texts(self, document: Document) -> tuple[str, str, str]:
        """The names of source and target, and the target's digest; empty where the PO does not tell."""
        catalog = self.catalog(document).value
        names = dict.fromkeys(r.path for u in catalog.units if not u.obsolete for r in u.references)
        aligned = _ALIGNED.fullmatch(dict(catalog.headers).get(ALIGNED_WITH, ""))
        return next(iter(names), ""), *(aligned.groups() if aligned else ("", ""))  # type: ignore[return-value]

    def holds(self, path: Path) -> bool:
        """Does a file, links followed, lie in the project's folder?"""
        return path.resolve().is_relative_to(self.folder)

    def _find(self, name: str, digest: str) -> Path | None:
        """A text by the name that the PO gives it, relative or bare; with a digest, the one that has it."""
        if not name:
            return None
        bare = Path(name).name
        candidates = [self.texts / name, *(p for p in below(self.texts, Path(bare).suffix) if p.name == bare)]
        candidates += [path for path in sample_files() if path.name == bare]
        return next((p for p in candidates if self._matches(p, digest)), None)

    def _matches(self, path: Path, digest: str) -> bool:
        if not is_file(path):
            return False
        inside = path.resolve()
        if not inside.is_relative_to(self.texts) and inside not in [p.resolve() for p in sample_files()]:
            return False
        if not digest:
            return True
        with suppress(InputError):
            return self._digests.get(path).value == digest
        return False


def _settle(document: Document) -> None:
    """Finish what a process that was killed had begun to write of a document."""
    if intent_path(document.tmx).exists():
        with changing(document.tmx, document.po):
            settled(document.tmx)


def _settle_decision(path: Path) -> None:
    """Finish what a process that was killed had begun to decide in a glossary's file."""
    with locked(path):
        recording.settle(path)


def _well_formed(data: bytes, path: Path) -> None:
    tmx.parse(data, path)
