"""How long the review application's pages take on a large project: ``python benchmarks/review.py``.

A glossary of 5,000 concepts and a document of 20,000 units are made up; every page is asked for, cold and warm, and
after each kind of change. Times are those on the server, from the request to the whole answer.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging.edit import unit_name
from kztrans.review.app import create_app
from kztrans.review.heavy import ready
from kztrans.review.project import Project
from kztrans.review.site import Site, version_of

LIMIT = 0.3
DECISION, JOIN = 0.2, 0.5
"""Seconds that are promised of a decision and of a join."""
PORT = 8123
COLUMNS = ("concept", "pos", "id", "en", "definition", "review")
FRAMES = [
    ("Menteri membahas {0} dan {1} di {2} pada hari ke-{3}.", "The minister discussed {0} and {1} in {2} on day {3}."),
    ("Menurut {2}, {0} tidak mengubah {1} sebanyak {3} kali.", "According to {2}, {0} did not change {1} {3} times."),
    ("Sebanyak {3} pengamat menunggu {0}, bukan {1}.", "Some {3} observers awaited {0}, not {1}."),
    ("Di {2}, {0} berarti {1}, kata juru bicara nomor {3}.", "In {2}, {0} means {1}, said spokesman number {3}."),
]


def make(folder: Path, concepts: int, units: int) -> None:
    """Write the project."""
    rng = random.Random(7)
    own = [c for c in Glossary.load() if c.preferred("id") and c.preferred("en")]
    words = {lang: [w for c in own for w in c.preferred(lang).split()] for lang in ("id", "en")}
    rows = [(c.id, c.pos, c.preferred("id"), c.preferred("en"), c.definition, "") for c in own[:concepts]]
    for n in range(concepts - len(rows)):
        term = {lang: " ".join(rng.sample(words[lang], 2 + n % 2)) for lang in words}
        rows.append((f"made-up-{n}", "noun", term["id"], term["en"], f"Concept number {n}.", "proposed"))
    (folder / "glossary").mkdir()
    with (folder / "glossary" / "large.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *rows])
    pairs = []
    for n in range(units):
        frame, chosen = rng.choice(FRAMES), rng.sample(rows, 3)
        source, target = (frame[k].format(*(row[column] for row in chosen), n) for k, column in ((0, 2), (1, 3)))
        pairs.append((source, target))
    for lang, k in (("id", 0), ("en", 1)):
        (folder / f"large.{lang}.txt").write_text("\n".join(pair[k] for pair in pairs) + "\n", encoding="utf-8")
    result = run(AlignJob(folder / "large.id.txt", folder / "large.en.txt", folder=folder))
    write(result)


class Client:
    """A browser that was let in."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from starlette.testclient import TestClient

        self.site = Site(Project(folder), "Benchmark")
        self.origin = f"http://127.0.0.1:{PORT}"
        self.http = TestClient(create_app(self.site, PORT), base_url=self.origin, follow_redirects=False)
        self.http.get("/", params={"token": self.site.secrets.token})

    def get(self, path: str) -> None:
        answer = self.http.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")

    def post(self, path: str, fields: dict[str, str]) -> None:
        body = urlencode({"csrf": self.site.secrets.form, **fields})
        headers = {"origin": self.origin, "content-type": "application/x-www-form-urlencoded"}
        answer = self.http.post(path, content=body, headers=headers)
        if answer.status_code != 303:
            sys.exit(f"{path}: {answer.status_code}")


def timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def show(name: str, times: list[float], limit: float = LIMIT) -> None:
    worst = max(times)
    verdict = "" if not limit else "  ok" if worst <= limit else "  TOO SLOW"
    print(f"{name:<52}{1000 * statistics.median(times):8.0f} ms{1000 * worst:8.0f} ms{verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=5000)
    parser.add_argument("--units", type=int, default=20000)
    parser.add_argument("--promised", action="store_true", help="measure a decision and a join alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"kztrans align: {timed(lambda: make(folder, options.concepts, options.units)):.1f} s")
        client = Client(folder)
        print(f"{options.concepts:,} concepts, {options.units:,} units")
        print(f"start (reading everything): {timed(client.site.warm):.1f} s")
        ready()
        print(f"in the background (aligning, checking): {timed(client.site.prepare):.1f} s")
        ready()
        promises(client)
        if not options.promised:
            print(f"\n{'page':<52}{'median':>11}{'worst':>11}")
            pages(client, options.units)
            changes(client)


def pages(client: Client, units: int) -> None:
    """Every page, each several times."""
    for name, addresses in {
        "progress": ["/"],
        "glossary, each of its pages": [f"/glossary?page={n}" for n in range(1, 51, 7)],
        "glossary, filtered": ["/glossary?state=proposed", "/glossary?problem=any", "/glossary?sort=uses"],
        "glossary, searched while typing": [
            f"/glossary?part=rows&q={q}" for q in ("n", "neg", "negara", "negara semu")
        ],
        "glossary, searched with a misspelling": ["/glossary?q=ngara+smu", "/glossary?q=pseudo"],
        "concept": ["/concept?id=quasi-state", "/concept?id=ceasefire", "/concept?id=court&state=proposed"],
        "concept, being edited": ["/concept?id=quasi-state&edit=1"],
        "alignment": [f"/align?bead={n}" for n in range(0, units, units // 7)],
        "checks": ["/checks", "/checks?page=20", "/checks?severity=warning"],
        "help": ["/help"],
    }.items():
        show(name, [timed(lambda a=address: client.get(a)) for _ in range(3) for address in addresses])


def measured(name: str, call: Callable[[int], object], numbers: range, limit: float) -> None:
    """Show how long something takes that is done many times, by the clock and of the processor."""
    wall, cpu = [], []
    for number in numbers:
        begin = time.process_time()
        wall.append(timed(lambda n=number: call(n)))
        cpu.append(time.process_time() - begin)
    for what, times in (("by the clock", wall), ("of the processor", cpu)):
        ninety_five = sorted(times)[math.ceil(0.95 * len(times)) - 1]
        verdict = "ok" if ninety_five <= limit else "TOO SLOW"
        label = f"{name}, {what}"
        print(
            f"{label:<52}{1000 * statistics.median(times):8.0f} ms{1000 * ninety_five:8.0f} ms  {verdict}", flush=True
        )


def promises(client: Client) -> None:
    """A decision and a join, which are promised to be quick: the request alone, with all files on the disk."""
    site = client.site
    document = next(iter(site.project.documents().values()))
    print(f"\n{'promised':<52}{'median':>11}{'95 %':>11}")

    def decide(number: int) -> None:
        entries = site.project.terms().entries
        concept = entries[len(entries) * number // 41].concept
        decision = ("approved", "rejected", "proposed")[number % 3]
        client.post(f"/concept?id={concept.id}", {"do": "decide", "decision": decision, "version": version_of(concept)})

    def join(number: int) -> None:
        beads = site.alignments.get(document).beads
        first = beads[len(beads) * number // 22]
        key = ",".join(map(str, first.source)) + ":" + ",".join(map(str, first.target))
        client.post(f"/align?doc={document.name}", {"do": "join", "bead": key})

    decide(0)
    measured("a decision", decide, range(1, 41), DECISION)
    site.prepare()  # as it is some time after other concepts count
    ready()
    join(0)
    measured("a join", join, range(1, 21), JOIN)


def changes(client: Client) -> None:
    """A change, and the page that is shown after it."""
    site = client.site
    print("\nafter a change")
    document = next(iter(site.project.documents().values()))
    show("  the list", [timed(lambda: client.get("/glossary"))])

    def edit() -> None:
        client.post(
            "/concept?id=quasi-state", {"do": "edit", "was.en": "quasi-state", "cell.en": "quasi-state | mock state"}
        )

    show("editing a concept's terms", [timed(edit)], 0)
    show("  its page", [timed(lambda: client.get("/concept?id=quasi-state"))])

    def translate(number: int) -> None:
        unit = site.project.catalog(document).value.units[number]
        fields = {
            "do": "save",
            "document": document.name,
            "unit": unit_name(unit),
            "was": unit.target,
            "target": f"New {number}.",
        }
        client.post("/checks", fields)

    show("saving a translation", [timed(lambda n=n: translate(n)) for n in (5, 6)], 0)
    show("  the findings", [timed(lambda: client.get("/checks"))])

    show("  the pairs", [timed(lambda: client.get("/align?bead=4"))])
    show("undoing it", [timed(lambda: client.post(f"/align?doc={document.name}", {"do": "undo"}))], 0)


if __name__ == "__main__":
    main()
