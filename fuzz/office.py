"""Office files for fuzzing: archives around the one part that is mutated."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["FILES", "SEEDS", "packed"]

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_LINK = (
    "<Relationships><Relationship Id='r1' Target='slides/slide1.xml'/>"
    "<Relationship Id='r2' Target='https://a.b' TargetMode='External'/></Relationships>"
)
_BOOK = "<item id='c' href='c.xhtml' media-type='application/xhtml+xml'/><itemref idref='c'/><dc:title>Buku</dc:title>"

_TYPES = (
    "<Types><Override PartName='/{}' ContentType='application/vnd.openxmlformats-officedocument.{}.main+xml'/></Types>"
)

FILES: dict[str, tuple[str, Mapping[str, str]]] = {
    "a.docx": (
        "word/document.xml",
        {
            "[Content_Types].xml": _TYPES.format("word/document.xml", "wordprocessingml.document"),
            "word/_rels/document.xml.rels": _LINK,
        },
    ),
    "a.pptx": (
        "ppt/slides/slide1.xml",
        {
            "[Content_Types].xml": _TYPES.format("ppt/p.xml", "presentationml.presentation"),
            "ppt/p.xml": "<p:presentation><p:sldId id='256' r:id='r1'/></p:presentation>",
            "ppt/_rels/p.xml.rels": _LINK,
        },
    ),
    "a.odt": ("content.xml", {"mimetype": "application/vnd.oasis.opendocument.text"}),
    "a.epub": ("b.opf", {"META-INF/container.xml": "<rootfile full-path='b.opf'/>", "c.xhtml": "<p>Satu <b>dua</b>."}),
}
"""By the name of a file: the part that is mutated, and the others."""

_SCHEMAS = "http://schemas.openxmlformats.org"
_RUN = "<w:r><w:t>{}</w:t></w:r>"
_MARK = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
_BOX = f"<w:p>{_RUN.format('Kotak')}</w:p>"

SEEDS = {
    "a.docx": f"<w:document xmlns:w='{_SCHEMAS}/wordprocessingml/2006/main' "
    f"xmlns:mc='{_SCHEMAS}/markup-compatibility/2006' xmlns:r='{_SCHEMAS}/officeDocument/2006/relationships'>"
    "<w:p><w:pPr><w:b/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Satu </w:t><w:tab/></w:r>"
    f"{_MARK.format('begin')}<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>{_MARK.format('separate')}"
    f"{_RUN.format('dua')}{_MARK.format('end')}<w:hyperlink r:id='r2'>{_RUN.format('tiga.')}</w:hyperlink>"
    f"<w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
    f"</w:p><w:p><w:ins w:id='1'>{_RUN.format('Lima')}</w:ins>"
    "<w:del w:id='2'><w:r><w:delText>x</w:delText></w:r></w:del>"
    f"<w:sdt><w:sdtContent>{_RUN.format('enam')}</w:sdtContent></w:sdt><w:fldSimple w:instr='PAGE'>{_RUN.format('7')}"
    "</w:fldSimple></w:p></w:document>",
    "a.pptx": f"<p:sld xmlns:p='{_SCHEMAS}/presentationml/2006/main' xmlns:a='{_SCHEMAS}/drawingml/2006/main'>"
    "<a:p><a:pPr/><a:r><a:rPr b='1' lang='id'><a:solidFill><a:srgbClr val='FF0000'/></a:solidFill></a:rPr>"
    "<a:t>Satu </a:t></a:r><a:br/><a:fld type='slidenum'><a:t>1</a:t></a:fld><a:r><a:t>dua</a:t></a:r>"
    "<a:endParaRPr/></a:p></p:sld>",
    "a.odt": f"<office:d xmlns:office='{_ODF}:office:1.0' xmlns:text='{_ODF}:text:1.0' xmlns:style='{_ODF}:style:1.0'"
    f" xmlns:draw='{_ODF}:drawing:1.0' xmlns:fo='{_ODF}:xsl-fo-compatible:1.0'><office:automatic-styles>"
    "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
    "</office:automatic-styles><text:p>Satu <text:span text:style-name='T1'>dua<text:s text:c='2'/></text:span>"
    "<text:tab/>tiga<text:note><text:note-body><text:p>Catatan</text:p></text:note-body></text:note>"
    " <text:a>empat</text:a><draw:frame><text:p>Kotak</text:p></draw:frame>.</text:p></office:d>",
    "a.epub": f"<package>{_BOOK}<dc:language>id</dc:language></package>",
}
"""Good content of the part that is mutated."""


def packed(name: str, content: bytes) -> bytes:
    """The file of a name with other content in its part."""
    part, others = FILES[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for other, text in others.items():
            archive.writestr(zipfile.ZipInfo(other), text)
        archive.writestr(zipfile.ZipInfo(part), content)
    return out.getvalue()
