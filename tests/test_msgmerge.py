"""Against msgmerge: what it keeps of a translator's work, kztrans keeps."""

import random
import subprocess

import polib
from test_life_of_a_document import draft, revised
from tools import needs

from kztrans.formats import po
from kztrans.merging.merge import merge
from kztrans.model import Catalog, Unit

HEADERS = (("Language", "en"), ("Content-Type", "text/plain; charset=UTF-8"))


def test_nothing_that_msgmerge_keeps_is_lost(tmp_path):
    needs("msgmerge")
    rng = random.Random(5)
    text = draft(rng)
    sources = list(dict.fromkeys(s for paragraph in text for s in paragraph))
    old = Catalog(
        "id",
        "en",
        tuple(
            Unit(
                s,
                f"Translation {n}.",
                fuzzy=n % 5 == 0,
                comments=(f"Comment {n}",) * (n % 3 == 0),
                flags=("no-wrap",) * (n % 7 == 0),
            )
            for n, s in enumerate(sources)
        ),
        HEADERS,
    )
    fresh = Catalog(
        "id", "en", tuple(Unit(s) for s in dict.fromkeys(s for p in revised(text, rng) for s in p)), HEADERS
    )
    (tmp_path / "old.po").write_bytes(po.serialize(old))
    (tmp_path / "new.pot").write_bytes(po.serialize(fresh))
    command = ["msgmerge", "--quiet", "--previous", "--no-wrap", "-o", "merged.po", "old.po", "new.pot"]
    subprocess.run(command, cwd=tmp_path, check=True)
    theirs = polib.pofile(str(tmp_path / "merged.po"))
    ours = po.parse(po.serialize(merge(old, fresh)[0])).units
    assert {e.msgstr for e in theirs if e.msgstr} <= {u.target for u in ours}
    assert {e.tcomment for e in theirs if e.tcomment} <= {c for u in ours for c in u.comments}
    by_source = {u.source: u for u in ours if not u.obsolete}
    sure = [e for e in theirs if not e.obsolete and e.msgstr and not e.fuzzy]
    assert sure
    for entry in sure:
        unit = by_source[entry.msgid]
        assert (unit.target, unit.fuzzy) == (entry.msgstr, False)
        assert set(entry.flags) <= set(unit.flags)
    live = {e.msgid for e in theirs if not e.obsolete}
    changed = [e for e in theirs if not e.obsolete and e.msgstr and e.fuzzy and e.previous_msgid not in live]
    assert sum(bool(by_source[e.msgid].target) for e in changed) >= len(changed) - 1


def test_msgcat_leaves_a_merged_file_as_it_is(tmp_path):
    needs("msgcat", "msgfmt")
    old = Catalog("id", "en", (Unit("Satu pergi.", "One left.", comments=("c",)), Unit("Hujan.", "Rain.")), HEADERS)
    merged, _ = merge(old, Catalog("id", "en", (Unit("Satu pergi lagi."), Unit("Baru."))))
    path = tmp_path / "a.po"
    path.write_bytes(po.serialize(merged))
    again = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True).stdout.decode()
    assert again.strip() == path.read_text(encoding="utf-8").strip()
    subprocess.run(["msgfmt", "-o", "/dev/null", path], check=True)
