"""A small project to be reviewed, and a client that was let in."""

from __future__ import annotations

import atexit
import csv
import io
import shutil
import tempfile
import warnings
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

PORT = 8123
NOW = "2026-03-01T09:30:00Z"

COLUMNS = "concept,pos,id,en,kk,ru,id:avoid,en:avoid,definition,note,source,review,reviewer,reviewed".split(",")
CONCEPTS = [
    {"concept": "quasi-state", "pos": "noun", "id": "negara semu | kuasi-negara", "en": "quasi-state",
     "en:avoid": "fake country", "definition": "An entity that looks like a country but is hardly recognized.",
     "review": "proposed"},
    {"concept": "evening-harbour", "pos": "noun", "id": "pelabuhan malam", "en": "evening harbour",
     "definition": "A harbour in the evening.", "review": "proposed"},
    {"concept": "ceasefire", "pos": "noun", "id": "gencatan senjata", "en": "ceasefire",
     "definition": "An agreement to stop fighting for a time."},
    {"concept": "envoy", "pos": "noun", "id": "utusan", "en": "envoy",
     "definition": "A person whom a government sends with a message.", "review": "approved", "reviewer": "Dana",
     "reviewed": "2026-01-05"},
    {"concept": "state-visit", "pos": "noun", "id": "kunjungan negara", "en": "state visit",
     "definition": "A journey of a head of state to another on invitation."},
]  # fmt: skip

SOURCE = """Utusan itu tiba di pelabuhan malam hari.
Ia menolak berbicara tentang negara semu di seberang sungai.
Gencatan senjata berlaku mulai pukul 18.00.
Namun, negara-negara semu itu tidak diundang.
Tidak ada yang menandatangani 12 halaman naskah.
Kapal terakhir berangkat sebelum fajar.
"""
TARGET = """The envoy reached the harbour in the evening.
He would not speak of the quasi-state across the river.
The ceasefire holds from 18:00.
The pseudo-republics, however, were not invited.
Nobody signed the 21 pages of the text.
The last ship left before dawn.
"""


def glossary_csv(concepts: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(concepts)
    return out.getvalue()


def make(
    folder: Path, concepts: list[dict[str, str]] | None = None, source: str = SOURCE, target: str = TARGET
) -> Path:
    """A project with a glossary, two texts, and what ``kztrans align`` makes of them."""
    if concepts is None:
        return Path(shutil.copytree(_usual(), folder))
    return _made(folder, concepts, source, target)


@lru_cache(maxsize=1)
def _usual() -> Path:
    """The usual project, made once, to be copied."""
    parent = Path(tempfile.mkdtemp(prefix="kztrans-review-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    return _made(parent / "proyek", CONCEPTS, SOURCE, TARGET)


def _made(folder: Path, concepts: list[dict[str, str]], source: str, target: str) -> Path:
    from kztrans.glossary import Glossary
    from kztrans.jobs.align import run
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.writing import write

    glossary = folder / "glossary" / "states.csv"
    glossary.parent.mkdir(parents=True)
    glossary.write_text(glossary_csv(concepts), encoding="utf-8")
    (folder / "sungai.id.txt").write_text(source, encoding="utf-8")
    (folder / "sungai.en.txt").write_text(target, encoding="utf-8")
    job = AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder, glossary=Glossary.load(glossary))
    write(run(job))
    return folder


def rows(folder: Path) -> dict[str, dict[str, str]]:
    """The glossary's rows as they are in the file."""
    with (folder / "glossary" / "states.csv").open(encoding="utf-8", newline="") as stream:
        return {row["concept"]: row for row in csv.DictReader(stream)}


def po_path(folder: Path) -> Path:
    return folder / "locales" / "en" / "sungai.po"


def tmx_path(folder: Path) -> Path:
    return folder / "locales" / "sungai.id-en.tmx"


def beads_path(folder: Path) -> Path:
    return folder / "locales" / "sungai.id-en.beads.tsv"


class Client:
    """The application, with a browser's manners: cookie, Origin and form token are sent unless told otherwise."""

    def __init__(self, folder: Path, **options) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # newer Starlettes would rather have another HTTP client
            from starlette.testclient import TestClient

        from kztrans.review.app import create_app
        from kztrans.review.project import Project
        from kztrans.review.site import Site

        self.site = Site(Project(folder, **options), "Aigerim", now=lambda: NOW)
        self.origin = f"http://127.0.0.1:{PORT}"
        self.http = TestClient(create_app(self.site, PORT), base_url=self.origin, follow_redirects=False)

    def enter(self) -> Client:
        answer = self.http.get("/", params={"token": self.site.secrets.token})
        assert answer.status_code == 303
        return self

    def get(self, path: str, **query: str):
        return self.http.get(path, params=query)

    def post(self, path: str, fields: dict[str, str], **query: str):
        body = urlencode({"csrf": self.site.secrets.form, **fields})
        headers = {"origin": self.origin, "content-type": "application/x-www-form-urlencoded"}
        return self.http.post(path, params=query, content=body, headers=headers)

    def version(self, concept: str) -> str:
        from kztrans.review.site import version_of

        return version_of(self.site.project.terms().by_id[concept].concept)
