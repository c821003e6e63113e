"""The old file or the new one, whole, whatever happens in between."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kztrans.atomic import install, stage, write_atomic
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


def test_a_protected_file_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert not write_atomic(path, b"old")
    with pytest.raises(InputError, match="it is write-protected; allow writing it"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_the_user_may_not_write_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="write-protected"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"


def test_hard_links_stay_one_file(tmp_path):
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_bytes(b"old and long")
    os.link(one, two)
    assert write_atomic(one, b"new")
    assert two.read_bytes() == b"new"
    assert one.samefile(two)
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


def test_a_hard_link_keeps_the_old_content_where_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old and long")
    os.link(path, tmp_path / "b.txt")
    write, calls = os.pwrite, []

    def failing(handle, data, offset):
        calls.append(offset)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return write(handle, data[:2] if len(calls) == 1 else data, offset)

    monkeypatch.setattr(os, "pwrite", failing)
    with pytest.raises(InputError, match="Input/output error"):
        write_atomic(path, b"new")
    assert (tmp_path / "b.txt").read_bytes() == b"old and long"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_root_keeps_owners(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    path.chmod(0o4664)
    write_atomic(path, b"new")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, 0o4664)


def test_an_owner_that_cannot_be_kept_stays_all_the_same(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    number = path.stat().st_ino

    def refused(*arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("kztrans.atomic._owned_alike", lambda *_: False)
    monkeypatch.setattr(os, "chown", refused)
    write_atomic(path, b"new")
    assert (path.read_bytes(), path.stat().st_ino, os.listdir(tmp_path)) == (b"new", number, ["a.txt"])


def test_another_users_live_temporary_file_stays(tmp_path, monkeypatch):
    (tmp_path / ".a.txt.4242-x.tmp").write_bytes(b"still being written")

    def kill(process, number):
        assert (process, number) == (4242, 0)
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "kill", kill)
    write_atomic(tmp_path / "a.txt", b"new")
    assert sorted(os.listdir(tmp_path)) == [".a.txt.4242-x.tmp", "a.txt"]


@pytest.mark.parametrize("odd", ["pipe", "loop", "device", "dangling"])
def test_what_is_no_file_is_not_replaced(tmp_path, odd):
    path = tmp_path / "a.txt"
    if odd == "pipe":
        os.mkfifo(path)
    elif odd == "loop":
        path.symlink_to("a.txt")
    elif odd == "device":
        path.symlink_to("/dev/null")
    else:
        path.symlink_to("there/b.txt")
        assert write_atomic(path, b"new")
        assert (tmp_path / "there/b.txt").read_bytes() == b"new"
        return
    with pytest.raises(InputError, match="it is a device, a pipe or a link to itself, not a file"):
        write_atomic(path, b"new")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(InputError, match="is no name of a file"):
        write_atomic(f"{tmp_path}/a\0b", b"new")


def test_the_mask_of_new_files_stays(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.txt", b"one")
        assert os.umask(0o027) == 0o027
        assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640
    finally:
        os.umask(before)


@pytest.mark.parametrize("linked", [False, True])
def test_what_is_staged_takes_its_place(tmp_path, linked):
    path = tmp_path / "deep" / "er" / "a.txt"
    staged = stage(path, b"new", "7")
    assert staged.parent == path.parent
    assert not path.exists()
    install(staged, path)
    assert path.read_bytes() == b"new"
    path.chmod(0o640)
    if linked:
        os.link(path, path.with_name("b.txt"))
    number = path.stat().st_ino
    assert stage(path, b"new", "8") is None
    install(stage(path, b"newer", "8"), path)
    assert (path.stat().st_ino == number) is linked  # replaced, but for a file with several names
    assert {p.read_bytes() for p in path.parent.iterdir()} == {b"newer"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o444)
    with pytest.raises(InputError, match="write-protected"):
        stage(path, b"third", "9")
    assert len(list(path.parent.iterdir())) == 1 + linked
