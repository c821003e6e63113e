"""A large project that is made up, and a browser that was let into its review application: for ``review.py``."""

from __future__ import annotations

import csv
import random
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.review.app import create_app
from kztrans.review.project import Project
from kztrans.review.site import Site

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

    def get(self, path: str) -> str:
        answer = self.http.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
        return answer.text

    def post(self, path: str, fields: dict[str, str]) -> None:
        body = urlencode({"csrf": self.site.secrets.form, **fields})
        headers = {"origin": self.origin, "content-type": "application/x-www-form-urlencoded"}
        answer = self.http.post(path, content=body, headers=headers)
        if answer.status_code != 303:
            said = answer.text.partition('role="alert"')[2][:400]
            sys.exit(f"{path}, {fields}: {answer.status_code} {said}")


def timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
