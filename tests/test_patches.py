"""What leads from one long text of a file to another is what a comparison of all blocks gives."""

from __future__ import annotations

import random

import pytest

from kztrans.merging import patches

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4">\n  <header/>\n  <body>\n'


def made(rng, kind):
    blocks = [f'msgid "{rng.randint(0, 40)}"\nmsgstr "{"x" * rng.randint(0, 30)}"' for _ in range(60)]
    if kind == "tmx":
        return HEAD + "".join(f"    <tu>{block}</tu>\n" for block in blocks) + "  </body>\n</tmx>\n"
    between = "\n\n" if kind == "po" else "\r\n\r\n"
    text = between.join(blocks)
    return (text.replace("\n", "\r\n").replace("\r\r", "\r") if kind == "crlf" else text) + rng.choice(["\n", "\n\n\n"])


def changed(rng, text):
    mark = "<tu>" if "<tmx" in text else "\n\n" if "\r" not in text else "\r\n\r\n"
    parts = text.split(mark)
    for _ in range(rng.randint(0, 3)):
        at = rng.randrange(1, len(parts))
        what = rng.randrange(4)
        if what == 0:
            del parts[at]
        elif what == 1:
            parts.insert(at, parts[rng.randrange(1, len(parts))])
        elif what == 2:
            parts[at] = parts[at].replace("x", "y", 1)
        else:
            parts.insert(at, "\n" if "<tmx" not in text else parts[at])
    return mark.join(parts)


@pytest.mark.parametrize("kind", ["po", "crlf", "tmx"])
def test_long_texts_are_compared_as_short_ones_are(kind, monkeypatch):
    rng = random.Random(11)
    for _ in range(150):
        before = made(rng, kind)
        after = changed(rng, before)
        monkeypatch.setattr(patches, "LONG", 10**9)
        plain = patches.difference(before, after)
        for width in (1, 40, 300):
            monkeypatch.setattr(patches, "LONG", width)
            assert patches.difference(before, after) == plain
