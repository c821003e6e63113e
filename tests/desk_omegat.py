"""An OmegaT project as a translator works in it: what it loads, fills in, saves and writes, told by OmegaT's own rules.

OmegaT imports finished translations of a PO: the first of a source as its default, another one of the same source as an
alternative. A default shows at every entry of its source. What is doubtful in the PO shows nowhere, and is written empty.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from lxml import etree

from kztrans.formats import tmx

Key = tuple[str, str]


@dataclass(eq=False)
class Project:
    """A project in ``folder`` with the one PO ``n.po``."""

    folder: Path
    defaults: dict[str, str] = field(default_factory=dict)
    alternatives: dict[Key, str] = field(default_factory=dict)

    @property
    def source(self) -> Path:
        return self.folder / "source/n.po"

    def entries(self) -> list[polib.POEntry]:
        return [e for e in polib.pofile(str(self.source)) if not e.obsolete]

    def load(self) -> None:
        """Open the project."""
        imported = set()
        for entry in self.entries():
            if not entry.msgstr or entry.fuzzy:
                continue
            if entry.msgid not in self.defaults:
                self.defaults[entry.msgid] = entry.msgstr
                imported.add(entry.msgid)
            elif entry.msgid in imported and self.defaults[entry.msgid] != entry.msgstr:
                self.alternatives.setdefault(_key(entry), entry.msgstr)
        for unit in tmx.read(self.folder / "tm/auto/n.tmx", "id", "en").units:
            self.defaults.setdefault(unit.source, unit.target)

    def shown(self, entry: polib.POEntry) -> str:
        return self.alternatives.get(_key(entry)) or self.defaults.get(entry.msgid, "")

    def chosen(self, rng: random.Random) -> Iterator[tuple[polib.POEntry, bool]]:
        """Entries to work on, and whether an alternative is made for this one only."""
        entries = self.entries()
        for entry in rng.sample(entries, min(4, len(entries))):
            twice = sum(other.msgid == entry.msgid for other in entries) > 1
            yield entry, twice and rng.random() < 0.6

    def enter(self, entry: polib.POEntry, text: str, alone: bool) -> None:
        """Type a translation."""
        if alone:
            self.alternatives[_key(entry)] = text
        else:
            self.defaults[entry.msgid] = text
            self.alternatives.pop(_key(entry), None)

    def save(self, write: bool) -> None:
        """Save the project, and perhaps write the translated PO."""
        root = etree.Element("tmx", version="1.1")
        etree.SubElement(root, "header", creationtool="OmegaT", segtype="paragraph", srclang="id")
        body = etree.SubElement(root, "body")
        for source, text in self.defaults.items():
            _tu(body, source, text)
        for (context, source), text in self.alternatives.items():
            unit = _tu(body, source, text)
            for kind, value in (("path", context), ("file", "n.po")):
                prop = etree.Element("prop", type=kind)
                prop.text = value
                unit.insert(0, prop)
        (self.folder / "omegat/project_save.tmx").write_bytes(etree.tostring(root))
        if write:
            file = polib.pofile(str(self.source))
            for entry in file:
                if not entry.obsolete:
                    entry.msgstr = self.shown(entry)
                    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            file.save(str(self.folder / "target/n.po"))


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def _tu(body: etree._Element, source: str, text: str) -> etree._Element:
    unit = etree.SubElement(body, "tu")
    for lang, content in (("id", source), ("en", text)):
        etree.SubElement(etree.SubElement(unit, "tuv", lang=lang), "seg").text = content
    return unit
