"""What the elements and attributes of HTML are to a translator: blocks, formatting, what is left, what is read."""

from __future__ import annotations

from kztrans.documents.markup import Token

__all__ = ["BLOCKS", "EMBEDDED", "FORMATTING", "NAMES", "UNTOUCHED", "is_read"]

BLOCKS = frozenset(
    """address article aside base blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link
    main menu meta nav noframes noscript ol optgroup option p param plaintext pre search section select summary table
    tbody td template textarea tfoot th thead title tr ul xmp""".split()
)
"""Elements that end a line of text. All others, unknown ones too, stand in it."""
UNTOUCHED = frozenset(
    """audio canvas code embed iframe kbd math noembed object plaintext pre samp script style svg var video
    xmp""".split()
)
"""Elements that are left as they are, with all that is in them."""
EMBEDDED = frozenset("audio canvas embed iframe object svg track video".split())
"""Elements whose attributes people read, though what is in them is left as it is."""
FORMATTING = frozenset(
    """abbr acronym b bdi bdo big br cite del dfn em font i ins mark nobr q s small span strike strong sub sup tt u
    wbr""".split()
)
"""Elements that a translation may do without, or have oftener."""
NAMES = {"strong": "b", "em": "i", "del": "s", "strike": "s", "ins": "u"}
"""Names of codes where they are not the element's."""
_READ = frozenset(("alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder"))
_META = frozenset(
    """description keywords og:title og:description og:image:alt og:site_name twitter:title twitter:description
    twitter:image:alt""".split()
)
_BUTTONS = frozenset(("button", "submit", "reset"))


def is_read(token: Token, name: str, values: dict[str, str]) -> bool:
    """Is an attribute's value for people?"""
    if token.name == "meta":
        return name == "content" and (values.get("name") or values.get("property") or "").lower() in _META
    if token.name == "div" and name == "title":
        return values["title"] not in ("header", "footer")  # LibreOffice's marks
    if token.name == "input" and name == "value":
        return values.get("type", "").lower() in _BUTTONS
    return name in _READ or (name == "label" and token.name in ("option", "optgroup", "track"))
