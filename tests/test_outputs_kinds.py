"""What each command takes for an earlier result of its own, and what not."""

import pytest

from kztrans import outputs

HOLDS = [
    (outputs.SEGMENTS, b"Satu.\nDua.\n", b"Satu.\nDua.\nTiga.\n"),
    (outputs.SEGMENTS, b"Satu.\nDua.\nLain.\n", b"Satu.\nDua.\n"),
    (outputs.SEGMENTS, b'[\n {\n  "text": "Satu."', b"anything"),
    (outputs.SEGMENTS, b'[{"position": 3', b"anything"),
    (outputs.SEGMENTS, b"1:4\tcut\trule x\n1:9\tno cut\trule y\n", b"anything"),
    (outputs.LEXICON, b"rumah\thouse | home\nkota\tcity\n", b""),
    (outputs.REPORT, b"a.po:1: error: x; y (end)\nb.po:2: info: x (still-source)\n", b""),
    (outputs.RULES, b"<?xml version='1.0'?><srx version='2.0'>", b""),
    (outputs.PROJECT_REPORT, b'<html><body class="report"><p>', b""),
    (outputs.MEMORY, b'<tmx><header creationtool="kztrans" x="1" o-tmf="kztrans"/>', b""),
]
NOT = [
    (outputs.SEGMENTS, b"Satu.\nLain.\n", b"Satu.\nDua.\n"),
    (outputs.SEGMENTS, b"Lain.\nDua.\n", b"Satu.\n"),
    (outputs.SEGMENTS, b"1:4\tcut\trule x\nA line of somebody's.\n", b"1:4\tcut\trule z\n"),
    (outputs.SEGMENTS, b"a letter\n", b""),
    (outputs.LEXICON, b"rumah\thouse\na line\n", b""),
    (outputs.LEXICON, b"rumah house\n", b""),
    (outputs.REPORT, b"a.po:1: error: x; y (end)\na letter\n", b""),
    (outputs.REPORT, b"a.po:1: error: x; y\n", b""),
    (outputs.REPORT, b"a.po:1: x (end)\n", b""),
    (outputs.RULES, b"<tmx>" + b" " * 3000 + b"<srx", b""),
    (outputs.PROJECT_REPORT, b"<html><body>", b""),
    (outputs.STATISTICS, b"file,segments\n", b""),
    (outputs.TERM_SHEET, b"Terms of the contract\n", b""),
]


@pytest.mark.parametrize(("kind", "old", "new"), HOLDS)
def test_an_earlier_result(kind, old, new):
    assert kind.holds(old, new) is True


@pytest.mark.parametrize(("kind", "old", "new"), NOT)
def test_something_else(kind, old, new):
    assert kind.holds(old, new) is False


def test_what_is_empty_gives_way_to_anything(tmp_path):
    for kind in (None, outputs.REPORT, outputs.MEMORY):
        path = tmp_path / "x"
        path.write_bytes(b"")
        assert outputs.write_output(path, b"new", kind, ())
        assert not outputs.write_output(path, b"new", kind, ())
        path.unlink()
