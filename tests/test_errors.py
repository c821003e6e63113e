"""A message is one line, with its place, and not longer than a person reads."""

import pytest

from kztrans.errors import MESSAGE, PLACE, InputError, one_line


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "odd"),
        ({"path": "a.csv"}, "a.csv: odd"),
        ({"path": "a.csv", "line": 3}, "a.csv:3: odd"),
        ({"path": "a.csv", "line": 3, "column": 7}, "a.csv:3:7: odd"),
        ({"path": "a.csv", "column": "id"}, "a.csv:id: odd"),
        ({"line": 3}, "line 3: odd"),
        ({"path": "a.csv", "line": 0}, "a.csv:0: odd"),
        ({"remedy": "mend it"}, "odd; mend it"),
        ({"path": "a.csv", "remedy": "mend it\nor not"}, "a.csv: odd; mend it or not"),
        ({"remedy": ""}, "odd"),
    ],
)
def test_parts(given, said):
    error = InputError("odd", **given)
    assert str(error) == said
    assert (error.path, error.line) == (given.get("path"), given.get("line"))


def test_lines_and_lengths():
    error = InputError("one\ntwo\r\nthree", path="x" * 60_000, line=1, remedy="y" * 60_000)
    assert str(error).startswith("x" * 150 + " … " + "x" * 150 + ":1: one two three; yyy")
    assert len(str(error)) < 1300
    assert error.path == "x" * 60_000


def test_what_is_cut_is_cut_in_the_middle():
    assert one_line("abcdefghij", 10) == "abcdefghij"
    assert one_line("abcdefghijk", 10) == "abcde … ghijk"
    assert len(one_line("a" * (MESSAGE + 1))) == MESSAGE + 3
    assert PLACE < MESSAGE


@pytest.mark.parametrize("odd", ["\x1b[31m", "\0", "\u2028", "\u2029", "\x85", "\r", "\t"])
def test_what_moves_a_terminal_is_spelt(odd):
    assert odd not in one_line(f"a{odd}b")
    assert one_line(f"a{odd}b").isprintable() or odd == "\x1b[31m"
    assert one_line("字 é \u200d\u00a0") == "字 é \u200d\u00a0"
