"""What a project says: found from below, and nonsense in any key is a line."""

import pytest

from kztrans import configuration
from kztrans.errors import InputError

SECTIONS = [
    "",
    "check",
    "check.severity",
    "check.per-file",
    "glossary",
    "notes",
    "stats",
    "stats.rates",
    "memory",
    "none",
]
KEYS = [
    *("skip", "strict", "severity", "per-file", "rules", "files", "use", "fuzzy", "beside", "lines", "width", "rates"),
    *("penalties", "numbers", "exact", "untranslated", "consistency", "check", "glossary", "notes", "stats", "memory"),
]
VALUES = [
    *("1", "-1", "1e999", "nan", "true", '""', '"x"', '"a\\u0000b"', "[]", "[1]", '[""]', "[[]]", '["end"]', "{}"),
    *("{x = 1}", "{x = {}}", '{"*" = "error"}', "[{}]", '[{name = "a", pattern = "("}]', "1979-05-27", "9" * 5000),
    *(
        '[{name = "a"}]',
        '["x", 1]',
        '"' + "x" * 70_000 + '"',
        '{"[" = ["end"]}',
        "{end = []}",
        "0",
        "1.5",
        "99999999999",
    ),
]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("name", ["kztrans.toml", "pyproject.toml"])
def test_nonsense_is_taken_or_refused_on_a_line(tmp_path, section, name):
    path = tmp_path / name
    prefix = "tool.kztrans." if name == "pyproject.toml" else ""
    head = f"[{(prefix + section).rstrip('.')}]\n" if prefix + section else ""
    refused: list[str] = []
    for key in KEYS:
        for value in VALUES:
            path.write_text(f"{head}{key} = {value}\n")
            try:
                assert isinstance(configuration.read(path), configuration.Configuration)
            except InputError as error:
                refused.append(str(error))
    assert len(refused) > 100
    assert {len(said.splitlines()) for said in refused} == {1}
    assert max(map(len, refused)) < 2000


def test_the_nearest_file_that_speaks_to_kztrans_counts(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.kztrans.check]\nstrict = true\n")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert configuration.find(deep).check.strict
    (tmp_path / "a/pyproject.toml").write_text("[tool.other]\nx = 1\n")  # says nothing of kztrans
    assert configuration.find(deep).check.strict
    (tmp_path / "a/kztrans.toml").write_text("[check]\nstrict = false\n")
    assert not configuration.find(deep).check.strict
    assert configuration.find(tmp_path).check.strict
    (deep / "pyproject.toml").write_text("[tool.kztrans]\n")  # says that there is nothing to say
    assert not configuration.find(deep).check.strict
    (deep / "kztrans.toml").write_text("[check]\nstrict = true\n")
    assert configuration.find(deep).check.strict


@pytest.mark.parametrize(
    ("table", "good", "bad"),
    [
        ('[memory.penalties]\n"a" = ', ("0", "100"), ("-1", "101", "true", "1.5", '"2"')),
        ("[stats.rates]\nnew = ", ("0", "10", "0.5"), ("-0.1", "10.1", "true", '"1"')),
        ("[notes]\nlines = ", ("0", "7"), ("-1", "true", "1.5")),
    ],
)
def test_numbers_have_their_limits(tmp_path, table, good, bad):
    path = tmp_path / "kztrans.toml"
    for value in good:
        path.write_text(table + value, "utf-8")
        configuration.read(path)
    for value in bad:
        path.write_text(table + value, "utf-8")
        with pytest.raises(InputError, match=r"is (-?\d|True|'\d)"):
            configuration.read(path)


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("draft-*.po", "locales/en/draft-1.po", True),
        ("draft-*.po", "locales/draft-1.po/en.po", False),
        ("locales/en/*.po", "locales/en/a.po", True),
        ("en/*.po", "locales/en/a.po", False),
        ("*.tmx", "locales/en/a.po", False),
    ],
)
def test_a_pattern_with_a_slash_is_of_the_whole_name(tmp_path, pattern, name, fits):
    path = tmp_path / "kztrans.toml"
    path.write_text(f'[check.per-file]\n"{pattern}" = ["numbers"]\n', "utf-8")
    found = configuration.read(path)
    assert found.check.skipped(tmp_path / name, found.folder) == (("numbers",) if fits else ())
