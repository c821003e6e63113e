"""A file with several names is written in place; who is killed in the middle leaves a journal, and nothing is lost."""

import os
import signal
import time
from pathlib import Path

import pytest

from kztrans import in_place
from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.in_place import settle
from kztrans.reading import read_bytes

OLD, NEW = b"what was there before, and is long\n", b"what is to be there\n"
CALLS = ("open", "write", "fsync", "replace", "pwrite", "ftruncate", "unlink", "rename", "chmod")


@pytest.fixture
def path(tmp_path):
    (tmp_path / "a.po").write_bytes(OLD)
    os.link(tmp_path / "a.po", tmp_path / "other name.po")
    return tmp_path / "a.po"


def killed(path, data, at, *, short=False):
    """A process that writes, and is no more at one of its calls; False where it was done before."""
    number = os.fork()
    if number:
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 9
    count = [0]

    def wrapped(name, original):
        def call(*given, **named):
            count[0] += 1
            if count[0] == at:
                if name == "pwrite" and short:
                    original(given[0], given[1][:8], given[2])
                os._exit(9)
            return original(*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))
    write_atomic(path, data)
    os._exit(0)


def ways():
    """Ways in which a file is looked at next."""
    return {
        "read": lambda path: read_bytes(path, "a file"),
        "written": lambda path: (write_atomic(path, NEW), path.read_bytes())[1],
        "written otherwise": lambda path: (write_atomic(path, b"third"), path.read_bytes())[1],
        "by a link": lambda path: read_bytes(path.with_name("link"), "a file"),
    }


@pytest.mark.parametrize("way", ways())
@pytest.mark.parametrize("old", [OLD, b"short", b"", OLD * 9000], ids=["long", "short", "empty", "large"])
def test_whoever_comes_next_finds_the_old_or_the_new_content(path, way, old):
    path.with_name("link").symlink_to("a.po")
    at, done, halves = 0, False, 0
    while not done:
        at += 1
        path.write_bytes(old)
        done = not killed(path, NEW, at, short=True)
        halves += path.read_bytes() not in (old, NEW)
        found = ways()[way](path)
        assert found in ((b"third",) if way == "written otherwise" else (NEW,) if way == "written" else (old, NEW)), at
        assert path.with_name("other name.po").read_bytes() == found
        write_atomic(path, b"another run")
        assert sorted(os.listdir(path.parent)) == ["a.po", "link", "other name.po"], at
    assert at > 6
    assert halves >= (1 if old else 0)  # a kill in the middle does leave a half, which is not seen


def half(path, old=OLD, new=NEW):
    """A file half written by a process that is dead."""
    at = 0
    while True:
        at += 1
        for rest in path.parent.glob("*.journal"):
            rest.unlink()
        path.write_bytes(old)
        assert killed(path, new, at, short=True)
        if path.read_bytes() not in (old, new):
            return


def test_what_somebody_wrote_since_stays(path):
    half(path)
    path.write_bytes(b"mended by hand, with another program\n")
    assert read_bytes(path, "a file") == b"mended by hand, with another program\n"
    assert not [name for name in os.listdir(path.parent) if name.endswith(".journal")]


def test_blocks_in_any_order_are_completed(path):
    old, new = bytes(range(256)) * 8, bytes(range(255, -1, -1)) * 8
    half(path, old, new)
    path.write_bytes(old[:512] + new[512:1024] + old[1024:])
    assert read_bytes(path, "a file") == new


def test_a_writer_that_lives_is_waited_for(path, monkeypatch):
    ready, go = os.pipe()
    number = os.fork()
    if not number:
        write = os.pwrite

        def slow(handle, data, offset):
            done = write(handle, data[:8], offset)
            if not offset:
                os.write(go, b"x")
                time.sleep(0.3)
            return done

        os.pwrite = slow
        write_atomic(path, NEW)
        os._exit(0)
    os.read(ready, 1)
    assert path.read_bytes() not in (OLD, NEW)
    assert read_bytes(path, "a file") == NEW
    os.waitpid(number, 0)


def test_a_writer_that_is_stopped_is_not_waited_for_without_end(path, monkeypatch):
    monkeypatch.setattr(in_place, "WAIT", 0.05)
    ready, go = os.pipe()
    number = os.fork()
    if not number:
        os.pwrite = lambda *_: (os.write(go, b"x"), time.sleep(60))
        write_atomic(path, NEW)
        os._exit(0)
    os.read(ready, 1)
    with pytest.raises(InputError, match="is being written by another kztrans all the time"):
        read_bytes(path, "a file")
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    assert read_bytes(path, "a file") == NEW


@pytest.mark.parametrize("odd", ["text", "folder", "pipe", "loop"])
def test_what_only_bears_the_name_of_a_journal_is_left_alone(path, odd):
    half(path)
    journal = next(path.parent.glob("*.journal"))
    journal.unlink()
    path.write_bytes(OLD)
    if odd == "text":
        journal.write_bytes(b"kztrans journal 1\nof somebody")
    elif odd == "folder":
        journal.mkdir()
    elif odd == "pipe":
        os.mkfifo(journal)
    else:
        journal.symlink_to(journal.name)
    if odd == "loop":
        with pytest.raises(InputError, match="half-written by a process that was killed"):
            settle(path)
    else:
        assert read_bytes(path, "a file") == OLD
    assert path.read_bytes() == OLD


def test_what_cannot_be_completed_is_said_on_a_line(path, monkeypatch):
    half(path)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        with pytest.raises(InputError, match="cannot be completed: No space left on device") as caught:
            po.read(path)
        assert "\n" not in str(caught.value)
    assert read_bytes(path, "a file") == NEW


def test_a_disk_that_fails_twice_keeps_the_journal(path, monkeypatch):
    write, calls = os.pwrite, []

    def failing(handle, data, offset):
        calls.append(offset)
        if len(calls) > 1:
            raise OSError(5, "Input/output error")
        return write(handle, data[:2], offset)

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", failing)
        with pytest.raises(InputError, match="Input/output error"):
            write_atomic(path, b"NEW")
    assert read_bytes(path, "a file") in (OLD, b"NEW")
    assert sorted(os.listdir(path.parent)) == ["a.po", "other name.po"]


def test_two_names_that_begin_alike_have_journals_of_their_own(tmp_path):
    names = [Path(f"{'x' * 60}{n}.po") for n in range(2)]
    assert len({in_place._beside(name) for name in names}) == 2


def test_two_writers_at_once_write_one_after_the_other(path, monkeypatch):
    """Each writes its bytes one by one, so that they would mix."""
    contents = [bytes([letter]) * 400 for letter in b"abc"]
    numbers = []
    for content in contents:
        numbers.append(os.fork())
        if not numbers[-1]:
            write = os.pwrite

            def slow(handle, data, offset, write=write):
                time.sleep(0.0002)
                return write(handle, data[:9], offset)

            os.pwrite = slow
            try:
                for _ in range(3):
                    write_atomic(path, content)
                os._exit(0)
            finally:
                os._exit(7)
    while True:
        assert read_bytes(path, "a file") in (OLD, *contents)
        if os.waitpid(numbers[0], os.WNOHANG)[0]:
            break
    assert [os.waitpid(number, 0)[1] for number in numbers[1:]] == [0, 0]
    assert path.read_bytes() in contents
    assert sorted(os.listdir(path.parent)) == ["a.po", "other name.po"]
