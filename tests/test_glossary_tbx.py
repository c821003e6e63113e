"""TBX: its structure by the standard, nothing lost on the way through it, other programs reading it, hostile files."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from omegat import Project

from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.glossary.columns import ordered
from kztrans.glossary.delimited import to_csv, to_omegat
from kztrans.glossary.readers import read, read_table
from kztrans.glossary.tbx import NAMESPACE, to_tbx
from kztrans.model import Concept, Term

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AUX = {"descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"}
NAMES = {
    2019: {"root": "tbx", "header": "tbxHeader", "entry": "conceptEntry", "lang": "langSec", "term": "termSec"},
    2008: {"root": "martif", "header": "martifHeader", "entry": "termEntry", "lang": "langSet", "term": "tig"},
}
CATEGORIES = {
    "descrip": {"subjectField", "definition", "context"},
    "admin": {"source", "customerSubset", "projectSubset"},
    "termNote": {"administrativeStatus", "partOfSpeech", "grammaticalGender", "termType", "geographicalUsage"},
    "transac": {"transactionType"},
    "transacNote": {"responsibility"},
}
VALUES = {
    "administrativeStatus": {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated", "superseded")},
    "partOfSpeech": {"noun", "verb", "adjective", "adverb", "other"},
    "transactionType": {"origination", "modification"},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
}


def faults(data, edition):
    """What in a TBX file is against the core structure of ISO 30042 or the data categories of TBX-Basic."""
    root = etree.fromstring(data)
    etree.strip_elements(root, etree.ProcessingInstruction, with_tail=False)  # which say nothing to other readers
    names = NAMES[edition]
    local = lambda element: etree.QName(element).localname  # noqa: E731
    namespace = NAMESPACE if edition == 2019 else None
    found = [f"namespace of {e.tag}" for e in root.iter() if etree.QName(e).namespace != namespace]
    if local(root) != names["root"] or not root.get(XML_LANG) or not root.get("type"):
        found.append("root")
    if edition == 2019 and (root.get("style"), root.get("type")) != ("dca", "TBX-Basic"):
        found.append("dialect")
    if [local(child) for child in root] != [names["header"], "text"] or [local(c) for c in root[1]] != ["body"]:
        found.append("parts")
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    if len(identifiers) != len(set(identifiers)):
        found.append("identifiers")
    for entry in root[1][0]:
        found += _entry_faults(entry, names, local)
    for element in root.iter():
        category = element.get("type")
        if local(element) in CATEGORIES and category not in CATEGORIES[local(element)]:
            found.append(f"category {category} of {local(element)}")
        allowed = VALUES.get(category, set()) | ({"properNoun"} if edition == 2008 else set())
        if category in VALUES and element.text not in allowed:
            found.append(f"{category} is {element.text}")
    return found


def _entry_faults(entry, names, local):
    kinds = [local(child) for child in entry]
    at = kinds.index(names["lang"]) if names["lang"] in kinds else 0
    if local(entry) != names["entry"] or (not at and names["lang"] not in kinds):
        yield "entry"
    if not set(kinds[:at]) <= AUX or set(kinds[at:]) != {names["lang"]}:
        yield f"order in an entry: {kinds}"
    langs = [section.get(XML_LANG) for section in entry if local(section) == names["lang"]]
    if None in langs or len(set(langs)) != len(langs):
        yield "languages"
    for section in (child for child in entry if local(child) == names["lang"]):
        for term in section:
            inner = [local(child) for child in term]
            if local(term) != names["term"] or inner[0] != "term" or set(inner[1:]) - {"termNote"} - AUX:
                yield f"term section: {inner}"
    for group in (child for child in entry if local(child) == "transacGrp"):
        if [local(child) for child in group] != ["transac", "transacNote", "date"]:
            yield "transaction"


SAMPLE = [
    Concept(
        "quasi-state",
        (Term("negara semu", "id"), Term("kuasi-negara", "id", "admitted"), Term("quasi-state", "en"), Term("x", "en", "deprecated")),
        pos="noun", domain="states", definition="A thing & <more>.", note="kztrans:odd", source="Art. 1",
        review="approved", reviewer="Ana", reviewed="2026-01-31", extra=(("colour", "red"), ("empty", "")),
    ),
    Concept(
        "un", (Term("Perserikatan Bangsa-Bangsa", "id"), Term("PBB", "id", "admitted", "abbreviation"),
               Term("United Nations", "en"), Term("League", "en", "admitted", "former"),
               Term("organisation", "en", "admitted", "short", "GB")),
        pos="proper noun", domain="g", subject="world bodies", advice="Spell it out once.", risk="also a football club",
        excluded=(("id", "PBB Kecamatan"), ("id", "wajib PBB")), required=(("en", "state"), ("id", "negara")),
        examples=(("en", "It met."), ("en", "It met again."), ("id", "PBB bersidang."), ("kk", "Бар.")),
        valid="1945-10-24/..", relations="broader: organization | related: league",
    ),
    Concept("Kyiv", (Term("Kyiv", "en"), Term("Kiev", "en", "superseded"), Term("Київ", "uk")), pos="proper noun", domain="g"),
    Concept("1 odd name", (Term("spaced", "id"), Term("b", "en")), pos="idiom", domain="g", reviewed="soon", review="proposed"),
]  # fmt: skip


@pytest.mark.parametrize("edition", [2019, 2008])
def test_structure_and_categories(edition):
    assert faults(to_tbx(SAMPLE, edition), edition) == []
    assert faults(to_tbx(Glossary.load().concepts, edition), edition) == []


@pytest.mark.parametrize("edition", [2019, 2008])
def test_faults_are_seen(edition):
    data = to_tbx(SAMPLE, edition)
    assert faults(data.replace(b"preferredTerm-admn-sts", b"preferred"), edition)
    assert faults(data.replace(b'type="definition"', b'type="meaning"'), edition)
    assert faults(data.replace(b'xml:lang="id"', b'xml:lang="en"'), edition)


@pytest.mark.parametrize("edition", [2019, 2008])
def test_nothing_is_lost(tmp_path, edition):
    path = tmp_path / "g.tbx"
    path.write_bytes(to_tbx(SAMPLE, edition))
    assert read(path) == SAMPLE


CHARS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="|\ufffe\uffff")
WORDS = st.text(CHARS, min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.text(st.one_of(CHARS, st.sampled_from("\n\t|,\"'&<>=")), max_size=30)
LANGS = st.sampled_from(["id", "en", "kk", "ru"])
TYPES = ["full", "abbreviation", "short", "variant", "former", "adjective", "inhabitant"]
TERMS = st.lists(
    st.builds(
        Term,
        WORDS,
        LANGS,
        st.sampled_from(["preferred", "admitted", "deprecated", "superseded"]),
        st.sampled_from(TYPES),
        st.sampled_from(["", "", "GB", "US"]),
    ),
    min_size=1,
    max_size=6,
)
PHRASES = st.lists(st.tuples(LANGS, WORDS), max_size=3).map(tuple)


@st.composite
def concepts(draw):
    """Concepts such as a CSV file can hold."""
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    made = []
    extras = draw(st.lists(st.sampled_from(["colour", "Ref no", "url:2", "Ämter"]), unique=True))
    order = draw(st.permutations(["id", "en", "kk", "ru"]))
    for name in names:
        terms = sorted(draw(TERMS), key=lambda term: order.index(term.lang))
        made.append(
            Concept(
                name,
                ordered(terms),
                pos=draw(st.sampled_from(["", "noun", "proper noun", "verb", "idiom"])),
                domain="g",
                definition=draw(TEXTS),
                note=draw(TEXTS),
                source=draw(TEXTS),
                subject=draw(TEXTS),
                advice=draw(TEXTS),
                risk=draw(TEXTS),
                valid=draw(TEXTS),
                relations=draw(TEXTS),
                excluded=draw(PHRASES),
                required=draw(PHRASES),
                examples=draw(PHRASES),
                review=draw(st.sampled_from(["", "proposed", "approved", "rejected", "deprecated"])),
                reviewer=draw(TEXTS),
                reviewed=draw(st.sampled_from(["", "2026-01-31", "soon"])),
                extra=tuple((extra, draw(TEXTS)) for extra in extras),
            )
        )
    return made


@settings(max_examples=120, deadline=None)
@given(concepts(), st.sampled_from([2019, 2008]))
@example([Concept("a", (Term("satu", "id"),), domain="g", source=" ", definition=" ", note=" ", reviewer=" ")], 2019)
def test_csv_to_tbx_to_csv(tmp_path_factory, made, edition):
    folder = tmp_path_factory.mktemp("round")
    table, tbx = folder / "g.csv", folder / "g.tbx"
    table.write_bytes(to_csv(made, "g"))
    first, columns = read_table(table)
    tbx.write_bytes(to_tbx(first, edition, columns))
    second, kept = read_table(tbx)
    assert second == first
    assert to_csv(second, "g", kept) == table.read_bytes()
    assert faults(tbx.read_bytes(), edition) == []


DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c5">
  <min:subjectField>law</min:subjectField>
  <langSec xml:lang="id-ID">
    <basic:definition>A <hi>short</hi> one.</basic:definition>
    <termSec><term>hakim</term><min:partOfSpeech>noun</min:partOfSpeech>
      <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>juri</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
      <basic:context>Juri itu duduk.</basic:context></termSec>
  </langSec>
  <langSec xml:lang="en-GB"><termSec><term>judge</term></termSec><termSec><term>magistrate</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>"""


def test_data_categories_as_elements(tmp_path):
    path = tmp_path / "g.tbx"
    path.write_text(DCT, encoding="utf-8")
    (concept,) = read(path)
    assert (concept.id, concept.pos, concept.domain, concept.definition) == ("c5", "noun", "law", "A short one.")
    assert [(term.text, term.lang, term.status) for term in concept.terms] == [
        ("hakim", "id", "preferred"),
        ("juri", "id", "deprecated"),
        ("judge", "en", "preferred"),
        ("magistrate", "en", "admitted"),
    ]
    assert concept.examples == (("id", "Juri itu duduk."),)


MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "http://example.invalid/TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry><descripGrp><descrip type="definition">One.</descrip><admin type="source">Book</admin></descripGrp>
<langSet xml:lang="ID"><ntig><termGrp><term>
   hakim
 </term><termNote type="partOfSpeech">properNoun</termNote></termGrp></ntig></langSet>
<langSet xml:lang="EN"><tig><term>judge</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_the_edition_of_2008_as_others_write_it(tmp_path):
    path = tmp_path / "g.tbx"
    path.write_text(MARTIF, encoding="utf-8")
    (concept,) = read(path)
    assert (concept.preferred("id"), concept.preferred("en"), concept.pos) == ("hakim", "judge", "proper noun")
    assert (concept.definition, concept.source, concept.id) == ("One.", "Book", "hakim")


def test_translate_toolkit_reads_every_term(tmp_path):
    tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    concepts = Glossary.load().concepts
    path = tmp_path / "g.tbx"
    path.write_bytes(to_tbx(concepts, 2008))
    store = tbx.tbxfile.parsefile(str(path))
    assert len(store.units) == len(concepts)
    if not hasattr(store.units[0], "get_target_terms"):
        pytest.skip("this translate-toolkit cannot list a unit's terms (3.20 can)")
    for unit, concept in zip(store.units, concepts, strict=True):
        for lang in ("id", "en"):
            good = [term for term in concept.terms if term.status in ("preferred", "admitted")] or concept.terms
            expected = [term.text for term in good if term.lang == lang]
            assert [term.text for term in unit.get_target_terms(lang)] == expected


SCRIPT = """
import org.omegat.gui.glossary.*
new File(project.projectProperties.glossaryRoot).listFiles().sort().each { file ->
  def entries = file.name.endsWith(".tbx") ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false)
  entries.each { e -> e.getLocTerms(false).each { new File(OUT).append([file.name, e.srcText, it].join("\\t") + "\\n", "UTF-8") } }
}
"""


def test_omegat_reads_every_term(tmp_path):
    project = Project(tmp_path)
    concepts = Glossary.load().concepts
    (project.source / "a.txt").write_text("Negara semu itu belum diakui.\n", encoding="utf-8")
    (project.glossary / "g.tbx").write_bytes(to_tbx(concepts, 2008))
    (project.glossary / "g.utf8").write_bytes(to_omegat(concepts, "id", "en"))
    output, script = tmp_path / "seen.tsv", tmp_path / "see.groovy"
    script.write_text(f'OUT = "{output}"\n{SCRIPT}', encoding="utf-8")
    command = ["omegat", project.folder, "--mode=console-translate", f"--config-dir={project.settings}", "--no-team"]
    run = subprocess.run(
        [*command, f"--script={script}"], capture_output=True, text=True, timeout=180, check=False, env=_home(tmp_path)
    )
    assert run.returncode == 0, run.stderr
    for complaint in ("Exception", "Error", "SEVERE", "Warning:"):
        assert complaint not in run.stdout + run.stderr, run.stdout + run.stderr
    seen = {tuple(line.split("\t")) for line in output.read_text("utf-8").splitlines()}
    for concept in concepts:
        for source in concept.in_lang("id"):
            for target in concept.in_lang("en"):
                assert ("g.tbx", source.text, target.text) in seen
                assert ("g.utf8", source.text, target.text) in seen
        for avoided in concept.in_lang("en", "deprecated", "superseded"):
            if all(avoided.text not in [term.text for term in other.in_lang("en")] for other in concepts):
                assert ("g.tbx", concept.preferred("id"), avoided.text) not in seen


def _home(folder):
    import os

    return {**os.environ, "HOME": str(folder)}


ENTRY = '<conceptEntry id="a"><langSec xml:lang="id"><termSec><term>{}</term></termSec></langSec></conceptEntry>'
WHOLE = '<?xml version="1.0"?>{}<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body>{}</body></text></tbx>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (WHOLE.format(f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]>', ENTRY.format("&l9;")), "declares entities"),
        (WHOLE.format('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', ENTRY.format("&x;")), "entities"),
        (
            WHOLE.format('<!DOCTYPE tbx [<!ENTITY % x SYSTEM "http://example.invalid/x"> %x;]>', ENTRY.format("a")),
            "entities",
        ),
        (WHOLE.format("", ENTRY.format("&undeclared;")), ":1: the entity &undeclared; is not known"),
        (WHOLE.format("", ENTRY.format("a"))[:-30], "not well-formed"),
        (WHOLE.format("", ENTRY.format("")), "without a term"),
        (WHOLE.format("", "<a>" * 300), "not well-formed"),
        (WHOLE.format("", ENTRY.format("<hi>" * 300)), "not well-formed"),
        ("<html/>", "not TBX"),
        ("", "holds no XML"),
        ("no XML", "not well-formed"),
        (WHOLE.format("", ENTRY.format("<hi/>" * 60_000)), "more than 50000 elements"),
    ],
)
def test_hostile_files_are_refused_in_one_line(tmp_path, text, reason):
    path = tmp_path / "g.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_an_external_dtd_is_not_fetched(tmp_path):
    (tmp_path / "x.dtd").write_text('<!ENTITY secret "told">')
    path = tmp_path / "g.tbx"
    text = WHOLE.format(f'<!DOCTYPE tbx SYSTEM "{tmp_path / "x.dtd"}">', ENTRY.format("a"))
    path.write_text(text, encoding="utf-8")
    assert read(path)[0].preferred("id") == "a"
    path.write_text(text.replace(">a<", ">&secret;<"), encoding="utf-8")
    with pytest.raises(InputError):
        read(path)


MEMORY = """
import resource, sys
from pathlib import Path
from kztrans.errors import InputError
from kztrans.glossary.readers import read
limit = 400_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    print(len(read(Path(sys.argv[1]))))
except InputError as error:
    print("refused")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are POSIX's")
@pytest.mark.parametrize(
    ("piece", "count", "outcome"),
    [
        ("<a>", 35_000_000, "refused"),
        ("<a/>", 5_000_000, "0"),
        ("<p>x</p>", 2_000_000, "0"),
        ("x" * 1000, 100_000, "refused"),
    ],
    ids=["nested", "siblings", "paragraphs", "text"],
)
def test_large_nonsense_takes_bounded_memory(tmp_path, piece, count, outcome):
    path = tmp_path / "g.tbx"
    head, tail = WHOLE.format("", "|").split("|")
    with path.open("w") as stream:
        stream.write(head)
        for _ in range(count // 1000):
            stream.write(piece * 1000)
        stream.write(tail)
    run = subprocess.run([sys.executable, "-c", MEMORY, path], capture_output=True, text=True, timeout=120, check=False)
    assert run.stdout.strip() == outcome, run.stderr[-500:]


def test_what_xml_cannot_hold_is_said():
    with pytest.raises(InputError, match=r"U\+0001"):
        to_tbx([Concept("a", (Term("x\x01", "id"),))])
    with pytest.raises(InputError, match="no term"):
        to_tbx([Concept("a", ())])
