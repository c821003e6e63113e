"""Every word that a page shows comes from the catalogue, or is the project's: what does neither is left in English.

Messages of the catalogue are put into brackets (a pseudo-language), and every text on every page is looked at: what
stands outside brackets has to be in a file of the project, or a name that people write (of a check, a language).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from review_project import Client, make, po_path

from kztrans.checks.registry import checks
from kztrans.formats import po
from kztrans.glossary import decisions
from kztrans.glossary.headers import FIELDS
from kztrans.glossary.lint import RULES
from kztrans.merging.edit import unit_name
from kztrans.review.interface import LANGUAGES, Interface, Said, catalogue_file
from kztrans.review.report import report
from kztrans.wording import Worded, reworded

SHOWN = ("aria-label", "title", "placeholder", "data-why", "data-nothing", "data-restored", "alt")
VOID = ("input", "meta", "link", "br", "rect", "circle", "path", "polyline", "line", "option")


class Bracketed(Interface):
    """The interface in Indonesian, each message in brackets."""

    def __init__(self):
        super().__init__("id", catalogue_file("id"))

    def gettext(self, message, **values):
        own = "⟦" + self._messages[message] + "⟧" if message in self._messages else message
        return own % values if values else own

    def ngettext(self, one, many, n, **values):
        return "⟦" + super().ngettext(one, many, n, **values) + "⟧"

    def said(self, message):
        form = message.form if isinstance(message, Worded) else message
        if form not in self._messages:
            return Said(str(message), "en")
        return Said(f"⟦{reworded(message, lambda each: self._messages.get(each, f'⟧{each}⟦'))}⟧", "id")


class Texts(HTMLParser):
    """The texts of a page, and its labels."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag):
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {"script", "style", "kbd", "code"} & set(self.open):
            self.found.append(data)


def plain(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


def outside(text, known):
    """The words of a text that are in no brackets, and not in what is known."""
    text, before = re.sub(r"⟦[^⟦⟧]*⟧", "\n", text), ""
    while text != before:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "\n", text), text
    pieces = (plain(piece) for piece in re.split(r"[\n·/,:;()→‹›|]", text))
    return [piece for piece in pieces if re.search(r"[^\W\d_]{2}", piece) and f" {piece} " not in known]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("marked") / "proyek")
    path = folder / "glossary" / "states.csv"
    path.write_text(path.read_text("utf-8").replace("A harbour in the evening.", "a harbour in the evening"), "utf-8")
    (folder / "glossary" / "broken.csv").write_text("concept,id,en\na,satu,one\na,dua,two\n", encoding="utf-8")
    decisions.comment(path, "envoy", "baik", reviewer="Dana", date="2026-01-01")
    made = Client(folder).enter()
    made.site.prepare()
    made.site.messages = lambda _: Bracketed()
    return made


@pytest.fixture(scope="module")
def known(client):
    """What people wrote: the project's files, and names that stand in files and commands."""
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for path in client.site.project.folder.rglob("*.*")
        if path.is_file()
    ]
    texts += [path.relative_to(client.site.project.folder).as_posix() for path in client.site.project.folder.rglob("*")]
    texts += [check.name for check in checks()] + [rule.name for rule in RULES] + list(LANGUAGES.values())
    texts += ["kztrans proyek", "en/sungai", "Aigerim", "kztrans align", "U+2028", "GB", "PO TMX CSV", *FIELDS]
    return " " + " ".join(plain(each) for text in texts for each in (text, *re.split(r"[\n,:;()|/]", text))) + " "


PLACES = [
    "/", "/glossary", "/glossary?reviewer=Dana", "/concept?id=envoy", "/concept?id=envoy&edit=1", "/concept?id=quasi-state",
    "/concept?id=evening-harbour", "/concept?id=envoy&ask=delete", "/concept?id=none", "/align", "/align?doc=en/sungai&bead=3",
    "/align?doc=en/sungai&bead=1&edit=target", "/align?doc=none", "/checks", "/checks?check=numbers", "/concordance?q=negara",
    "/help", "/files", "/nowhere", "/candidates", "/bulk?decision=approved", "/new", "/new?from=envoy", "/merge?id=envoy",
    "/merge?id=envoy&with=ceasefire", "/replace?doc=en/sungai&q=the&new=a", "/replace?doc=en/sungai&q=semu&new=a&side=source",
]  # fmt: skip
FAULTS = re.compile(r'<dd lang="en">.*?</dd>|<td lang="en">.*?</td>', re.DOTALL)
"""What is wrong with a file that cannot be read: told in English, as on the command line (docs)."""


@pytest.mark.parametrize("place", PLACES)
def test_every_word_is_from_the_catalogue_or_the_project(client, known, place):
    text = FAULTS.sub("", client.http.get(place).text)
    assert "⟦" in text
    assert [piece for each in Texts(text).found for piece in outside(each, known)] == []


def test_every_word_of_what_is_refused_is_too(client, known):
    folder = client.site.project.folder
    unit = po.read(po_path(folder)).units[4]
    pages = [
        client.post("/concept", {"do": "decide", "decision": "approved", "version": "old", "seen": "{}"}, id="ceasefire"),
        client.post("/concept", {"do": "decide", "decision": "x"}, id="envoy"),
        client.post("/concept", {"do": "undo", "event": "none"}, id="envoy"),
        client.post("/checks", {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": "x", "target": "N."}),
        client.post("/checks", {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": "a\x0bb"}),
        client.post("/checks", {"do": "undo"}),
        client.post("/beside", {"document": "en/sungai", "source": unit.source, "target": "Nobody signed 21."}),
        client.post("/new", {"do": "add", "file": "states"}),
        client.post("/new", {"do": "add", "file": "none", "term.0.text": "kapal", "term.0.lang": "id"}),
        client.post("/new", {"do": "add", "file": "states", "term.0.text": "kapal", "term.0.lang": "!"}),
        client.post("/merge", {"version": "old"}, id="envoy", **{"with": "ceasefire"}),
        client.post("/replace", {"do": "replace", "q": "the", "new": "a", "version": "old"}, doc="en/sungai"),
        client.post("/candidates", {"do": "take", "term": "none"}),
        *(client.post("/align", {"do": what, "bead": "0:0", "number": "0"}, doc="en/sungai") for what in ("split", "source-up", "pair:9", "none", "undo")),
        client.post("/align", {"do": "confirm", "bead": "7:9", "number": "0"}, doc="en/sungai"),
        client.post("/align", {"do": "confirm-range", "first": "3", "last": "1", "version": "x"}, doc="en/sungai"),
    ]  # fmt: skip
    left = {
        f"{number} {page.request.url}": pieces
        for number, page in enumerate(pages)
        for pieces in [[piece for each in Texts(page.text).found for piece in outside(each, known)]]
        if pieces
    }
    assert left == {}


def test_every_word_of_the_report_is_too(client, known, monkeypatch):
    from kztrans.review import report as module

    monkeypatch.setattr(module, "interface", lambda _: Bracketed())
    text = report(client.site, "id").decode()
    assert [piece for each in Texts(text).found for piece in outside(each, known)] == []
