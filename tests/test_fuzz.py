"""Odd inputs give results or one-line errors: a small share of what ``fuzz/run.py`` runs."""

import itertools

import pytest

from fuzz.mutator import mutated
from fuzz.run import inputs
from fuzz.target import Target, fault
from fuzz.targets import TARGETS
from kztrans.errors import InputError

CHEAP = sorted(name for name, target in TARGETS.items() if target.share >= 10)
DEAR = sorted(set(TARGETS) - set(CHEAP))


@pytest.mark.parametrize("name", TARGETS)
def test_good_inputs_are_taken(name):
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)


def test_odd_inputs_give_a_result_or_one_line():
    """10,000 inputs in all, few for what takes long."""
    each = {name: 270 if name in CHEAP else 40 for name in TARGETS}
    wrong = [
        f"{number} {name}: {said}"
        for name in TARGETS
        for number, _, data in inputs(0, each[name], name)
        if (said := fault(TARGETS[name], data))
    ]
    assert sum(each.values()) >= 10_000
    assert wrong == []


def test_a_fault_is_seen():
    def failing(error):
        def run(data):
            raise error

        return Target(run, lambda: [b""])

    assert fault(failing(InputError("odd")), b"") == ""
    assert "ValueError at" in fault(failing(ValueError("odd")), b"")
    assert "AssertionError" in fault(failing(AssertionError()), b"")
    error = InputError("odd")
    error.args = ("two\nlines",)
    assert "more than one line" in fault(failing(error), b"")


def test_inputs_are_the_same_each_time_and_differ_from_each_other():
    first = [data for _, _, data in itertools.islice(inputs(0, 50, "po"), 50)]
    assert first == [data for _, _, data in inputs(0, 50, "po")]
    assert len(set(first)) > 45
    assert [n for n, _, _ in inputs(7, 3)] == [7, 8, 9]
    assert {name for _, name, _ in inputs(0, 2000)} == set(TARGETS)
    assert mutated([b""], 3) == mutated([b""], 3)
