"""The interface in Indonesian: no word of English is left in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from review_project import Client, make, po_path

from kztrans.formats import po
from kztrans.glossary import decisions
from kztrans.merging.edit import unit_name
from kztrans.review.interface import interface
from kztrans.review.messages import collected


class _Texts(HTMLParser):
    """What a page shows in its own language: texts and labels, without what is marked as another's."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        if tag not in ("input", "meta", "link", "br", "rect", "circle", "path", "polyline"):
            foreign = own.get("lang", "id") != "id" or tag in ("code", "kbd", "script", "style", "bdi", "textarea")
            self.open.append((tag, foreign))
        self.found += [own[name] for name in ("aria-label", "title", "placeholder") if own.get(name)]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(foreign for _, foreign in self.open):
            self.found.append(" ".join(data.split()))


ENGLISH = {
    unit.source
    for unit in collected()
    if "%" not in unit.source and interface("id").gettext(unit.source) != unit.source
}
"""Messages that are others in Indonesian."""
WORDS = re.compile(
    r"\b(?:the|and|of|is|was|this|not|with|noun|verb|approve|approved|undo|edit|save|changed|nothing|cannot|file)\b"
)


@pytest.fixture
def client(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    client.site.prepare()
    client.http.headers["accept-language"] = "id"
    return client


def left(text):
    shown = _Texts(text).found
    return [t for t in shown if t in ENGLISH or WORDS.search(t.lower())]


def test_no_english_is_left_in_any_page(client):
    folder = client.site.project.folder
    decisions.comment(folder / "glossary" / "states.csv", "envoy", "baik", reviewer="Dana", date="2026-01-01")
    version = client.version("ceasefire")
    pages = [client.get(*place) if isinstance(place, tuple) else client.http.get(place) for place in (
        "/", "/glossary", "/concept?id=envoy", "/concept?id=envoy&edit=1", "/align", "/checks", "/concordance?q=a", "/help", "/files", "/nowhere",
        "/concept?id=none", "/align?doc=none",
        "/candidates", "/bulk?decision=approved", "/new", "/new?from=envoy", "/merge?id=envoy", "/glossary?reviewer=Dana",
        "/merge?id=envoy&with=ceasefire", "/concept?id=envoy&ask=delete", "/glossary?sort=-date&uses=some",
    )]  # fmt: skip
    decide = {"do": "decide", "decision": "approved", "version": version, "seen": '{"concept": "ceasefire"}'}
    pages.append(client.http.get(client.post("/concept", decide, id="ceasefire").headers["location"]))
    pages.append(client.post("/concept", {**decide, "decision": "rejected"}, id="ceasefire"))
    event = client.site.deeds.events(folder / "glossary" / "states.csv")[0]
    pages.append(client.post("/concept", {"do": "undo", "event": event.key}, id="envoy"))
    unit = po.read(po_path(folder)).units[4]
    save = {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": "otherwise", "target": "Nobody."}
    pages.append(client.post("/checks", save))
    pages.append(client.post("/checks", {"do": "undo"}))
    client.post("/align", {"do": "confirm", "bead": "1:1", "number": "1"}, doc="en/sungai")
    pages.append(client.get("/align"))
    pages.append(client.post("/align", {"do": "join", "bead": "5:5", "number": "5"}, doc="en/sungai"))
    pages.append(client.post("/align", {"do": "split", "bead": "0:0", "number": "0"}, doc="en/sungai"))
    pages.append(client.post("/concept", {"do": "decide", "decision": "x"}, id="envoy"))
    pages.append(client.post("/concept", {"csrf": "old", "do": "decide"}, id="envoy"))
    client.http.cookies.clear()
    pages.append(client.post("/concept", {"do": "decide", "comment": "a"}, id="envoy"))
    assert {str(page.request.url): left(page.text) for page in pages if left(page.text)} == {}
