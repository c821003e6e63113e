"""HTML: the page is safe, stands alone, and is read back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from catalogs import catalogs
from hypothesis import given, settings

from kztrans.errors import InputError
from kztrans.formats import html
from kztrans.model import Catalog, Reference, Unit

CATALOG = Catalog(
    "id",
    "en",
    (
        Unit("Satu <b>", "One & all", fuzzy=True, references=(Reference("a.txt", 1),)),
        Unit("<script>alert(1)</script>", '"quoted"', comments=("</td></tr></table>",)),
        Unit("Tiga\x01"),
    ),
    (("Language", "en"),),
)


@settings(deadline=None, max_examples=150)
@given(catalogs)
def test_any_catalogue_comes_back_whole(catalog: Catalog) -> None:
    data = html.serialize(catalog)
    assert html.parse(data) == catalog
    assert html.serialize(html.parse(data)) == data


class Tags(HTMLParser):
    """The tags of a page in order, ends with a slash."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)


def test_the_page_stands_alone_and_texts_stay_texts() -> None:
    page = html.serialize(CATALOG).decode()
    tags = Tags(page).tags
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "url(" not in page
    assert "@import" not in page
    assert tags.count("table") == tags.count("/table") == 1
    assert "color-scheme: light dark" in page


def test_rows_carry_their_state_and_language() -> None:
    page = html.serialize(CATALOG).decode()
    assert re.findall(r'<tr data-unit="(\d+)"(?: class="([a-z ]+)")?>', page) == [
        ("1", "fuzzy"),
        ("2", ""),
        ("3", "untranslated"),
    ]
    assert '<td data-field="source" lang="id">Satu &lt;b&gt;</td>' in page
    assert "<title>Indonesian – English</title>" in page
    assert "<p>3 units, 1 fuzzy, 1 untranslated</p>" in page
    assert '<i data-cp="1">␁</i>' in page


def test_an_edit_in_the_page_is_read() -> None:
    page = html.serialize(CATALOG).decode().replace("One &amp; all", "One &mdash; all").replace("\n", "\r\n")
    assert html.parse(page.encode()).units[0].target == "One — all"


ROW = html.serialize(CATALOG).split(b"<tr data-unit")[0].count(b"\n") + 1
"""The line of the first row."""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.html: is not a bilingual table"),
        (b"<table><tr><td>a</td></tr></table>", "f.html: is not a bilingual table"),
        (b"\n\xff", "f.html:2: is not UTF-8"),
        (
            html.serialize(CATALOG).replace(b'data-cp="1"', b'data-cp="110000"'),
            f"f.html:{ROW + 2}: a character that there",
        ),
        (html.serialize(CATALOG).replace(b'<td data-field="source"', b"<td", 1), f"f.html:{ROW}: a row without source"),
        (
            html.serialize(CATALOG).replace(b'data-field="fuzzy"', b'data-field="fuzzi"'),
            f"f.html:{ROW}: a row that cannot",
        ),
        (html.serialize(CATALOG).split(b"</tr>")[-2], "f.html: is not a bilingual table"),
        (html.serialize(CATALOG).rsplit(b"</td></tr>", 1)[0], "f.html: ends in the middle of a row"),
    ],
)
def test_broken_files(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        html.parse(data, "f.html")
    assert str(caught.value).startswith(message)
