"""A text and all who work on it: its author, the editor of its translation, translators, their programs, a reviewer.

Each deed is a method; ``run`` is ``kztrans align`` and looks afterwards whether all promises of ``docs/merging.md`` are
kept. All is done in this process and on real files; the author's and the target text's sentences are made of a small
vocabulary, so that repeats, likeness and memory matches are frequent.
"""

import difflib
import random
import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

import polib
from desk_omegat import Project

from kztrans.bilingual.lexicon import Lexicon
from kztrans.formats import po, tmx
from kztrans.glossary import Glossary
from kztrans.jobs.align import run as align
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.omegat import lay_out, take_back
from kztrans.jobs.render import render_file
from kztrans.jobs.writing import changed, write
from kztrans.memory import Memory
from kztrans.merging import edit, hand_beads
from kztrans.model import Bead, Concept, Term, Unit

WHO = {
    "Menteri": "The minister",
    "Presiden": "The president",
    "Duta besar": "The ambassador",
    "Juru bicara": "A spokesman",
    "Pengamat": "An observer",
    "Kepala pelabuhan": "The port director",
}
DID = {
    "menolak": "rejected",
    "menyambut": "welcomed",
    "membahas": "discussed",
    "menunda": "postponed",
    "menandatangani": "signed",
}
WHAT = {
    "usulan dagang": "the trade proposal",
    "perjanjian gas": "the gas agreement",
    "sanksi baru": "the new sanctions",
    "rencana pipa": "the pipeline plan",
    "gencatan senjata": "the ceasefire",
    "kunjungan raja": "the royal visit",
}
WHERE = {
    "di Aktau": "in Aktau",
    "di Jakarta": "in Jakarta",
    "di Jenewa": "in Geneva",
    "kemarin": "yesterday",
    "pekan lalu": "last week",
}
SHORT = {"Itu tidak mudah.": "That is not easy.", "Namun, ia setuju.": "Yet he agreed.", "Ya.": "Yes."}
WORDS = {**WHO, **DID, **WHAT, **WHERE}
LEXICON = Lexicon({**{k.lower(): (v.lower(),) for k, v in WORDS.items()}, "ya": ("yes",), "mudah": ("easy",)})
GLOSSARIES = (
    Glossary(()),
    Glossary(
        (
            Concept("s", (Term("sanksi", "id"), Term("sanctions", "en"))),
            Concept("p", (Term("pelabuhan", "id"), Term("port", "en"))),
        )
    ),
)
TOKEN = re.compile(r"\b[PC]\d+\b")


def translated(source: str, variant: int = 0) -> str:
    """What the target text has for a sentence."""
    if source in SHORT:
        words = SHORT[source].rstrip(".")
    else:
        words = source.rstrip(".")
        for one, other in WORDS.items():
            words = words.replace(one, other)
        words = words.replace(" dan ", " and ")
    return words + (", it was said" if variant else "") + ("." if source.endswith(".") else "")


def sentence(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return rng.choice(list(SHORT))
    parts = [rng.choice(list(table)) for table in (WHO, DID, WHAT, WHERE)]
    if rng.random() < 0.3:
        parts.append(f"pada {rng.randint(2, 28)} Maret")
    return " ".join(parts) + "."


@cache
def remembered(folder: str) -> frozenset[tuple[str, str]]:
    """A memory of some of all the sentences there can be, made once a process."""
    rng = random.Random(7)
    pairs = {s: f"Memory has {translated(s)}" for s in (sentence(rng) for _ in range(150))}
    with Memory(Path(folder) / "memory.sqlite", create=True) as memory:
        memory.add([Unit(s, t) for s, t in pairs.items()], "id", "en", "old.po")
    return frozenset(pairs.items())


@dataclass(eq=False)
class Place:
    """A sentence of the text, whatever it says at the moment."""

    text: str
    version: str = ""
    """The wording that the target text translates; none where it leaves it out."""
    variant: int = 0
    joined: bool = False
    """Does the target text join it to the one before?"""


@dataclass
class Desk:
    """See above. ``folder`` is empty, ``shared`` holds what lasts longer than one text."""

    folder: Path
    shared: Path
    rng: random.Random = field(default_factory=lambda: random.Random(0))
    paragraphs: list[list[Place]] = field(default_factory=list)
    target: str = ""
    count: int = 0
    runs: int = 0
    wrote: set[str] = field(default_factory=set)
    """Words of people that must not be lost."""
    seen: set[str] = field(default_factory=set)
    """Those of them that kztrans has met."""
    made_for: dict[str, set[str]] = field(default_factory=dict)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    source_since: dict[str, int] = field(default_factory=dict)
    target_since: dict[str, int] = field(default_factory=dict)
    owners: dict[str, set[Place]] = field(default_factory=dict)
    last: AlignJob | None = None
    project: Project | None = None
    pending: set[str] = field(default_factory=set)
    """Words that are in OmegaT's project alone."""
    given_up: set[str] = field(default_factory=set)
    """Words that were overwritten there."""

    # --- files ----------------------------------------------------------------------------------------------------

    @property
    def source_file(self) -> Path:
        return self.folder / "n.id.txt"

    @property
    def target_file(self) -> Path:
        return self.folder / "n.en.txt"

    @property
    def po(self) -> Path:
        return self.folder / "locales/en/n.po"

    @property
    def tmx(self) -> Path:
        return self.folder / "locales/n.id-en.tmx"

    @property
    def places(self) -> list[Place]:
        return [place for paragraph in self.paragraphs for place in paragraph]

    def save_source(self) -> None:
        self.paragraphs = [p for p in self.paragraphs if p]
        if not self.paragraphs:
            self.paragraphs = [[Place(sentence(self.rng))]]
        lines = [" ".join(place.text for place in paragraph) for paragraph in self.paragraphs]
        self.source_file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    # --- the author -----------------------------------------------------------------------------------------------

    def write_text(self) -> None:
        sizes = [self.rng.randint(1, 4) for _ in range(self.rng.randint(1, 4))]
        self.paragraphs = [[Place(sentence(self.rng)) for _ in range(n)] for n in sizes]
        self.save_source()

    def _somewhere(self) -> tuple[list[Place], int]:
        paragraph = self.rng.choice(self.paragraphs)
        return paragraph, self.rng.randrange(len(paragraph))

    def change_words(self) -> None:
        paragraph, n = self._somewhere()
        text = paragraph[n].text
        table = self.rng.choice((WHO, DID, WHAT, WHERE))
        for word in table:
            if word in text:
                text = text.replace(word, self.rng.choice(list(table)))
                break
        else:
            text = f"{text.rstrip('.')} {self.rng.choice(list(WHERE))}."
        paragraph[n].text = text
        self.save_source()

    def change_number(self) -> None:
        for place in self.places:
            if re.search(r"\d", place.text) and self.rng.random() < 0.7:
                place.text = re.sub(r"\d+", str(self.rng.randint(2, 28)), place.text)
        self.save_source()

    def insert(self) -> None:
        paragraph, n = self._somewhere()
        paragraph.insert(n + self.rng.randint(0, 1), Place(sentence(self.rng)))
        self.save_source()

    def repeat(self) -> None:
        paragraph, n = self._somewhere()
        other, m = self._somewhere()
        paragraph.insert(n, Place(other[m].text))
        self.save_source()

    def delete(self) -> None:
        paragraph, n = self._somewhere()
        del paragraph[n]
        self.save_source()

    def move(self) -> None:
        paragraph = self.paragraphs.pop(self.rng.randrange(len(self.paragraphs)))
        self.paragraphs.insert(self.rng.randint(0, len(self.paragraphs)), paragraph)
        self.save_source()

    def break_lines(self) -> None:
        paragraph, n = self._somewhere()
        where = self.paragraphs.index(paragraph)
        if n:
            self.paragraphs[where : where + 1] = [paragraph[:n], paragraph[n:]]
        elif where:
            self.paragraphs[where - 1 : where + 1] = [self.paragraphs[where - 1] + paragraph]
        self.save_source()

    def join_sentences(self) -> None:
        paragraph, n = self._somewhere()
        if n and len(paragraph[n].text) + len(paragraph[n - 1].text) < 200:
            paragraph[n - 1].text = f"{paragraph[n - 1].text.rstrip('.')} dan {paragraph[n].text}"
            del paragraph[n]
        self.save_source()

    # --- the editor of the target text ----------------------------------------------------------------------------

    def follow(self, share: float) -> None:
        """The target text is brought up to date, or some of it."""
        for place in self.places:
            if self.rng.random() < share:
                place.version = "" if self.rng.random() < 0.1 else place.text
                place.variant = int(self.rng.random() < 0.2)
                place.joined = self.rng.random() < 0.15
        lines = []
        for paragraph in self.paragraphs:
            texts: list[str] = []
            for place in paragraph:
                if place.version:
                    text = translated(place.version, place.variant)
                    if place.joined and texts:
                        texts[-1] = f"{texts[-1].rstrip('.')}; {text[0].lower()}{text[1:]}"
                    else:
                        texts.append(text)
            lines.append(" ".join(texts))
        self.target = "\n".join(line for line in lines if line)
        if self.target:
            self.target_file.write_text(self.target + "\n", encoding="utf-8")

    # --- kztrans --------------------------------------------------------------------------------------------------

    def job(self, with_target: bool, with_memory: bool, glossary: int, confidence: float, refill: bool) -> AlignJob:
        if with_memory:
            remembered(str(self.shared))
        return AlignJob(
            self.source_file,
            self.target_file if with_target and self.target else None,
            folder=self.folder,
            glossary=GLOSSARIES[glossary],
            lexicon=LEXICON,
            min_confidence=confidence,
            memory=self.shared / "memory.sqlite" if with_memory else None,
            refill=refill,
        )

    def run(self, job: AlignJob) -> None:
        """A run of kztrans, after which all promises are looked into."""
        before = self.live()
        self.runs += 1
        result = align(job)
        write(result)
        self._note_times(job)
        self._nothing_lost()
        self._nothing_unconfirmed(job)
        self._unchanged_stays(before)
        self._second_run(job)
        self._rendered()
        self.last = job

    def killed_run(self, job: AlignJob, before: str = "tmx") -> None:
        """A run that is killed when one of its files is written, and the other is not yet as it was ``before``."""
        path = self.tmx if before == "tmx" else self.po
        data = path.read_bytes() if path.exists() else None
        self.runs += 1
        live, seen = self.live(), set(self.seen)
        write(align(job))
        if job.memory:  # what it filled in may be in the one file that was written
            filled = {(unit.source, unit.target) for unit in self.live().values()}
            self.confirmed |= filled & set(remembered(str(self.shared)))
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        if before == "tmx":
            self._note_times(job)
        self._nothing_lost()
        self.seen = seen  # what nobody wrote down, nobody can miss
        if before == "po":
            return
        self._nothing_unconfirmed(job)
        self._unchanged_stays(live)
        self._rendered()

    def live(self) -> dict[tuple[str | None, str], Unit]:
        return _live(self.po.read_bytes()) if self.po.exists() else {}

    def _note_times(self, job: AlignJob) -> None:
        here = {place.text for place in self.places}
        self.source_since = {text: self.source_since.get(text, self.runs) for text in here}
        if job.target:
            there = {text for line in self.target.split("\n") for text in _sentences(line)}
            self.target_since = {text: self.target_since.get(text, self.runs) for text in there}

    def _nothing_lost(self) -> None:
        lost = self.wrote - self._words()
        assert not lost, f"(a) lost: {sorted(lost)}"
        self.seen |= self.wrote

    def _words(self) -> set[str]:
        text = self.po.read_text(encoding="utf-8") if self.po.exists() else ""
        text += self.tmx.read_text(encoding="utf-8") if self.tmx.exists() else ""
        return set(TOKEN.findall(text))

    def _nothing_unconfirmed(self, job: AlignJob) -> None:
        for unit in self.live().values():
            pair = (unit.source, unit.target)
            if not unit.target or unit.fuzzy or pair in self.confirmed:
                continue
            if job.memory and pair in remembered(str(self.shared)):
                self.confirmed.add(pair)
                continue
            texts = _sentences(unit.target)
            assert job.target, f"(b) nobody confirmed {pair}"
            assert all(text in self.target_since for text in texts), f"(b) from nowhere: {pair}"
            written = max(self.source_since[text] for text in _sentences(unit.source))
            assert max(self.target_since[text] for text in texts) >= written, f"(b) older than its source: {pair}"
            self.confirmed.add(pair)
        done = [u for u in tmx.read(self.tmx, "id", "en").units if u.origin != "glossary"] if self.tmx.exists() else []
        for unit in done:
            assert (unit.source, unit.target) in self.confirmed, f"(b) in the TMX: {unit}"

    def _unchanged_stays(self, before: dict[tuple[str | None, str], Unit]) -> None:
        after = self.live()
        for key, unit in before.items():
            if key in after and unit.target:
                assert _work(after[key]) == _work(unit), f"(c) changed: {unit} {after[key]}"
            elif key in after:
                assert after[key].comments[: len(unit.comments)] == unit.comments, f"(c) comments: {unit}"

    def _second_run(self, job: AlignJob) -> None:
        again = align(job)
        before, after = self.po.read_bytes().decode(), po.serialize(again.catalog).decode()
        lines = () if before == after else difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="")
        difference = "\n".join(lines)
        assert changed(again) == (), f"(d) a second run writes again: {difference}"
        assert not difference or po.parse(after.encode()) == po.parse(before.encode()), f"(d) differs: {difference}"

    def _rendered(self) -> None:
        """Where each person's translation stands in the finished text."""
        rendered = render_file(self.po, self.source_file)[1].decode()
        lines = rendered.rstrip("\n").split("\n")
        if len(lines) != len(self.paragraphs):
            return  # a unit across lines
        live: dict[str, list[Unit]] = {}
        for unit in self.live().values():
            for token in TOKEN.findall("" if unit.fuzzy else unit.target):
                live.setdefault(token, []).append(unit)
        for line, paragraph in zip(lines, self.paragraphs, strict=True):
            waiting = list(paragraph)
            for token in (t for t in TOKEN.findall(line) if t in live):
                while waiting and not self._belongs(token, waiting[0], live):
                    waiting.pop(0)
                assert waiting, f"(e) {token} where it does not belong: {line}"

    def _belongs(self, token: str, place: Place, live: dict[str, list[Unit]]) -> bool:
        sources = {unit.source for unit in live[token] if place.text in unit.source}
        if not sources:
            return False
        others = [t for t, units in live.items() if t != token and any(unit.source in sources for unit in units)]
        taken = any(place in self.owners.get(other, ()) for other in others)
        return place in self.owners.get(token, {place}) or not taken

    # --- translators ----------------------------------------------------------------------------------------------

    def _new(self, kind: str) -> str:
        self.count += 1
        token = f"{kind}{self.count}"
        self.wrote.add(token)
        return token

    def edit(self, deeds: int = 3) -> None:
        """A translator's session in a PO editor."""
        if not self.po.exists():
            return
        file = polib.pofile(str(self.po), wrapwidth=self.rng.choice((0, 0, 78)))
        entries = [entry for entry in file if not entry.obsolete and not entry.msgid_plural]
        for entry in self.rng.sample(entries, min(deeds, len(entries))):
            self._deed(entry, file)
        if self.rng.random() < 0.5:
            file.metadata["PO-Revision-Date"] = "2026-03-01 10:00+0500"
        if self.rng.random() < 0.1:
            self.rng.shuffle(file)
        file.save()
        self._saved(file)

    def _deed(self, entry: polib.POEntry, file: polib.POFile) -> None:
        deed = self.rng.random()
        if entry.fuzzy and entry.msgstr and deed < 0.35:
            self._finish(entry)
            for token in TOKEN.findall(entry.msgstr):
                self.made_for.setdefault(token, set()).add(entry.msgid)
        elif deed < 0.75:
            self._overwrite(entry, file)
            if self.rng.random() < 0.75:
                self._finish(entry)
            elif not entry.fuzzy:
                entry.flags.append("fuzzy")
        elif deed < 0.82:
            entry.tcomment = "\n".join([*entry.tcomment.split("\n"), f"Remark {self._new('C')}"]).strip()
        elif deed < 0.88 and entry.msgstr and not entry.fuzzy:
            entry.flags.append("fuzzy")
        elif deed < 0.94:
            entry.msgstr = ""
            self._finish(entry)
        else:
            self._tell_apart(entry, file)

    def _overwrite(self, entry: polib.POEntry, file: polib.POFile) -> None:
        held = {token for other in file if other is not entry for token in TOKEN.findall(other.msgstr)}
        for token in self.wrote - held:  # her own, there or taken out before: she knows what she does
            if entry.msgid in self.made_for.get(token, ()):
                self.wrote.discard(token)
        token = self._new("P")
        entry.msgstr = f"{token} by hand."
        self.made_for[token] = {entry.msgid}
        self.owners[token] = set(self._places_of(entry))

    def _places_of(self, entry: polib.POEntry) -> list[Place]:
        """The places that an entry stands for, where that is certain; all of its source where nothing tells."""
        places = self.places
        same = [n for n, place in enumerate(places) if place.text == entry.msgid]
        contexts = {n: f"after: {places[n - 1].text[:60].rstrip()}" if n else "at the beginning" for n in same}
        if entry.msgctxt is not None:
            found = [n for n in same if contexts[n] == entry.msgctxt]
            return [places[n] for n in found] if len(found) == 1 else []
        apart = {unit.context for unit in self.live().values() if unit.source == entry.msgid and unit.context}
        if not apart:
            return [places[n] for n in same]
        if any(sum(context == contexts[n] for n in same) != 1 for context in apart):
            return []
        return [places[n] for n in same if contexts[n] not in apart]

    @staticmethod
    def _finish(entry: polib.POEntry) -> None:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
        entry.previous_msgid = entry.previous_msgctxt = None

    def _tell_apart(self, entry: polib.POEntry, file: polib.POFile) -> None:
        """Another translation of a sentence that stands there twice, as a careful translator gives it."""
        places = self.places
        same = [n for n, place in enumerate(places) if place.text == entry.msgid]
        known = {e.msgctxt for e in file if e.msgid == entry.msgid}
        if len(same) < 2 or entry.msgctxt is not None:
            return
        context = f"after: {places[same[-1] - 1].text[:60].rstrip()}"
        if context in known or sum(f"after: {places[n - 1].text[:60].rstrip()}" == context for n in same if n) != 1:
            return
        line = next(n for n, paragraph in enumerate(self.paragraphs, 1) if places[same[-1]] in paragraph)
        other = polib.POEntry(msgid=entry.msgid, msgctxt=context, occurrences=[("n.id.txt", str(line))])
        token = self._new("P")
        other.msgstr = f"{token} apart."
        self.made_for[token] = {entry.msgid}
        self.owners[token] = {places[same[-1]]}
        for other_token in TOKEN.findall(entry.msgstr):
            self.owners.get(other_token, set()).discard(places[same[-1]])
        file.insert(file.index(entry) + 1, other)

    def _saved(self, file: polib.POFile) -> None:
        for entry in file:
            if entry.msgstr and not entry.obsolete and not entry.fuzzy:
                self.confirmed.add((entry.msgid, entry.msgstr))
        self._forget_what_is_gone()

    def _forget_what_is_gone(self) -> None:
        """Words that a person or program took away before kztrans could see them, and remarks, which the PO alone has."""
        gone = self.wrote - self._words()
        self.wrote -= {word for word in gone if word not in self.seen or word.startswith("C")}

    def omegat(self) -> None:
        """OmegaT's PO filter: doubtful entries come back empty, and here and there one that it did not find."""
        if not self.po.exists():
            return
        file = polib.pofile(str(self.po), wrapwidth=0)
        for entry in file:
            if not entry.obsolete and (entry.fuzzy or self.rng.random() < 0.1):
                entry.msgstr = ""
                if entry.fuzzy:
                    entry.flags.remove("fuzzy")
        file.save()
        self._forget_what_is_gone()

    def omegat_project(self, back: bool) -> None:
        """A session in a project that kztrans laid out; ``back``: what was done in it is taken back."""
        if not self.po.exists():
            return
        if self.project is None:
            self.project = Project(self.folder / "work")
            lay_out(self.project.folder, [self.po], GLOSSARIES[0])
        project = self.project
        project.load()
        for entry, alone in project.chosen(self.rng):
            self._enter(project, entry, alone)
        project.save(write=self.rng.random() < 0.5)
        if back:
            self._taken_back(project)

    def _enter(self, project: Project, entry: polib.POEntry, alone: bool) -> None:
        overwritten = "" if alone else project.defaults.get(entry.msgid, "")
        for token in TOKEN.findall(f"{project.shown(entry)} {overwritten} {entry.msgstr}"):
            if entry.msgid in self.made_for.get(token, ()):
                self.pending.discard(token)
                self.given_up.add(token)
        if entry.fuzzy and entry.msgstr and self.rng.random() < 0.4:
            text = entry.msgstr
            for token in TOKEN.findall(text):
                self.made_for.setdefault(token, set()).add(entry.msgid)
                self.given_up.discard(token)
        else:
            self.count += 1
            token = f"P{self.count}"
            self.pending.add(token)
            self.made_for[token] = {entry.msgid}
            first = entry if alone else polib.POEntry(msgid=entry.msgid)
            self.owners[token] = set(self._places_of(first))
            text = f"{token} in OmegaT."
        project.enter(entry, text, alone)
        self.confirmed.add((entry.msgid, text))

    def _taken_back(self, project: Project) -> None:
        before = self.live()
        self.wrote -= self.given_up
        take_back(project.folder)
        self.wrote |= self.pending
        self.pending, self.given_up = set(), set()
        self._nothing_lost()
        for key, unit in self.live().items():
            sure = (unit.source, unit.target) in self.confirmed
            assert _work(unit) == _work(before[key]) or unit.fuzzy or sure, f"(b) out of OmegaT: {unit}"
            assert unit.target or not before[key].target, f"(c) emptied: {unit}"
        lay_out(project.folder, [], GLOSSARIES[0])
        data = self.po.read_bytes()
        take_back(project.folder)
        assert self.po.read_bytes() == data, "(d) taken back twice"

    def gettext(self, *command: str) -> None:
        """One of gettext's programs over the PO."""
        if self.po.exists():
            done = subprocess.run([*command, self.po], capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
            self.po.write_bytes(done.stdout)
            gone = self.wrote - self._words()
            if "--no-obsolete" in command:
                self.wrote -= gone  # he asked for it
            self._forget_what_is_gone()

    def msgmerge(self) -> None:
        """Somebody merges with gettext, against the entries that the text gives today."""
        if not self.po.exists():
            return
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        write(align(AlignJob(self.source_file, folder=fresh, glossary=GLOSSARIES[0], lexicon=LEXICON)))
        template = fresh / "locales/en/n.po"
        template.write_text(template.read_text(encoding="utf-8").replace("../n.id.txt", "n.id.txt"), encoding="utf-8")
        command = ["msgmerge", "--quiet", "--previous", self.po, template]
        self.po.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
        self._forget_what_is_gone()

    # --- the reviewer ---------------------------------------------------------------------------------------------

    def review(self) -> None:
        """A correction, or a remark, in the review application."""
        if not self.po.exists():
            return
        units = [unit for unit in po.read(self.po).units if not unit.obsolete]
        unit = self.rng.choice(units)
        deed = self.rng.random()
        if deed < 0.15:
            after = edit.translate(unit, "")
        elif deed < 0.3:
            after = edit.ignore(unit, "numbers")
        else:
            for token in TOKEN.findall(unit.target):
                if unit.source in self.made_for.get(token, ()):
                    self.wrote.discard(token)
            token = self._new("P")
            after = edit.translate(unit, f"{token} reviewed.", fuzzy=self.rng.random() < 0.2)
            self.made_for[token] = {unit.source}
            entry = polib.POEntry(msgid=unit.source, msgctxt=unit.context)
            self.owners[token] = set(self._places_of(entry))
            if not after.fuzzy:
                self.confirmed.add((unit.source, after.target))
        memory, seen = self.tmx.read_bytes() if self.tmx.exists() else None, set(self.seen)
        edit.save(self.po, self.tmx, lambda catalog: edit.replace_unit(catalog, unit, after))
        self._nothing_lost()
        if memory is not None and self.rng.random() < 0.1:  # killed between PO and TMX
            self.tmx.write_bytes(memory)
            self.seen = seen

    def set_beads(self) -> None:
        """The reviewer confirms or joins pairs of the last alignment."""
        if self.last is None or self.last.target is None or not self.target:
            return
        result = align(self.last)
        assert result.target is not None
        beads, n = list(result.beads), self.rng.randrange(len(result.beads))
        if n and self.rng.random() < 0.5:
            one, two = beads[n - 1], beads[n]
            beads[n - 1 : n + 1] = [Bead(one.source + two.source, one.target + two.target, 1.0)]
            n -= 1
        lines = hand_beads.hand_beads([beads[n]], result.source, result.target)
        hand_beads.beads_path(self.tmx).write_bytes(hand_beads.serialize(lines))

    # --- misfortunes ----------------------------------------------------------------------------------------------

    def lose(self, path: Path) -> None:
        """A file is deleted."""
        path.unlink(missing_ok=True)
        if path == self.po:  # what text it was made from, nobody knows any more
            self.source_since, self.target_since = {}, {}
        if path == self.tmx:  # nor what kztrans had met
            self.seen = set()
        self.wrote -= self.wrote - self._words()


@lru_cache(4)
def _live(data: bytes) -> dict[tuple[str | None, str], Unit]:
    units = po.parse(data).units
    keys = [(unit.context, unit.source) for unit in units]
    assert len(set(keys)) == len(keys)
    return {(unit.context, unit.source): unit for unit in units if not unit.obsolete}


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=\.) ", text)


def _work(unit: Unit) -> Unit:
    return replace(unit, notes=(), references=(), score=None, origin=None, line=0)
