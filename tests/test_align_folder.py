"""``kztrans align`` on folders: what pairs up, what goes on, what is not done twice."""

import os
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from kztrans.bilingual.lexicon import Lexicon
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.jobs import batch
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.folder import texts_in
from kztrans.jobs.naming import outputs
from kztrans.merging import hand_beads
from kztrans.model import Concept, Term
from kztrans.segmentation import default_rules


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    for name, content in {
        "id/a.id.txt": "Perundingan gagal.\n",
        "id/b.txt": "Pipa minyak ditutup.\n",
        "id/sub/a.id.txt": "Hujan turun.\n",
        "id/notes.log": "not a text",
        "en/a.en.txt": "The talks failed.\n",
        "en/sub/a.txt": "It rained.\n",
        "en/z.txt": "Left over.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli, ["align", *args])


def test_two_folders(project):
    result = run("id", "en")
    assert result.exit_code == 0, result.output
    assert "3 texts: 3 done, 0 unchanged, 0 with errors" in result.output
    assert "en/z.txt: no text that it would translate" in result.output
    assert "id/b.txt: no translation in en" in result.output
    assert po.read("locales/en/a.po").units[0].target == "The talks failed."
    assert po.read("locales/en/sub/a.po").units[0].target == "It rained."
    assert po.read("locales/en/b.po").units[0].target == ""
    assert (project / "locales/sub/a.id-en.tmx").exists()


def test_a_bad_file_does_not_stop_the_others(project):
    (project / "id/b.txt").write_bytes(b"\x7fELF\0\0")
    result = run("id")
    assert result.exit_code == 2
    assert "id/b.txt: is not text" in result.output
    assert "3 texts: 2 done, 0 unchanged, 1 with errors" in result.output


def test_only_what_changed_is_done_again(project):
    run("id", "en")
    assert "3 texts: 0 done, 3 unchanged" in run("id", "en").output
    (project / "id/b.txt").write_text("Pipa gas dibuka.\n", encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    path = project / "locales/en/a.po"
    path.write_text(path.read_text(encoding="utf-8").replace("The talks", "Talks"), encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    assert "Talks failed." in (project / "locales/a.id-en.tmx").read_text(encoding="utf-8")
    (project / "locales/sub/a.id-en.tmx").unlink()
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output
    assert "3 texts: 3 done" in run("id", "en", "--min-confidence", "0.5").output


def test_warnings_and_what_has_no_source_are_told(project):
    (project / "en/a.en.txt").write_text("The talks failed.\nOur correspondent is Anna Lee.\n", encoding="utf-8")
    (project / "id/b.txt").write_text(
        "The talks have failed and the ministers went home in the rain.\n", encoding="utf-8"
    )
    output = run("id", "en").output
    assert "en/a.en.txt:2: no source for: “Our correspondent is Anna Lee.”" in output
    assert "warning: id/b.txt: reads like English" in output


def test_beads_set_by_hand_are_a_reason_to_do_it_again(project):
    run("id", "en")
    beads = "source\ttarget\tafter\nPerundingan gagal.\tThe talks failed.\t\n"
    (project / "locales/a.id-en.beads.tsv").write_text(beads, encoding="utf-8")
    assert "3 texts: 1 done, 2 unchanged" in run("id", "en").output


def test_dry_run(project):
    output = run("id", "en", "--dry-run").output
    assert output.count("would be written (dry run)") == 3
    assert not (project / "locales").exists()


def test_translations_beside_their_texts(project):
    (project / "id/b.en.txt").write_text("The oil pipeline was shut.\n", encoding="utf-8")
    pairs, alone = texts_in(project / "id", None, "id", "en")
    assert [(p.source.name, p.target and p.target.name) for p in pairs] == [
        ("a.id.txt", None),
        ("b.txt", "b.en.txt"),
        ("a.id.txt", None),
    ]
    assert alone == ()
    assert texts_in(project / "id", project / "en/../id", "id", "en") == (pairs, alone)


def test_folders_that_cannot_be_used(project):
    with pytest.raises(InputError, match="is not a folder, and SOURCE is one"):
        texts_in(project / "id", project / "en/a.en.txt", "id", "en")
    (project / "none").mkdir()
    with pytest.raises(InputError, match="holds no text"):
        texts_in(project / "none", None, "id", "en")
    (project / "id/b.text").write_text("Lain.", encoding="utf-8")
    with pytest.raises(InputError, match="has the same name as"):
        texts_in(project / "id", None, "id", "en")


def texts(folder, *names, text="Rapat dimulai.\n"):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def pairs_in(source, target=None):
    found, remarks = texts_in(source, target, "id", "en")
    return [(p.source.name, p.target and p.target.name) for p in found], [r.partition(": ")[2] for r in remarks]


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC"), ("NFC", "NFC")])
def test_names_pair_in_either_normal_form(tmp_path, forms):
    source, target = (normalize(form, "kafé") for form in forms)
    texts(tmp_path, f"s/{source}/{source}.id.txt", f"t/{target}/{target}.en.txt")
    assert pairs_in(tmp_path / "s", tmp_path / "t") == ([(f"{source}.id.txt", f"{target}.en.txt")], [])
    texts(tmp_path, f"both/{source}.id.txt", f"both/{target}.en.txt")
    assert pairs_in(tmp_path / "both") == ([(f"{source}.id.txt", f"{target}.en.txt")], [])


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_text_copied_by_another_system_finds_its_po(tmp_path, forms):
    first, second = (AlignJob(tmp_path / f"{normalize(form, 'kafé')}.id.txt", folder=tmp_path) for form in forms)
    made = outputs(first)
    texts(tmp_path, made.po.relative_to(tmp_path), made.tmx.relative_to(tmp_path))
    assert outputs(second) == made


def test_a_file_that_is_passed_over_is_said(tmp_path):
    texts(tmp_path, "a.txt", "a.id.txt", "b.txt", "b.en.txt", "c.id.txt")
    found, said = pairs_in(tmp_path)
    assert found == [("a.id.txt", None), ("b.txt", "b.en.txt"), ("c.id.txt", None)]
    assert said == ["left out, for a.id.txt beside it has the same name"]
    texts(tmp_path / "t", "a.en.txt", "a.txt", "b.txt", "c.txt")
    said = pairs_in(tmp_path, tmp_path / "t")[1]
    assert "left out, for a.en.txt beside it has the same name" in said


def test_two_names_that_are_one_in_nfc_are_refused(tmp_path):
    texts(tmp_path, *(f"{normalize(form, 'kafé')}.txt" for form in ("NFC", "NFD")))
    with pytest.raises(InputError, match="has the same name as"):
        pairs_in(tmp_path)


def test_a_folder_that_cannot_be_read_is_said(tmp_path, monkeypatch):
    texts(tmp_path, "a.txt", "secret/b.txt", ".hidden/c.txt", "open/d.txt")
    scandir = os.scandir

    def refused(path):
        if "secret" in os.fspath(path):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found, remarks = texts_in(tmp_path, None, "id", "en")
    assert [p.source.name for p in found] == ["a.txt", "d.txt"]
    assert remarks == (f"{tmp_path / 'secret'}: cannot be read: Permission denied",)


def digest(job):
    return batch._Inputs().of(job)


def test_what_a_remembered_run_depends_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    texts(tmp_path, "a.txt", "b.txt", "c.txt", "m.sqlite", "m.sqlite-wal")
    texts(tmp_path, "b.txt", text="Lain.\n")
    concept = Concept("a", (Term("satu", "id"),))
    job = AlignJob(Path("a.txt"), Path("c.txt"), glossary=Glossary([concept]), lexicon=Lexicon({"a": ("b",)}))
    job = replace(job, memory=Path("m.sqlite"))
    assert digest(job) == digest(replace(job, glossary=Glossary([concept]), lexicon=Lexicon({"a": ("b",)})))
    others = [
        {"source": Path("b.txt")},
        {"target": Path("b.txt")},
        {"target": None},
        {"source_lang": "ms"},
        {"target_lang": "kk"},
        {"anchors": ((1, 1),)},
        {"crossing": False},
        {"vectors": object()},
        {"min_confidence": 0.5},
        {"threshold": 80},
        {"refill": True},
        {"exact_fuzzy": True},
        {"penalties": (("a.tmx", 10),)},
        {"machine": "cat"},
        {"memory": None},
        {"memory": Path("other.sqlite")},
        {"glossary": None},
        {"glossary": Glossary([replace(concept, review="rejected")])},
        {"glossary": Glossary([concept, replace(concept, id="b")])},
        {"lexicon": Lexicon({"a": ("c",)})},
        {"lexicon": None},
        {"rules": {"id": default_rules("en")}},
        {"notes": replace(job.notes, lines=3)},
    ]
    digests = [digest(job), *(digest(replace(job, **other)) for other in others)]
    assert len(set(digests)) == len(digests)
    beads = hand_beads.beads_path(outputs(job).tmx)
    texts(tmp_path, beads)
    assert digest(job) not in digests
    beads.unlink()
    for path in ("a.txt", "c.txt", "m.sqlite", "m.sqlite-wal"):
        before = Path(path).read_text()
        Path(path).write_text("Yang lain lagi.\n")
        assert digest(job) not in digests, path
        Path(path).write_text(before)
    monkeypatch.setattr(batch, "__version__", "9")
    assert digest(job) not in digests


def test_the_glossary_is_turned_into_text_once_for_all_texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = [f"t/{n}.txt" for n in range(300)]
    texts(tmp_path, *names)
    glossary = Glossary([Concept("a", (Term("satu", "id"),))])
    found, _ = texts_in(Path("t"), None, "id", "en")
    pattern = AlignJob(Path("t"), glossary=glossary)
    cache = tmp_path / "cache"
    for job in (replace(pattern, source=text.source) for text in found):  # as if all had been done
        made = outputs(job)
        texts(tmp_path, made.po, made.tmx)
        batch._Remembered(cache).remember(job, digest(job))
    asked = []
    used = Glossary.used.fget
    monkeypatch.setattr(Glossary, "used", property(lambda self: (asked.append(1), used(self))[1]))
    assert all(outcome.unchanged for outcome in batch.run_all(found, pattern, lambda _: None, cache=cache))
    assert len(asked) == 1


def test_two_processes_write_what_one_writes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    names = [f"t/{n}.id.txt" for n in range(4)]
    texts(tmp_path, *names, text="Astana adalah ibu kota. Rapat dimulai.\n")
    texts(tmp_path, *(name.replace(".id.", ".en.") for name in names[:2]), text="Astana is the capital. It began.\n")
    (tmp_path / "t" / "bad.docx").write_bytes(b"no archive")
    shown = {}
    for jobs, out in (("1", "one"), ("2", "two")):
        ended = CliRunner().invoke(cli, ["align", "t", "-o", out, "--jobs", jobs])
        assert ended.exit_code == 2
        shown[out] = ended.output.replace(f"{out}/", "")
    assert shown["one"] == shown["two"]
    files = {out: {p.relative_to(out): p.read_bytes() for p in Path(out).rglob("*.*") if p.is_file()} for out in shown}
    assert files["one"] == files["two"]
    assert len(files["one"]) == 8
