"""Whatever an author, translators, their programs and a reviewer do between two runs, no translation is lost.

``KZTRANS_LIVES=20000 pytest tests/test_lives.py`` plays more of them than the suite does, others each time. Nothing is
forced onto the disk here: kills are played between files.
"""

import atexit
import os
import random
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from desk import Desk
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

LIVES = int(os.environ.get("KZTRANS_LIVES", "0"))
SHARED = Path(tempfile.mkdtemp(prefix="kztrans-lives-"))
atexit.register(shutil.rmtree, SHARED, ignore_errors=True)
GETTEXT = (
    ("msgcat",),
    ("msgcat", "--width=50", "--add-location=file"),
    ("msgcat", "--sort-output"),
    ("msgattrib", "--no-obsolete"),
    ("msgcat", "--no-location"),
)
DEEDS = """
    change_words change_words change_words change_number insert repeat delete move break_lines join_sentences
""".split()


class Life(RuleBasedStateMachine):
    """A text's life. What each rule does by chance is drawn as a seed, so that a failure can be played again."""

    def __init__(self):
        super().__init__()
        self.unhurried = patch("os.fsync")
        self.unhurried.start()
        self.folder = Path(tempfile.mkdtemp(dir=SHARED))
        self.desk = Desk(self.folder, SHARED)

    def teardown(self):
        self.unhurried.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def by(self, seed):
        self.desk.rng = random.Random(seed)
        return self.desk

    seeds = st.integers(0, 10_000)

    @initialize(seed=seeds, aligned=st.booleans(), confidence=st.sampled_from((0.5, 0.7, 0.9)))
    def begin(self, seed, aligned, confidence):
        desk = self.by(seed)
        desk.write_text()
        if aligned:
            desk.follow(0.9)
        desk.run(desk.job(aligned, seed % 5 == 0, 0, confidence, False))

    @rule(
        seed=seeds,
        deeds=st.lists(
            st.sampled_from(DEEDS),
            min_size=1,
            max_size=4,
        ),
    )
    def author(self, seed, deeds):
        desk = self.by(seed)
        for deed in deeds:
            getattr(desk, deed)()

    @rule(seed=seeds, share=st.sampled_from((0.2, 0.6, 1.0)))
    def target_text(self, seed, share):
        self.by(seed).follow(share)

    @rule(seed=seeds)
    def translator(self, seed):
        self.by(seed).edit()

    @rule(seed=seeds)
    def busy_translator(self, seed):
        self.by(seed).edit(8)

    @rule(seed=seeds)
    def omegat(self, seed):
        self.by(seed).omegat()

    @rule(seed=seeds, back=st.booleans())
    def omegat_project(self, seed, back):
        self.by(seed).omegat_project(back)

    @rule(command=st.sampled_from(GETTEXT))
    def gettext(self, command):
        if shutil.which(command[0]):
            self.desk.gettext(*command)

    @rule()
    def msgmerge(self):
        if shutil.which("msgmerge"):
            self.desk.msgmerge()

    @rule(seed=seeds)
    def reviewer(self, seed):
        self.by(seed).review()

    @rule(seed=seeds)
    def beads(self, seed):
        self.by(seed).set_beads()

    @rule(what=st.sampled_from(("po", "tmx", "beads")))
    def misfortune(self, what):
        paths = {"po": self.desk.po, "tmx": self.desk.tmx, "beads": self.desk.tmx.with_suffix(".beads.tsv")}
        self.desk.lose(paths[what])

    jobs = st.tuples(
        st.booleans(),
        st.sampled_from((False, False, True)),
        st.integers(0, 1),
        st.sampled_from((0.7, 0.7, 0.9)),
        st.sampled_from((False, False, False, True)),
    )

    @rule(options=jobs)
    def run(self, options):
        self.desk.run(self.desk.job(*options))

    @rule(options=jobs, seed=seeds)
    def revise_and_run(self, options, seed):
        self.by(seed).change_words()
        self.desk.run(self.desk.job(*options))

    @rule(options=jobs, before=st.sampled_from(("tmx", "tmx", "po")))
    def killed(self, options, before="tmx"):
        self.desk.killed_run(self.desk.job(*options), before)


CASES = {
    "equal sentences on one line, and another translation on the next": lambda life: (
        life.begin(seed=6519, confidence=0.7, aligned=True),
    ),
    "taken out where the target text leaves the sentence out": lambda life: (
        life.begin(aligned=True, seed=103, confidence=0.9),
        life.busy_translator(seed=5440),
        life.reviewer(seed=305),
        life.busy_translator(seed=6623),
        life.author(deeds=["break_lines", "insert", "break_lines", "change_words"], seed=9999),
        life.revise_and_run(options=(False, False, 0, 0.7, True), seed=1727),
    ),
    "taken out by hand after a kill, and written anew": lambda life: (
        life.begin(confidence=0.5, aligned=True, seed=128),
        life.omegat(seed=2850),
        life.busy_translator(seed=345),
        life.killed(options=(True, False, 0, 0.9, False)),
        life.busy_translator(seed=2866),
        life.busy_translator(seed=1433),
        life.revise_and_run(options=(True, False, 0, 0.7, False), seed=219),
    ),
    "taken out by hand after the record was lost": lambda life: (
        life.begin(confidence=0.5, seed=167, aligned=False),
        life.busy_translator(seed=2240),
        life.run(options=(True, False, 0, 0.7, False)),
        life.misfortune(what="tmx"),
        life.busy_translator(seed=9999),
        life.revise_and_run(options=(False, False, 0, 0.9, True), seed=6244),
    ),
    "a remark on what is done, and the file lost": lambda life: (
        life.begin(aligned=True, seed=220, confidence=0.7),
        life.busy_translator(seed=134),
        life.busy_translator(seed=1228),
        life.translator(seed=7030),
        life.translator(seed=10000),
        life.misfortune(what="tmx"),
        life.run(options=(False, True, 1, 0.9, False)),
        life.misfortune(what="po"),
        life.run(options=(False, False, 1, 0.7, True)),
    ),
    "a run killed before it wrote down what the target text has": lambda life: (
        life.begin(seed=8610, confidence=0.5, aligned=True),
        life.omegat(seed=1635),
        life.target_text(seed=34, share=0.6),
        life.target_text(seed=1355, share=0.6),
        life.omegat(seed=6133),
        life.msgmerge(),
        life.killed(options=(True, False, 0, 0.7, True)),
        life.target_text(seed=1033, share=0.6),
        life.revise_and_run(options=(False, False, 0, 0.7, True), seed=647),
        life.revise_and_run(options=(False, False, 0, 0.9, False), seed=370),
        life.revise_and_run(options=(True, True, 0, 0.7, False), seed=544),
    ),
    "moved on by msgmerge, and overwritten in the review application": lambda life: (
        life.begin(seed=936, aligned=True, confidence=0.9),
        life.busy_translator(seed=469),
        life.msgmerge(),
        life.target_text(seed=1758, share=1.0),
        life.msgmerge(),
        life.reviewer(seed=296),
    ),
    "filled in from the memory by a run that was killed before it wrote the PO": lambda life: (
        life.begin(confidence=0.9, aligned=False, seed=866),
        life.killed(before="po", options=(False, True, 0, 0.7, False)),
        life.beads(seed=500),
        life.killed(before="tmx", options=(True, True, 0, 0.7, False)),
    ),
    "a variant whose place an entry without a context seemed to have, by msgmerge's order": lambda life: (
        life.begin(aligned=False, confidence=0.5, seed=350),
        life.reviewer(seed=13),
        life.busy_translator(seed=6441),
        life.msgmerge(),
        life.msgmerge(),
        life.busy_translator(seed=6441),
        life.revise_and_run(options=(False, True, 1, 0.7, False), seed=229),
    ),
    "one default translation in OmegaT after another": lambda life: (
        life.begin(seed=1800, aligned=True, confidence=0.9),
        life.omegat_project(back=True, seed=263),
        life.reviewer(seed=263),
        life.omegat_project(back=True, seed=263),
    ),
}
"""What once failed, as hypothesis prints it."""


@pytest.mark.parametrize("case", CASES)
def test_what_once_failed(case):
    life = Life()
    try:
        CASES[case](life)
    finally:
        life.teardown()


def test_no_translation_is_lost_between_two_runs_by_any_road():
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES or 500,
            stateful_step_count=7,
            deadline=None,
            suppress_health_check=checks,
            derandomize=not LIVES,
            phases=(Phase.generate,),
            database=None,
        ),
    )
