"""The old file or the new one, whole, whatever happens in between."""

import os
import stat
import subprocess
import sys

import pytest

from kztrans.atomic import write_atomic
from kztrans.errors import InputError


def test_writes_and_says_so(tmp_path):
    path = tmp_path / "new/folder/a.txt"
    assert write_atomic(path, b"one")
    assert not write_atomic(path, b"one")
    assert write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(path.parent) == ["a.txt"]


@pytest.mark.parametrize("character", ["x", "я", "字"])
def test_long_names(tmp_path, character):
    path = tmp_path / (character * (255 // len(character.encode())))
    assert write_atomic(path, b"one")
    assert path.read_bytes() == b"one"


def test_mode_and_link_stay(tmp_path):
    real = tmp_path / "real.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch, call):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    if call == "fsync":

        def full(handle):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match=r"a\.txt: cannot be written: No space left on device"):
            write_atomic(path, b"new")
    else:
        code = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10));"
            "from kztrans.atomic import write_atomic; write_atomic(sys.argv[1], b'x' * 100)"
        )
        run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
        assert "InputError" in run.stderr
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_a_killed_process_left_is_cleared_up(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".a.txt.{dead.pid}-x.tmp").write_bytes(b"half")
    (tmp_path / f".a.txt.{os.getpid()}-y.tmp").write_bytes(b"mine, still being written")
    write_atomic(tmp_path / "a.txt", b"new")
    assert sorted(os.listdir(tmp_path)) == [f".a.txt.{os.getpid()}-y.tmp", "a.txt"]


def test_a_folder_in_the_way(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_atomic(tmp_path / "a.txt", b"new")
