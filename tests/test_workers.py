"""Many processes: tasks in order, lost ones, and commands that say the same with any number of them."""

import os
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.memory import Memory
from kztrans.workers.local import Local
from kztrans.workers.ordered import ordered


def work(task):
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 4:
        raise InputError("is bad", path="four")
    if task == 5:
        time.sleep(60)
    return task * task


def test_lost_tasks_are_asked_after_and_the_others_done():
    lost = []
    found = dict(Local(2, 5.0).run([1, 2, 3, 5, 6], work, lambda task, why: lost.append((task, why)) or [9]))
    assert found == {1: 1, 2: 4, 6: 36, 9: 81}
    assert sorted(lost) == [(3, "the process that did it was ended by SIGKILL"), (5, "it took longer than 5 s")]


def test_an_error_of_a_task_ends_the_run_as_it_is():
    with pytest.raises(InputError, match="four: is bad"):
        list(Local(1).run([1, 4], work, lambda *_: []))


def test_results_in_the_order_of_the_tasks():
    assert list(ordered(Local(2), [2, 3, 1], work, lambda _, why: why)) == [
        4,
        "the process that did it was ended by SIGKILL",
        1,
    ]


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Ada 12 kota."\nmsgstr "There are {} cities."\n'


@pytest.mark.parametrize(
    "configuration", [None, '[[check.rules]]\nname = "no-cities"\ntarget = "cities"\nmessage = "say towns"\n']
)
def test_check_says_the_same_with_two_processes(tmp_path, monkeypatch, configuration):
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        Path(f"{number}.po").write_text(PO.format(11 + number), "utf-8")
    if configuration is not None:
        Path("kztrans.toml").write_text(configuration, "utf-8")
    said = [CliRunner().invoke(cli, ["check", ".", "--jobs", jobs]) for jobs in ("1", "2")]
    assert said[0].exit_code == said[1].exit_code == 1
    assert said[0].output == said[1].output
    assert said[0].output.count("(no-cities)") == (3 if configuration else 0)
    assert said[0].output.count("(numbers)") == 2


def test_a_memory_is_filled_alike_by_two_processes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        Path(f"{number}.po").write_text(
            PO.format(11 + number).replace('"Content', '"Language: en\\n"\n"Content'), "utf-8"
        )
    Path("bad.po").write_text(Path("0.po").read_text("utf-8").replace("12", "77") + 'msgid "lost\n', "utf-8")
    for name, text in {"a.txt": "Astana adalah ibu kota.\n", "b.txt": "Astana is the capital.\n"}.items():
        Path(name).write_text(text, "utf-8")
    held, said = [], []
    for jobs in ("1", "2"):
        files = ["2.po", "bad.po", "0.po", "1.po", "--pair", "a.txt", "b.txt"]
        ended = CliRunner().invoke(cli, ["tm", "add", *files, "--tm", f"{jobs}.sqlite", "--jobs", jobs])
        assert ended.exit_code == 2
        said.append(ended.output)
        with Memory(f"{jobs}.sqlite") as memory:
            held.append([(unit.source, unit.target, unit.origin) for unit in memory.units("id", "en")])
    assert said[0] == said[1]
    assert held[0] == held[1]
    assert len(held[0]) == 5
