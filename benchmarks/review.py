"""How long the review application takes on a large project: ``python benchmarks/review.py``.

A glossary of 5,000 concepts and a document of 20,000 units are made up; every page is asked for, cold and warm, and
after each kind of change. Times are those on the server, from the request to the whole answer. With ``--promised`` it
is the deeds alone, with all files on the disk: by the clock, of the processor, and how much of their bar they take.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from review_client import Client, make, timed
from review_deeds import promises

from kztrans.merging.edit import unit_name
from kztrans.review.heavy import ready

LIMIT = 0.3


def show(name: str, times: list[float], limit: float = LIMIT) -> None:
    worst = max(times)
    verdict = "" if not limit else "  ok" if worst <= limit else "  TOO SLOW"
    print(f"{name:<52}{1000 * statistics.median(times):8.0f} ms{1000 * worst:8.0f} ms{verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=5000)
    parser.add_argument("--units", type=int, default=20000)
    parser.add_argument("--promised", action="store_true", help="measure single deeds alone")
    parser.add_argument("--times", type=int, default=7, help="how often each deed is done")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"kztrans align: {timed(lambda: make(folder, options.concepts, options.units)):.1f} s", flush=True)
        print(f"{options.concepts:,} concepts, {options.units:,} units")
        if options.promised:
            promises(folder, options.times)
            return
        client = Client(folder)
        print(f"start (reading everything): {timed(client.site.warm):.1f} s")
        ready()
        print(f"in the background (aligning, checking): {timed(client.site.prepare):.1f} s")
        ready()
        print(f"\n{'page':<52}{'median':>11}{'worst':>11}")
        names = [entry.concept.id for entry in client.site.project.terms().entries][:3]
        pages(client, options.units, names)
        changes(client, names[0])


def pages(client: Client, units: int, names: Sequence[str]) -> None:
    """Every page, each several times; ``names`` are some concepts."""
    for name, addresses in {
        "progress": ["/"],
        "glossary, each of its pages": [f"/glossary?page={n}" for n in range(1, 51, 7)],
        "glossary, filtered": ["/glossary?state=proposed", "/glossary?problem=any", "/glossary?sort=uses"],
        "glossary, searched while typing": [
            f"/glossary?part=rows&q={q}" for q in ("n", "neg", "negara", "negara semu")
        ],
        "glossary, searched with a misspelling": ["/glossary?q=ngara+smu", "/glossary?q=pseudo"],
        "concept": [f"/concept?id={name}" for name in names],
        "concept, being edited": [f"/concept?id={names[0]}&edit=1"],
        "alignment": [f"/align?bead={n}" for n in range(0, units, units // 7)],
        "checks": ["/checks", "/checks?page=20", "/checks?severity=warning"],
        "help": ["/help"],
    }.items():
        show(name, [timed(lambda a=address: client.get(a)) for _ in range(3) for address in addresses])


def changes(client: Client, name: str) -> None:
    """A change, and the page that is shown after it; ``name`` is a concept."""
    site = client.site
    print("\nafter a change")
    document = next(iter(site.project.documents().values()))
    show("  the list", [timed(lambda: client.get("/glossary"))])

    def edit() -> None:
        term = client.site.project.terms().by_id[name].concept.preferred("en")
        client.post(f"/concept?id={name}", {"do": "edit", "was.en": term, "cell.en": f"{term} | mock state"})

    show("editing a concept's terms", [timed(edit)], 0)
    show("  its page", [timed(lambda: client.get(f"/concept?id={name}"))])

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
    show("undoing it", [timed(lambda: client.post("/checks", {"do": "undo"}))], 0)


if __name__ == "__main__":
    main()
