"""The SRX files that come with kztrans, and SRX files that users bring."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree

import choppa
import pytest
import xmlschema

from kztrans.errors import InputError
from kztrans.resources import DATA, srx_file
from kztrans.segmentation import Rule, explain, load_rules, segment

OURS = sorted(path.stem for path in (DATA / "srx").glob("*.srx"))
SRX = "{http://www.lisa.org/srx20}"

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n'
    '<header segmentsubflows="yes" cascade="no"/>\n'
    "<body><languagerules>\n"
)
TAIL = (
    '</languagerules>\n<maprules><languagemap languagepattern="id.*" languagerulename="I"/></maprules></body>\n</srx>\n'
)
RULE = '<rule break="{}"><beforebreak>{}</beforebreak><afterbreak>{}</afterbreak></rule>\n'


def _file(folder: Path, *rules: str, head: str = HEAD, tail: str = TAIL) -> Path:
    path = folder / "rules.srx"
    inside = '<languagerule languagerulename="I">\n' + "".join(rules) + "</languagerule>\n"
    path.write_text(head + inside + tail, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", OURS)
def test_our_file_is_valid_against_the_schema(lang: str) -> None:
    xmlschema.XMLSchema(str(choppa.SRX_2_XSD)).validate(str(srx_file(lang)))


@pytest.mark.parametrize("lang", OURS)
def test_our_file_has_the_structure_that_other_tools_expect(lang: str) -> None:
    root = ElementTree.fromstring(Path(str(srx_file(lang))).read_bytes())
    assert root.tag == SRX + "srx"
    assert root.get("version") == "2.0"
    header = root.find(SRX + "header")
    assert header is not None
    assert [(f.get("type"), f.get("include")) for f in header] == [("start", "no"), ("end", "yes"), ("isolated", "no")]
    names = [rule.get("languagerulename") for rule in root.iter(SRX + "languagerule")]
    for entry in root.iter(SRX + "languagemap"):
        assert entry.get("languagerulename") in names
        re.compile(str(entry.get("languagepattern")))
    assert all([child.tag for child in r] == [SRX + "beforebreak", SRX + "afterbreak"] for r in root.iter(SRX + "rule"))


@pytest.mark.parametrize("lang", OURS)
def test_each_of_our_rules_says_what_it_is_for_with_an_example_that_it_matches(lang: str) -> None:
    rules = load_rules(str(srx_file(lang)), lang).rules
    assert len({(r.before, r.after) for r in rules}) == len(rules)
    for rule in rules:
        assert rule.group, rule
        description, _, examples = rule.comment.partition(": ")
        assert description, rule
        quoted = re.findall(r'"([^"]*\|[^"]*)"', examples)
        assert quoted, rule
        assert any(_decides(rule, example) for example in quoted), rule


def _decides(rule: Rule, example: str) -> bool:
    """Does the rule match at one of the places that its example marks?"""
    text = example.replace("|", "") + " "
    found = [mark.start() - seen for seen, mark in enumerate(re.finditer(r"\|", example))]
    document = choppa.SrxDocument()
    before = document.compile(f"(?:{rule.before})")
    after = document.compile(rule.after)
    ends = {match.end() for match in before.finditer(text)}
    return any(place in ends and after.match(text, place) for place in found)


@pytest.mark.parametrize("lang", OURS)
def test_our_rules_use_only_what_java_icu_and_python_read_alike(lang: str) -> None:
    for rule in load_rules(str(srx_file(lang)), lang).rules:
        for pattern in (rule.before, rule.after):
            assert not re.search(r"\\[hvRXQEKG]|\(\?P|\(\?<[A-Za-z]|\(\?>|[*+?]\+|\{[\d,]+\}\+|&&|\[\[", pattern), (
                pattern
            )
            for behind in re.findall(r"\(\?<[=!](?:[^()]|\([^()]*\))*\)", pattern):
                assert not re.search(r"(?<!\\)[*+](?![^\[]*\])", behind), behind
        if not rule.is_break:  # the reference implementation puts it into a look-behind: no group may be repeated
            assert not re.search(r"(?<!\\)\)(?:[*+]|\{\d+,)", rule.before), rule.before


def test_the_first_rule_that_matches_at_a_place_decides(tmp_path: Path) -> None:
    text = "Ka. Ki. Ku."
    no, yes = RULE.format("no", r"Ka\.", r"\s"), RULE.format("yes", r"\.", r"\s")
    cut = [s.text for s in segment(text, "id", load_rules(_file(tmp_path, no, yes), "id"))]
    assert cut == ["Ka. Ki.", "Ku."]
    cut = [s.text for s in segment(text, "id", load_rules(_file(tmp_path, yes, no), "id"))]
    assert cut == ["Ka.", "Ki.", "Ku."]


def test_a_rule_given_twice_counts_once(tmp_path: Path) -> None:
    yes, no = RULE.format("yes", r"\.", r"\s"), RULE.format("no", r"Ka\.", r"\s")
    rules = load_rules(_file(tmp_path, yes, no, yes), "id")
    assert [s.text for s in segment("Ka. Ki.", "id", rules)] == ["Ka.", "Ki."]
    assert [(d.position, d.rule.number) for d in explain("Ka. Ki.", "id", rules)] == [(3, 1)]


def test_a_rule_keeps_its_comment_group_number_and_line(tmp_path: Path) -> None:
    rules = load_rules(
        _file(
            tmp_path, "<!-- == Marks == -->\n<!-- a stop:\n  'x.' -->\n", RULE.format("yes", r"\.", r"\s"), "<rule/>"
        ),
        "id",
    ).rules
    assert (rules[0].number, rules[0].group, rules[0].comment, rules[0].line) == (1, "Marks", "a stop: 'x.'", 9)
    assert (rules[1].number, rules[1].is_break, rules[1].comment) == (2, True, "")


def test_cascade_puts_the_rules_of_every_matching_map_in_a_row(tmp_path: Path) -> None:
    second = '</languagerule><languagerule languagerulename="J">' + RULE.format("yes", ";", "")
    maps = '<maprules><languagemap languagepattern="id" languagerulename="I"/><languagemap languagepattern=".*" '
    tail = "</languagerules>" + maps + 'languagerulename="J"/></maprules></body></srx>'
    first = RULE.format("yes", r"\.", "")
    rules = load_rules(_file(tmp_path, first, second, head=HEAD.replace('"no"', '"yes"'), tail=tail), "id").rules
    assert [(r.number, r.before) for r in rules] == [(1, r"\."), (2, ";")]
    assert len(load_rules(_file(tmp_path, first, second, tail=tail), "id").rules) == 1


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("", 1, "not well-formed"),
        ("not XML", 1, "not well-formed"),
        (HEAD + "<rule>", 5, "does not belong"),
        (HEAD, 5, "not well-formed"),
        ("<srx version='2.0'/>", 1, "namespace"),
        (HEAD.replace('"2.0"', '"1.0"') + TAIL, 2, "version '1.0'"),
        (HEAD + '<languagerule languagerulename="I">\n<rule break="maybe"/></languagerule>' + TAIL, 6, "break='maybe'"),
        (HEAD + "<languagerule/>" + TAIL, 5, "'languagerulename' is missing"),
        (HEAD + '<languagerule languagerulename="K"/>\n' + TAIL, 7, "'I'"),
        (HEAD + "<languagerule languagerulename='I'>text</languagerule>" + TAIL, 5, "text 'text'"),
        (HEAD.replace("<srx", '<!DOCTYPE srx [<!ENTITY a "b">]>\n<srx') + TAIL, 2, "entity"),
        (HEAD + '<languagerule languagerulename="I">\n' + RULE.format("no", "(", "") + "</languagerule>" + TAIL, 6, "rule 1"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, content: str, line: int, says: str) -> None:
    path = tmp_path / "bad.srx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        segment("Satu. Dua.", "id", load_rules(path, "id"))
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_without_the_language_or_that_is_not_there_says_so(tmp_path: Path) -> None:
    path = _file(tmp_path, RULE.format("yes", r"\.", r"\s"))
    with pytest.raises(InputError, match="no rules for language 'en'"):
        load_rules(path, "en")
    with pytest.raises(InputError, match="cannot be read"):
        load_rules(tmp_path / "none.srx", "id")


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "utf-16", "cp1251", "utf-8-sig", "utf-32"])
def test_a_file_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = _file(tmp_path, RULE.format("yes", "Д", "")).read_text(encoding="utf-8").replace("UTF-8", declared)
    path = tmp_path / "other.srx"
    path.write_bytes(text.encode(encoding))
    assert [s.text for s in segment("аДб", "id", load_rules(path, "id"))] == ["аД", "б"]


@pytest.mark.parametrize("encoding", ["Unicode", "undefined", "rot13", "idna", "shift_jis"])
def test_an_encoding_that_is_none_or_not_the_files_own_is_named(tmp_path: Path, encoding: str) -> None:
    path = _file(tmp_path, RULE.format("yes", "\u0416", ""), head=HEAD.replace("UTF-8", encoding))
    path.write_bytes(path.read_bytes().replace("\u0416".encode(), b"\xff\xff"))
    with pytest.raises(InputError) as caught:
        load_rules(path, "id")
    assert encoding in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_declared_utf_16_that_is_utf_8_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = _file(tmp_path, RULE.format("yes", r"\.", ""), head=HEAD.replace("UTF-8", "UTF-16"))
    assert len(load_rules(path, "id").rules) == 1


def test_characters_written_as_icu_writes_them(tmp_path: Path) -> None:
    rules = load_rules(_file(tmp_path, RULE.format("yes", r"[\x{200B}\x{1F600}]", "")), "id")
    assert [s.text for s in segment("a\u200bb\U0001f600c", "id", rules)] == ["a\u200b", "b\U0001f600", "c"]


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.srx")
    for path in (tmp_path / "pipe.srx", Path("/dev/zero")):
        with pytest.raises(InputError, match="is a device or a pipe"):
            load_rules(path, "id")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("(?:a|aa)+[?]", "c", "rule 2 takes more than"),
        ("x", "(?:a|aa)+[?]", "rule 2 takes more than"),
        ("", "", "an exception takes"),
    ],
)
def test_a_rule_that_never_ends_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, says: str
) -> None:
    from kztrans.segmentation import engine

    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    exception = "" if before else "(?:a|aa)+[?]"
    path = tmp_path / "slow.srx"
    path.write_text(
        '<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes"'
        ' cascade="no"/><body><languagerules><languagerule languagerulename="x">'
        f'<rule break="no"><beforebreak>y</beforebreak><afterbreak>{exception}</afterbreak></rule>'
        f'<rule break="yes"><beforebreak>{before or "y"}</beforebreak><afterbreak>{after}</afterbreak></rule>'
        '</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules>'
        "</body></srx>"
    )
    rules = load_rules(path, "id")
    text = ("x" if before == "x" else "") + ("y" if not before else "") + "a" * 60 + "! b?"
    for use in (segment, explain):
        with pytest.raises(InputError, match=says) as error:
            use(text, "id", rules)
        assert str(error.value).startswith(f"{path}:")
