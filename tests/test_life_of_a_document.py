"""A document's life, told by a script: aligned, translated, revised, killed in the middle, out of disk space.

Whatever happens, every word that the translator wrote is in the PO at the end, and every file is whole at any time.
"""

import os
import random
import resource
import signal
import time

import polib
import pytest

from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write

KILLS = 200
SUBJECTS = ["Menteri luar negeri", "Juru bicara kementerian", "Kepala pelabuhan", "Seorang pengamat", "Duta besar"]
VERBS = ["menolak", "menyambut", "membahas", "menunda", "menandatangani"]
OBJECTS = ["usulan itu", "perjanjian dagang", "sanksi baru", "rencana pipa gas", "gencatan senjata"]


def sentence(rng):
    return f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} pada {rng.randint(1, 28)} Maret."


def draft(rng):
    return [[sentence(rng) for _ in range(3)] for _ in range(12)]


def revised(paragraphs, rng):
    """What an editor does to a text: changed words, new sentences, cuts, moves, sentences joined and split."""
    paragraphs = [list(p) for p in paragraphs]
    for paragraph in rng.sample(paragraphs, 3):
        paragraph[0] = paragraph[0].replace(" pada ", " di Astana pada ")
    paragraphs.insert(rng.randrange(len(paragraphs)), [sentence(rng), sentence(rng)])
    del paragraphs[rng.randrange(len(paragraphs))]
    rng.choice(paragraphs).pop()
    rng.choice(paragraphs).insert(0, sentence(rng))
    first, second = rng.sample(range(len(paragraphs)), 2)
    paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
    long = rng.choice([p for p in paragraphs if len(p) > 1])
    long[0:2] = [long[0].rstrip(".") + ", " + long[1]]
    return paragraphs


def save(path, paragraphs):
    path.write_text("\n".join(" ".join(p) for p in paragraphs) + "\n", encoding="utf-8")


class Translator:
    """Works in the PO as an editor would, and remembers all she wrote."""

    def __init__(self, path, rng):
        self.path, self.rng, self.wrote, self.comments = path, rng, set(), set()

    def work(self):
        file = polib.pofile(str(self.path), wrapwidth=self.rng.choice([0, 78]))
        entries = [e for e in file if not e.obsolete]
        for entry in self.rng.sample(entries, min(10, len(entries))):
            if entry.msgstr and not entry.fuzzy:
                continue
            if entry.fuzzy:  # she keeps what she wrote before, and confirms or leaves it
                if self.rng.random() < 0.5:
                    entry.flags.remove("fuzzy")
                    entry.previous_msgid = None
                continue
            text = f"Translation {len(self.wrote)}."
            entry.msgstr = text
            self.wrote.add(text)
            if self.rng.random() < 0.3:
                entry.tcomment = f"Comment {len(self.comments)}"
                self.comments.add(entry.tcomment)
            if self.rng.random() < 0.2:
                entry.flags.append("fuzzy")
        file.save()

    def missing(self):
        units = po.read(self.path).units
        text = "\n".join(unit.target for unit in units)
        said = {comment for unit in units for comment in unit.comments}
        return {t for t in self.wrote if t not in text} | {c for c in self.comments if c not in said}


def in_child(job, limit=None):
    """Start a run of the job in a process of its own."""
    child = os.fork()
    if child:
        return child
    try:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        write(run(job))
        os._exit(0)
    except InputError:
        os._exit(2)
    except BaseException:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_no_word_of_the_translator_is_lost(tmp_path, capsys):
    rng = random.Random(20)
    source = tmp_path / "berita.id.txt"
    job = AlignJob(source, folder=tmp_path, glossary=Glossary.load())
    files = tmp_path / "locales/en/berita.po", tmp_path / "locales/berita.id-en.tmx"
    text = draft(rng)
    save(source, text)
    write(run(job))
    usual = seconds_of(job)
    translator = Translator(files[0], rng)
    counts = {"killed": 0, "finished": 0, "full": 0}
    for revision in range(4):
        translator.work()
        before = [path.read_bytes() for path in files]
        text = revised(text, rng) if revision else text
        save(source, text)
        assert in_child_fails_for_want_of_space(job)
        counts["full"] += 1
        assert [path.read_bytes() for path in files] == before
        for _ in range(KILLS // 4):
            child = in_child(job)
            time.sleep(rng.random() * usual)
            os.kill(child, signal.SIGKILL)
            status = os.waitpid(child, 0)[1]
            counts["killed" if os.WIFSIGNALED(status) else "finished"] += 1
            assert whole(files)
            assert not translator.missing()
            if rng.random() < 0.5:  # so that later children have something to write, too
                for path, data in zip(files, before, strict=True):
                    path.write_bytes(data)
        write(run(job))
        assert not translator.missing()
        assert sorted(p.name for p in tmp_path.rglob("*.tmp")) == []
    with capsys.disabled():
        words = f"{len(translator.wrote)} translations and {len(translator.comments)} comments"
        print(f"\n{words}, {sum(counts.values())} disturbed runs {counts}: {len(translator.missing())} lost")
    assert counts["killed"] > KILLS / 10


def seconds_of(job):
    """How long a run takes in a process of its own, once all is loaded."""
    started = time.monotonic()
    os.waitpid(in_child(job), 0)
    return time.monotonic() - started


def in_child_fails_for_want_of_space(job):
    child = in_child(job, limit=100)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2


def whole(files):
    po.parse(files[0].read_bytes(), files[0])
    tmx.read(files[1])
    return True
