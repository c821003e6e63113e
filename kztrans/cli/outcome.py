"""How a command ends: its exit code, and what is said of an error, on one line.

0 done, 1 findings, 2 wrong usage or input, or a fault of ours; as shells have it, 130 after Ctrl-C and 141 where nobody
reads on (``| head``).
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from kztrans.errors import InputError, one_line

__all__ = ["Ended", "told_apart", "with_streams", "worked"]

WRONG, INTERRUPTED, UNREAD = 2, 130, 141


class Ended(Exception):  # noqa: N818 - it is no error
    """The user ended the command, or whoever read its output; ``code`` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def told_apart() -> Iterator[None]:
    """What click would make exit code 1 of, which means findings."""
    try:
        yield
    except BrokenPipeError as error:
        raise Ended(UNREAD) from error
    except KeyboardInterrupt as error:
        raise Ended(INTERRUPTED) from error
    except EOFError as error:
        raise InputError(f"a file ends too early: {error}", remedy="get it again") from error


def worked(run: Callable[[], object], debug: bool = False) -> int:
    """Run a command; its exit code. An error is said on one line, with ``debug`` below its traceback."""
    try:
        with told_apart():
            code = run()
            sys.stdout.flush()
            return code if isinstance(code, int) else 0
    except SystemExit as end:
        return _flushed(end.code if isinstance(end.code, int) else 0)
    except Ended as end:
        return _silent(end.code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return WRONG
    except click.UsageError as error:
        _say(_usage(error))
    except click.ClickException as error:
        _say(error.format_message())
    except InputError as error:
        _say(str(error))
    except Exception as error:
        if debug:
            traceback.print_exc()
        _say(_unforeseen(error, debug))
    return _silent(WRONG)


def with_streams() -> None:
    """Give the process the streams that it was started without, and let them take what their encoding lacks.

    A descriptor that is closed would be the next file's that is opened: what is printed would go into it.
    """
    for number, mode in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest that is free; one that refuses what is asked of 0 and 1
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that is not UTF-8, a terminal that is not


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "kztrans"
    return f"{error.format_message()}  (see `{command} --help`)"


def _unforeseen(error: Exception, debug: bool) -> str:
    if isinstance(error, OSError) and not _is_here():
        return "the working folder is gone: change to one that is there"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{error.filename or 'standard output'}: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "there is not enough memory for this: give it smaller files"
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - it may be no path
    what = f"{type(error).__name__} in {place}: {' '.join(str(error).split())}"
    if debug:
        return f"a fault of kztrans, {what}: please report it, with what stands above and the file"
    return f"a fault of kztrans, {what}: please report it, with the file and what the same command prints with --debug"


def _is_here() -> bool:
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return False
    return True


def _say(text: str) -> None:
    with suppress(OSError):
        click.echo(f"kztrans: {one_line(' '.join(text.splitlines()), 2000)}", err=True)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _silent(UNREAD)
    except OSError as error:
        _say(_unforeseen(error, False))
        return _silent(WRONG)
    return code


def _silent(code: int) -> int:
    """Let nothing more be said at the exit, where streams are flushed that nobody reads or that are full."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
            continue
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code
