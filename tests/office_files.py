"""Office files for tests, made of as little as other programs open them with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' mc:Ignorable=""'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="id-ID" w:eastAsia="en-US"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>'
)
_NOTES = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def zipped(parts: Mapping[str, str | bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive, the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(data: bytes, name: str = "word/document.xml") -> str:
    return parts_of(data)[name].decode()


def p(*content: str, style: str = "") -> str:
    """A paragraph of Word."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def r(text: str, looks: str = "") -> str:
    """A run of Word; ``looks`` are its properties."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, *result: str) -> str:
    """A complex field of Word."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f'{marks[0]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{marks[1]}{"".join(result)}{marks[2]}'


def box(*paragraphs: str, fallback: bool = True) -> str:
    """A text box with its fallback, in a run."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = (
        '<w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="9" name="Kotak 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:150pt;height:40pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    if not fallback:
        return f"<w:r>{new}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(
    *body: str,
    header: str = "",
    footer: str = "",
    footnotes: tuple[str, ...] = (),
    endnotes: tuple[str, ...] = (),
    links: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    main: str = f"{_WORD}.document.main+xml",
) -> bytes:
    """A Word file. Notes have the numbers 1, 2, …; ``links`` are external relationships, ``more`` further parts."""
    kinds = {"header1": header, "footer1": footer, "footnotes": "".join(footnotes), "endnotes": "".join(endnotes)}
    roots = {"header1": "hdr", "footer1": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}
    parts: dict[str, str | bytes] = {}
    overrides = [("/word/document.xml", main), ("/word/styles.xml", f"{_WORD}.styles+xml")]
    related = [("rIdS", "styles", "styles.xml", "")]
    for name, content in kinds.items():
        if not content:
            continue
        kind, inside = name.rstrip("1"), content
        if kind.endswith("notes"):
            notes = footnotes if kind == "footnotes" else endnotes
            inside = _NOTES.format(kind[:-1]) + "".join(
                f'<w:{kind[:-1]} w:id="{n}">{note}</w:{kind[:-1]}>' for n, note in enumerate(notes, 1)
            )
        parts[f"word/{name}.xml"] = f"{HEAD}<w:{roots[name]} {SPACES}>{inside}</w:{roots[name]}>"
        overrides.append((f"/word/{name}.xml", f"{_WORD}.{kind}+xml"))
        related.append((f"rId_{name}", kind, f"{name}.xml", ""))
    related += [(name, "hyperlink", target, ' TargetMode="External"') for name, target in (links or {}).items()]
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId_{kind}1"/>'
        for kind in ("header", "footer")
        if kinds[f"{kind}1"]
    )
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return zipped(
        {
            "[Content_Types].xml": HEAD
            + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
            + "</Types>",
            "_rels/.rels": f'{HEAD}{relations}<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
            "word/_rels/document.xml.rels": f"{HEAD}{relations}"
            + "".join(
                f'<Relationship Id="{i}" Type="{_RELATED}/{kind}" Target="{target}"{mode}/>'
                for i, kind, target, mode in related
            )
            + "</Relationships>",
            "word/styles.xml": STYLES,
            **parts,
            **(more or {}),
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0"'
    f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"'
    f' xmlns:svg="{_ODF}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:officeooo="http://openoffice.org/2009/office" office:version="1.3"'
)
LOOKS = {
    "B": 'fo:font-weight="bold" style:font-weight-complex="bold"',
    "I": 'fo:font-style="italic"',
    "N": 'officeooo:rsid="0012" fo:language="kk" fo:country="KZ"',
    "BN": 'fo:font-weight="bold" officeooo:rsid="0034"',
    "SUP": 'style:text-position="super 58%"',
    "PLAIN": 'fo:font-weight="normal" fo:font-style="normal"',
    "RED": 'fo:color="#ff0000"',
}
"""Automatic styles of a text, N and BN with noise."""


def op(*content: str, style: str = "Standard") -> str:
    """A paragraph of OpenDocument."""
    return f'<text:p text:style-name="{style}">{"".join(content)}</text:p>'


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def note(*paragraphs: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:id="{kind[0]}tn1" text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{''.join(paragraphs)}</text:note-body></text:note>"
    )


def frame(*paragraphs: str) -> str:
    """A text box of OpenDocument, in a paragraph."""
    return (
        '<draw:frame draw:name="Kotak 1" text:anchor-type="as-char" svg:width="5cm" svg:height="2cm">'
        f"<draw:text-box>{''.join(paragraphs)}</draw:text-box></draw:frame>"
    )


def odt(*body: str, header: str = "", footer: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {looks}/></style:style>'
        for name, looks in LOOKS.items()
    )
    ends = "".join(f"<style:{n}>{c}</style:{n}>" for n, c in (("header", header), ("footer", footer)) if c)
    kind = "application/vnd.oasis.opendocument.text"
    names = {"/": kind, "content.xml": "text/xml", "styles.xml": "text/xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{type_}"/>'
        for name, type_ in names.items()
    )
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f"{HEAD}<office:document-content {ODF_SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>",
            "styles.xml": f"{HEAD}<office:document-styles {ODF_SPACES}><office:styles>"
            '<style:default-style style:family="paragraph"><style:text-properties fo:language="id" fo:country="ID"/>'
            '</style:default-style><style:style style:name="Standard" style:family="paragraph"/><style:style style:name="Tebal" style:family="paragraph"'
            ' style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style></office:styles>'
            '<office:automatic-styles><style:page-layout style:name="pm1"/></office:automatic-styles>'
            f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">{ends}</style:master-page>'
            "</office:master-styles></office:document-styles>",
            "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
            f"{entries}</manifest:manifest>",
            **(more or {}),
        },
        frozenset(("mimetype",)),
    )


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SLIDE_SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{_RELATED}"'
_SHOW = "application/vnd.openxmlformats-officedocument.presentationml"


def ap(*content: str) -> str:
    """A paragraph of a slide."""
    return f'<a:p><a:pPr lvl="0"/>{"".join(content)}<a:endParaRPr lang="id-ID"/></a:p>'


def ar(text: str, attributes: str = "", inside: str = "") -> str:
    """A run of a slide."""
    properties = f"<a:rPr {attributes}>{inside}</a:rPr>" if attributes or inside else ""
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


def _shapes(paragraphs: tuple[str, ...]) -> str:
    return "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/>{paragraph}</p:txBody></p:sp>"
        for n, paragraph in enumerate(paragraphs, 2)
    )


def pptx(*slides: tuple[str, ...], notes: tuple[str, ...] = (), links: Mapping[str, str] | None = None) -> bytes:
    """A presentation whose slides are shown from the last to the first; the first one has notes."""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts: dict[str, str | bytes] = {}
    overrides = [("/ppt/presentation.xml", f"{_SHOW}.presentation.main+xml")]
    for n, slide in enumerate(slides, 1):
        name = f"slides/slide{n}.xml"
        overrides.append((f"/ppt/{name}", f"{_SHOW}.slide+xml"))
        parts[f"ppt/{name}"] = (
            f"{HEAD}<p:sld {SLIDE_SPACES}><p:cSld><p:spTree>{_shapes(slide)}</p:spTree></p:cSld></p:sld>"
        )
        more = [
            f'<Relationship Id="{i}" Type="x/hyperlink" Target="{t}" TargetMode="External"/>'
            for i, t in (links or {}).items()
        ]
        if n == 1 and notes:
            more.append('<Relationship Id="rN" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/>')
        parts[f"ppt/slides/_rels/slide{n}.xml.rels"] = f"{HEAD}{relations}{''.join(more)}</Relationships>"
    if notes:
        overrides.append(("/ppt/notesSlides/notesSlide1.xml", f"{_SHOW}.notesSlide+xml"))
        parts["ppt/notesSlides/notesSlide1.xml"] = (
            f"{HEAD}<p:notes {SLIDE_SPACES}><p:cSld><p:spTree>{_shapes(notes)}</p:spTree></p:cSld></p:notes>"
        )
    numbers = range(len(slides), 0, -1)
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
            + "</Types>",
            "ppt/presentation.xml": f"{HEAD}<p:presentation {SLIDE_SPACES}><p:sldIdLst>"
            + "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
            + "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": f"{HEAD}{relations}"
            + "".join(f'<Relationship Id="rId{n}" Type="x/slide" Target="slides/slide{n}.xml"/>' for n in numbers)
            + "</Relationships>",
            **parts,
        }
    )


def epub(*chapters: str, title: str = "Jalur tengah", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book whose first chapter is read last, with contents of both kinds."""
    numbers = range(len(chapters), 0, -1)
    page = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="id"><body>{}</body></html>'
    kind = 'media-type="application/xhtml+xml"'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'{HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OEBPS/book.opf": f'{HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title id="t">{title}</dc:title><dc:language>id</dc:language></metadata><manifest>'
            + "".join(f'<item id="c{n}" href="bab%20{n}.xhtml" {kind}/>' for n in range(1, len(chapters) + 1))
            + f'<item id="nav" href="nav.xhtml" properties="nav" {kind}/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
            + "</manifest><spine>"
            + "".join(f'<itemref idref="c{n}"/>' for n in numbers)
            + "</spine></package>",
            "OEBPS/toc.ncx": f'{HEAD}<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>Judul &amp; isi</text></docTitle></ncx>',
            "OEBPS/nav.xhtml": page.format('<nav><ol><li><a href="bab%201.xhtml">Bab satu</a></li></ol></nav>'),
            **{f"OEBPS/bab {n}.xhtml": page.format(chapter) for n, chapter in enumerate(chapters, 1)},
            "OEBPS/foto.jpg": bytes(range(256)),
            **(more or {}),
        },
        frozenset(("mimetype",)),
    )
