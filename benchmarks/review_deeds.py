"""What is promised of single deeds, each measured several times on a project with all files on the disk."""

from __future__ import annotations

import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from review_client import Client, timed

from kztrans.merging.edit import unit_name
from kztrans.model import Bead
from kztrans.review.heavy import ready
from kztrans.review.project import Document
from kztrans.review.site import version_of

DECISION, DEED, MANY, LIST, OPEN = 0.2, 0.5, 2.0, 0.3, 1.0
"""Seconds that are promised of a decision, any other deed, one on thousands of concepts, a list, a first page."""


class Measured:
    """Times of each thing that is measured, in the order in which it first was."""

    def __init__(self) -> None:
        self._times: dict[str, tuple[float, list[float], list[float]]] = {}

    def __call__(self, name: str, bar: float, call: Callable[[], object]) -> None:
        """Do something, note how long it takes, and say so at once: a run that is cut short has told something."""
        begin = time.process_time()
        wall = timed(call)
        _, walls, processor = self._times.setdefault(name, (bar, [], []))
        walls.append(wall)
        processor.append(time.process_time() - begin)
        print(f"{name:<46}{1000 * wall:7.0f} ms{1000 * processor[-1]:8.0f} ms", flush=True)

    def show(self) -> None:
        """Print all: median and worst by the clock, median of the processor, and how much of its bar the median is."""
        print(f"\nall, by their medians\n{'deed':<46}{'median':>10}{'worst':>10}{'processor':>11}{'of bar':>8}")
        for name, (bar, walls, processor) in self._times.items():
            wall, cpu = statistics.median(walls), statistics.median(processor)
            print(
                f"{name:<46}{1000 * wall:7.0f} ms{1000 * max(walls):7.0f} ms{1000 * cpu:8.0f} ms{wall / bar:8.2f}"
                f"{'' if max(walls) <= bar else '  TOO SLOW' if wall > bar else '  not always'}"
            )
        sys.stdout.flush()


class Person:
    """Somebody who works on the project's one document."""

    def __init__(self, folder: Path) -> None:
        self.client = Client(folder)
        self.site = self.client.site

    @property
    def document(self) -> Document:
        """The document."""
        return next(iter(self.site.project.documents().values()))

    def start(self) -> None:
        """What is done before the server listens."""
        self.site.warm()
        ready()

    def listen(self) -> None:
        """What is begun in the background once it listens."""
        threading.Thread(target=self.site.prepare, name="prepare", daemon=True).start()

    def opened(self) -> None:
        """Look at the alignment until it is there."""
        self.site.alignments.get(self.document, 1000)
        self.client.get("/align")

    def known(self) -> None:
        """Wait for what is found out in the background after a deed that went the whole way."""
        while any(thread.name in ("prepare", "keep") for thread in threading.enumerate()):
            time.sleep(0.1)
        self.site.alignments.prepare(self.document, self.site.used(self.site.project.terms()))
        ready()

    def bead(self, number: int) -> Bead:
        """One of the pairs."""
        return self.site.alignments.get(self.document).beads[number]

    def on_pair(self, do: str, number: int, **fields: str) -> None:
        """Do something to a pair."""
        bead = self.bead(number)
        key = ",".join(map(str, bead.source)) + ":" + ",".join(map(str, bead.target))
        self.client.post(f"/align?doc={self.document.name}", {"do": do, "bead": key, **fields})

    def cut(self, number: int) -> None:
        """Cut the first sentence of a pair's source in two."""
        bead, alignment = self.bead(number), self.site.alignments.get(self.document)
        sides = {"source": (alignment.source, bead.source), "target": (alignment.target, bead.target)}
        texts = {name: "\n".join(side.segments[n].text for n in run) for name, (side, run) in sides.items()}
        before, space, _ = texts["source"][: len(texts["source"]) // 2].rpartition(" ")
        cut = before + "\n" + texts["source"][len(before) + len(space) :]
        self.on_pair("text", number, **{f"{name}_was": text for name, text in texts.items()}, **texts | {"source": cut})

    def translate(self, number: int) -> None:
        """Save another translation of an entry."""
        unit = self.site.project.catalog(self.document).value.units[number]
        fields = {"do": "save", "document": self.document.name, "unit": unit_name(unit), "was": unit.target}
        self.client.post("/checks", {**fields, "target": f"Something new, number {number}."})

    def take_back(self, page: str, do: str = "undo") -> None:
        """Undo what was done last, or do it again."""
        self.client.post(f"{page}?doc={self.document.name}" if page == "/align" else page, {"do": do})

    def decide(self, number: int, decision: str) -> None:
        """Decide on a concept."""
        concept = self.site.project.terms().entries[number].concept
        fields = {"do": "decide", "decision": decision, "version": version_of(concept)}
        self.client.post(f"/concept?id={concept.id}", fields)

    def decide_all(self, decision: str) -> None:
        """Decide on the whole list."""
        query = {"decision": decision}
        page = self.client.get("/bulk?decision=" + decision)
        version = page.partition('name="version" value="')[2].partition('"')[0]
        self.client.post("/bulk", {**query, "version": version})


def promises(folder: Path, times: int) -> None:
    """All that is promised, several times each."""
    print("\neach deed as it is done: by the clock, and of the processor")
    measured = Measured()
    person = Person(folder)
    measured("start, before the server listens", 1000, person.start)
    person.listen()
    measured("alignment page, first time ever", 1000, person.opened)
    measured("join, the first one ever", DEED, partial(person.on_pair, "join", 50))
    measured("in the background after the start", 1000, person.known)
    person.take_back("/align")
    units = len(person.site.alignments.get(person.document).beads)
    places = iter([units // 9 + n * (units * 7 // 9) // (13 * times + 11) for n in range(13 * times + 11)])
    for _ in range(times):
        single(person, measured, places)
    for number in range(times):
        changed(person, measured, places, number)
    pages(person, measured, times)
    bulk(person, measured)
    for _ in range(3):
        restarted(folder, measured, places)
    measured.show()
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"memory at its highest: server {own:,} MB, what it starts {children:,} MB")


def single(person: Person, measured: Measured, places: Iterator[int]) -> None:
    """Each kind of deed, undone and done again."""

    def both(name: str, page: str, call: Callable[[], None]) -> None:
        measured(name, DEED, call)
        measured(f"  {name.partition(' ')[0]} undone", DEED, lambda: person.take_back(page))
        measured(f"  {name.partition(' ')[0]} done again", DEED, lambda: person.take_back(page, "redo"))

    for decision in ("approved", "rejected", "proposed"):
        number = next(places) % len(person.site.project.terms().entries)
        measured("decision", DECISION, partial(person.decide, number, decision))
    at = next(places)
    both("join of a pair", "/align", partial(person.on_pair, "join", at))
    both("split of a pair", "/align", partial(person.on_pair, "split", at))
    for name in ("confirm", "leave-out", "delete"):
        both(f"{name} of a pair", "/align", partial(person.on_pair, name, next(places)))
    both("translation saved", "/checks", partial(person.translate, next(places)))
    both("cut of a sentence", "/align", partial(person.cut, next(places)))
    person.known()


def changed(person: Person, measured: Measured, places: Iterator[int], number: int) -> None:
    """A join where it is hard: beside what has no counterpart, and right after other concepts count."""
    at = next(places)
    person.on_pair("delete", at)
    measured("join beside what has no counterpart", DEED, partial(person.on_pair, "join", at - 1))
    entries = len(person.site.project.terms().entries)
    person.decide(next(places) % entries, ("rejected", "approved")[number % 2])
    measured("join after a decision", DEED, partial(person.on_pair, "join", next(places)))


def pages(person: Person, measured: Measured, times: int) -> None:
    """Pages that a person waits for."""
    units = len(person.site.alignments.get(person.document).beads)
    for number in range(times):
        measured("alignment page", LIST, lambda n=number: person.client.get(f"/align?bead={n * units // times}"))
        for query in ("", "?state=proposed", "?sort=uses", "?q=negara"):
            measured(f"list of concepts {query}", LIST, lambda q=query: person.client.get(f"/glossary{q}"))
        for query in ("menteri", "the minister"):
            measured("concordance", LIST, lambda q=query: person.client.get(f"/concordance?q={q.replace(' ', '+')}"))


def bulk(person: Person, measured: Measured) -> None:
    """One decision on all concepts."""
    for decision in ("approved", "rejected", "approved"):
        measured("bulk: preview and decision", MANY, lambda d=decision: person.decide_all(d))
        measured("bulk: the page after it", DEED, lambda: person.client.get("/glossary"))


def restarted(folder: Path, measured: Measured, places: Iterator[int]) -> None:
    """A new start on a project that was worked on."""
    person = Person(folder)
    measured("another start, before the server listens", 1000, person.start)
    person.listen()
    measured("  alignment page", OPEN, person.opened)
    measured("  join, the first one", DEED, partial(person.on_pair, "join", next(places)))
    measured("  join, the second one", DEED, partial(person.on_pair, "join", next(places)))
    measured("  found out in the background", 1000, person.known)
    measured("  join, the third one", DEED, partial(person.on_pair, "join", next(places)))
