"""A person's changes to a document's files."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kztrans.formats import po, tmx
from kztrans.merging.edit import UnitChanged, ignore, replace_unit, save, translate
from kztrans.merging.rebeading import rebead
from kztrans.model import Bead, Catalog, Document, Unit
from kztrans.segmentation import segment_document
from kztrans.units.making import make_units
from kztrans.units.side import Side

SOURCE = ["Kapal berlabuh.", "Kapten turun.", "Ombak tenang.", "Hari sudah malam."]
TARGET = ["The ship docked.", "The captain went ashore.", "The sea was calm.", "Night had fallen."]


def side(sentences, lang):
    document = Document(f"kapal.{lang}.txt", "\n".join(sentences), lang)
    return Side(document, tuple(segment_document(document)))


def units(*beads):
    return make_units(side(SOURCE, "id"), side(TARGET, "en"), beads, lambda *_: (), 0.7)


def catalog(found):
    return Catalog("id", "en", tuple(found), (("Language", "en"), ("X-Source-Language", "id")))


def pairs(result):
    return [(u.source, u.target, u.fuzzy) for u in result.units if not u.obsolete]


STRAIGHT = [Bead((n,), (n,), 0.99) for n in range(4)]
WRONG = [Bead((0,), (0, 1), 0.6), Bead((1,), (), 0.5), *STRAIGHT[2:]]


def test_a_shifted_bead_changes_its_own_units_only():
    before = units(*WRONG)
    on_disk = catalog([*before[:3], replace(before[3], target="It was night.", comments=("mine",))])
    result = rebead(on_disk, before, units(Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0), *STRAIGHT[2:]))
    assert pairs(result)[:3] == [(s, t, False) for s, t in zip(SOURCE, TARGET, strict=True)][:3]
    assert result.units[3] == on_disk.units[3]
    assert not any(note.startswith("Alignment") for note in result.units[0].notes)


def test_what_a_person_wrote_stays_with_its_segment():
    before = units(*WRONG)
    on_disk = catalog([replace(before[0], target="The vessel moored.", fuzzy=False), *before[1:]])
    result = rebead(on_disk, before, units(*STRAIGHT))
    assert pairs(result)[:2] == [(SOURCE[0], "The vessel moored.", False), (SOURCE[1], TARGET[1], False)]


def test_a_translation_that_a_person_emptied_is_not_filled_in_again():
    before = units(*STRAIGHT)
    on_disk = catalog([*before[:2], replace(before[2], target=""), before[3]])
    result = rebead(on_disk, before, units(*STRAIGHT[:3], Bead((3,), ())))
    assert pairs(result)[2:] == [(SOURCE[2], "", False), (SOURCE[3], "", False)]


def test_a_join_joins_what_a_person_wrote_as_fuzzy():
    before = units(*STRAIGHT)
    on_disk = catalog([replace(before[0], target="The vessel moored."), *before[1:]])
    result = rebead(on_disk, before, units(Bead((0, 1), (0, 1), 1.0), *STRAIGHT[2:]))
    assert pairs(result)[0] == ("Kapal berlabuh. Kapten turun.", "The vessel moored. The captain went ashore.", True)


def test_a_split_shares_out_what_a_person_wrote_as_fuzzy():
    before = units(Bead((0, 1), (0, 1), 0.9), *STRAIGHT[2:])
    on_disk = catalog([replace(before[0], target="The vessel moored. The skipper left it."), *before[1:]])
    result = rebead(on_disk, before, units(*STRAIGHT))
    assert pairs(result)[:2] == [
        (SOURCE[0], "The vessel moored.", True),
        (SOURCE[1], "The skipper left it.", True),
    ]


def test_a_join_of_untouched_units_is_not_fuzzy_and_leaves_nothing_behind():
    result = rebead(catalog(units(*STRAIGHT)), units(*STRAIGHT), units(Bead((0, 1), (0, 1), 1.0), *STRAIGHT[2:]))
    assert len(result.units) == 3
    assert pairs(result)[0] == (
        "Kapal berlabuh. Kapten turun.",
        "The ship docked. The captain went ashore.",
        False,
    )


def test_confirming_a_doubtful_bead_takes_the_doubt_away():
    before = units(Bead((0,), (0,), 0.5), *STRAIGHT[1:])
    assert before[0].fuzzy
    result = rebead(catalog(before), before, units(Bead((0,), (0,), 1.0), *STRAIGHT[1:]))
    assert pairs(result)[0] == (SOURCE[0], TARGET[0], False)
    assert result.units[0].notes == ()


def test_there_and_back_again_is_the_same():
    before, after = units(*STRAIGHT), units(Bead((0, 1), (0, 1), 1.0), *STRAIGHT[2:])
    there = rebead(catalog(before), before, after)
    assert pairs(rebead(there, after, before)) == pairs(catalog(before))


@pytest.fixture
def files(tmp_path):
    path = tmp_path / "locales" / "en" / "kapal.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(po.serialize(catalog(units(*STRAIGHT))))
    return path, tmp_path / "locales" / "kapal.id-en.tmx"


def test_a_translation_goes_to_po_and_tmx(files):
    before = po.read(files[0]).units[1]
    after = translate(before, "The captain disembarked.")
    saved = save(*files, lambda c: replace_unit(c, before, after))
    assert saved.written == files
    assert po.read(files[0]) == saved.catalog
    assert [u.line for u in po.read(files[0]).units] == [u.line for u in saved.catalog.units]
    assert tmx.read(files[1]).units[1].target == "The captain disembarked."
    assert save(*files, lambda c: c).written == ()


def test_the_tmx_keeps_what_others_put_there_and_its_terms(files):
    foreign = Unit("Pagi.", "Morning.", id="x-1")
    term = Unit("kapal", "ship", origin="glossary", id="kz-1")
    files[1].write_bytes(tmx.serialize(Catalog("id", "en", (foreign, term))))
    before = po.read(files[0]).units[0]
    save(*files, lambda c: replace_unit(c, before, translate(before, "The vessel moored.")))
    found = {u.source: u.target for u in tmx.read(files[1]).units}
    assert found["Pagi."] == "Morning."
    assert found["kapal"] == "ship"
    assert found[SOURCE[0]] == "The vessel moored."


def test_what_msgmerge_moved_on_as_fuzzy_is_kept_when_a_reviewer_overwrites_it(files):
    entry = '#, fuzzy\n#| msgid "Kapal tiba."\nmsgid "Kapal berlabuh."\nmsgstr "The ship came in."'
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace('msgid "Kapal berlabuh."\nmsgstr "The ship docked."', entry), encoding="utf-8")
    for target in ("The ship moored.", "The vessel moored."):
        save(*files, lambda c, text=target: replace_unit(c, c.units[0], translate(c.units[0], text)))
        after = po.read(files[0]).units
        assert (after[0].source, after[0].target, after[0].previous) == ("Kapal berlabuh.", target, None)
        assert [(u.source, u.target) for u in after if u.obsolete] == [("Kapal tiba.", "The ship came in.")]


def test_what_a_program_emptied_is_kept_when_a_reviewer_writes_it_anew(files):
    first = po.read(files[0]).units[0]
    save(*files, lambda c: replace_unit(c, first, translate(first, "The vessel moored.")))
    emptied = files[0].read_bytes().replace(b'msgstr "The vessel moored."', b'msgstr ""')
    files[0].write_bytes(emptied)
    before = po.read(files[0]).units[0]
    for target in ("A ship came in.", "A ship has come in."):
        save(*files, lambda c, text=target: replace_unit(c, c.units[0], translate(c.units[0], text)))
        after = po.read(files[0]).units
        assert (before.target, after[0].target) == ("", target)
        assert [u.target for u in after if u.obsolete] == ["The vessel moored."]


def test_a_unit_that_was_changed_meanwhile_is_refused(files):
    before = po.read(files[0]).units[1]
    save(*files, lambda c: replace_unit(c, before, translate(before, "Somebody else's.")))
    data = files[0].read_bytes()
    with pytest.raises(UnitChanged) as caught:
        save(*files, lambda c: replace_unit(c, before, translate(before, "Mine.")))
    assert caught.value.current.target == "Somebody else's."
    assert files[0].read_bytes() == data
    with pytest.raises(UnitChanged, match="no longer there"):
        save(*files, lambda c: replace_unit(c, replace(before, source="Lain."), before))


def test_an_editor_that_saves_in_between_loses_nothing(files):
    before = po.read(files[0]).units[1]
    once = []

    def change(current):
        if not once:
            once.append(True)
            other = replace(current, units=(translate(current.units[0], "An editor's."), *current.units[1:]))
            files[0].write_bytes(po.serialize(other))
        return replace_unit(current, before, translate(before, "Mine."))

    save(*files, change)
    assert [u.target for u in po.read(files[0]).units][:2] == ["An editor's.", "Mine."]


def test_two_hundred_saves_at_once_lose_nothing(tmp_path):
    path = tmp_path / "banyak.po"
    path.write_bytes(po.serialize(catalog(Unit(f"Kalimat {n}.") for n in range(200))))

    def one(number):
        before = Unit(f"Kalimat {number}.")
        save(
            path, tmp_path / "banyak.id-en.tmx", lambda c: replace_unit(c, before, translate(before, f"No. {number}."))
        )

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(200)))
    assert [u.target for u in po.read(path).units] == [f"No. {n}." for n in range(200)]


def test_ignoring_writes_a_comment_that_the_checks_read():
    checks = pytest.importorskip("kztrans.checks.ignoring")
    unit = ignore(ignore(Unit("a", "b", comments=("seen",)), "numbers"), "quotes")
    assert unit.comments == ("seen", "kztrans: ignore numbers, quotes")
    assert checks.ignored(unit.comments) == {"numbers", "quotes"}
