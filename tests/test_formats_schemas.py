"""Our XLIFF against the schemas of OASIS, where a package carries them: Debian's php-symfony-translation does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from kztrans.formats import xliff
from kztrans.model import Catalog, Code, Reference, Unit

FOLDERS = (
    os.environ.get("KZTRANS_XLIFF_SCHEMAS", ""),
    "/usr/share/php/Symfony/Component/Translation/Resources/schemas",
)
SCHEMAS = {"1.2": "xliff-core-1.2-strict.xsd", "2.0": "xliff-core-2.0.xsd"}
CODES = (
    Code("b1", "pair", "", "<b>", "</b>", id="1", type="bold"), Code("br2", "alone", "", "<br/>", id="2"),
    Code("i3", "open", "", "<i>"), Code("i4", "close", "", "</i>"), Code("{name}", "alone"),
)  # fmt: skip
UNITS = (
    Unit("Satu & <dua>\x07.", "One & <two>.", references=(Reference("a b.txt", 1),), notes=("Term: satu → one",)),
    Unit("Buka <b1>pintu</b1>.<br2/>{name} <i3>m", "Open <b1>door</b1>.<br2/>{name} </i4>e", codes=CODES, id="x y"),
    Unit("Tiga.", "Three.", fuzzy=True, comments=("mine",), previous="Tga.", context="c", score=0.5, origin="memory"),
    Unit("Empat.", flags=("no-wrap",), id="empat"),
    Unit("Lima.", "Five.", flags=("reviewed", "unapproved"), origin="mt-suggestion"),
    Unit("Enam.", "Six.", flags=("final",), obsolete=True),
    Unit("hari", plural="%d hari", plural_targets=("day", "%d days")),
)
CATALOGS = {
    "all": Catalog("id", "en-GB", UNITS, (("Language", "en"), ("X-Odd", "\x01")), ("Me, 2024.",)),
    "none": Catalog("id", "en"),
    "no language": Catalog("", "klingon!", UNITS[:1]),
}


def schema(version: str) -> etree.XMLSchema:
    """The schema of a version, whose imports are taken from the same folder."""
    path = next((p for folder in FOLDERS if folder and (p := Path(folder) / SCHEMAS[version]).exists()), None)
    if path is None:
        pytest.skip("the OASIS schemas are not installed")
    parser = etree.XMLParser(no_network=True)
    tree = etree.parse(str(path), parser)
    for element in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        if "XML/1998" in element.get("namespace", ""):
            element.set("schemaLocation", str(path.parent / "xml.xsd"))
    return etree.XMLSchema(tree)


@pytest.mark.parametrize("name", CATALOGS)
@pytest.mark.parametrize("version", ["1.2", "2.0", "omegat"])
def test_what_we_write_is_valid(version: str, name: str) -> None:
    rules = schema("1.2" if version == "omegat" else version)
    document = etree.fromstring(xliff.serialize(CATALOGS[name], version))
    assert rules.validate(document), rules.error_log.filter_from_errors()


@pytest.mark.parametrize(
    ("version", "good", "bad"),
    [
        ("1.2", 'state="translated"', 'state="done"'),
        ("1.2", 'approved="yes"', 'approved="true"'),
        ("2.0", 'state="translated"', 'state="done"'),
        ("2.0", "<source>Tiga", "<target>x</target><source>Tiga"),
    ],
)
def test_what_is_wrong_is_not_valid(version: str, good: str, bad: str) -> None:
    written = xliff.serialize(CATALOGS["all"], version).decode()
    assert good in written
    assert not schema(version).validate(etree.fromstring(written.replace(good, bad, 1).encode()))
