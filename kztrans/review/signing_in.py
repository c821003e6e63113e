"""The pages of the gate: for who is not signed in, or sends a form of an earlier page. Nothing typed is lost by them.

They load nothing, since nothing is served to who is not signed in.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from kztrans.review.interface import Interface, choose, interface, mark

__all__ = ["again", "onward", "signed_out"]

SIGN_IN = mark("Sign in")
EXPIRED = mark(
    "You are not signed in, or your sign-in has expired. Open the address that kztrans review has just printed in the "
    "terminal."
)
PASTE = mark("Nothing that you typed is lost: paste that address here, and it is sent.")
ADDRESS = mark("Address from the terminal")
SEND = mark("Send")
OLD = mark("This form is of an earlier page. Nothing that you typed is lost: send it again.")


def signed_out(headers: Mapping[str, str], place: str, fields: Mapping[str, str], token: str) -> bytes:
    """The page for who is not signed in; a form that was sent comes with it.

    Args:
        place: where the form goes.
        fields: what it had.
        token: the name of the field for the new token.
    """
    messages = _language(headers)
    body = Markup("<p>{}</p>").format(messages.gettext(EXPIRED))
    if fields:
        asked = Markup(
            '<label>{} <input name="{}" required autocomplete="off" autofocus size="60"></label> <button>{}</button>'
        ).format(messages.gettext(ADDRESS), token, messages.gettext(SEND))
        body += Markup("<p>{}</p>").format(messages.gettext(PASTE)) + _form(place, fields, asked)
    return _page(messages, body)


def again(headers: Mapping[str, str], place: str, fields: Mapping[str, str], csrf: str) -> bytes:
    """The page for who is signed in, but sends a form of an earlier session: it is sent again by a button."""
    messages = _language(headers)
    button = Markup("<button autofocus>{}</button>").format(messages.gettext(SEND))
    return _page(
        messages, Markup("<p>{}</p>").format(messages.gettext(OLD)) + _form(place, {**fields, "csrf": csrf}, button)
    )


def onward(headers: Mapping[str, str], location: str) -> bytes:
    """A page that leads on by itself."""
    messages = _language(headers)
    link = Markup('<p><a href="{}">kztrans</a></p>').format(location)
    return _page(messages, link, Markup('<meta http-equiv="refresh" content="0;url={}">').format(location))


def _language(headers: Mapping[str, str]) -> Interface:
    return interface(choose("", headers.get("accept-language", "")))


def _form(place: str, fields: Mapping[str, str], rest: Markup) -> Markup:
    hidden = Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(*item) for item in fields.items()
    )
    return Markup('<form method="post" action="{}">{}<p>{}</p></form>').format(place, hidden, rest)


def _page(messages: Interface, body: Markup, head: str = "") -> bytes:
    title = escape(messages.gettext(SIGN_IN))
    text = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{} · kztrans</title>{}</head>'
        "<body><main><h1>{}</h1>{}</main></body></html>\n"
    ).format(messages.lang, title, head, title, body)
    return text.encode("utf-8", "replace")
