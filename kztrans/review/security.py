"""Who may talk to the application: the one browser that was given the address with the token, and no other page in it.

The server listens on 127.0.0.1 only. Against other programs and users of the machine there is a random token in the
address, which the browser changes for a cookie (HttpOnly, SameSite=Strict); it lets in once. Against other web pages
in the same browser the Host header has to name this server (a rebound DNS name does not), and whatever changes
something needs this server's Origin and a form token. Against scripts in the texts that are shown, a
Content-Security-Policy allows this server's own files and nothing inline.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kztrans.review.signing_in import again, onward, signed_out

__all__ = ["BODY_LIMIT", "HEADERS", "Guard", "Secrets"]

BODY_LIMIT = 256 * 1024
"""Bytes that a form may have."""
FIELDS_LIMIT = 400
"""Fields that a form may have."""
COOKIE_DAYS = 1
RENEWED = 3600.0
"""Seconds after which the cookie is given anew."""
PATIENCE = 30.0
"""Seconds that a form may take to arrive."""
TOKEN = "kztrans-token"
"""The field of a form that is sent again after a new sign-in."""
HTML = "text/html; charset=utf-8"

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Headers of every answer. Origin would be ``null`` in forms with a Referrer-Policy that is stricter."""


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Secrets:
    """What only the server and its browser know."""

    token: str = field(default_factory=_secret)
    """In the address that is opened: it lets in once, then there is another."""
    session: str = field(default_factory=_secret)
    """In the cookie."""
    form: str = field(default_factory=_secret)
    """In every form."""
    announced: bool = True
    """Has the address with the token been printed?"""

    def take(self, given: str) -> bool:
        """Does a token let in? It does not again."""
        if not _same(given, self.token):
            return False
        self.token, self.announced = _secret(), False
        return True


class Refused(Exception):  # noqa: N818 - an answer rather than an error
    """A request that is not served."""

    def __init__(self, status: int, reason: str, page: bytes = b"") -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.page = page
        """What is shown instead of the reason."""


class Guard:
    """The gate before the application (ASGI middleware). Forms come to it read: ``scope["state"]["form"]``."""

    def __init__(self, app: ASGIApp, known: Secrets, port: int, announce: Callable[[str], object] = str) -> None:
        self.app = app
        self.known = known
        self.cookie = f"kztrans-{port}"  # cookies do not know of ports
        self.hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        self._address = f"http://127.0.0.1:{port}/?token="
        self._announce = announce
        self._given = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        guarded = _with_headers(send)
        try:
            if scope["type"] != "http":
                raise Refused(403, "Only HTTP is spoken here.")
            headers = _headers(scope)
            self._check_host(headers)
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if scope["method"] == "GET" and self.known.take(asked):
                await self._let_in(scope, headers, guarded)
                return
            fields = await self._form(scope, headers, receive)
            pasted, csrf = fields.pop(TOKEN, ""), fields.pop("csrf", "")
            if not self._has_cookie(headers):
                if not self.known.take(_token_in(pasted)):
                    raise self._signed_out(scope, headers, fields)
                guarded = self._with_cookie(guarded, now=True)
            elif scope["method"] == "POST" and not _same(csrf, self.known.form):
                raise Refused(403, "", again(headers, _place(scope), fields, self.known.form))
            scope.setdefault("state", {})["form"] = fields
        except Refused as refused:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await _refuse(guarded, refused)
            return
        await self.app(scope, receive, self._with_cookie(guarded))

    def _check_host(self, headers: dict[str, str]) -> None:
        if headers.get("host", "") not in self.hosts:
            raise Refused(421, "This server answers to 127.0.0.1 only.")

    async def _let_in(self, scope: Scope, headers: dict[str, str], send: Send) -> None:
        """Change the token for a cookie, and lead to the same address without it.

        What a file of this machine or another site leads to has no cookie yet when it is led on: a page of ours, which
        leads on by itself, has.
        """
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + scope["raw_path"].decode("latin-1").replace("\\", "").lstrip("/")
        location = f"{path}?{rest}" if rest else path
        self._given = time.monotonic()
        cookie = {"set-cookie": self._cookie()}
        if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            await _answer(send, 303, b"", {"location": location, **cookie})
        else:
            await _answer(send, 200, onward(headers, location), {"content-type": HTML, **cookie})

    def _cookie(self) -> str:
        return f"{self.cookie}={self.known.session}; HttpOnly; SameSite=Strict; Path=/; Max-Age={86400 * COOKIE_DAYS}"

    def _with_cookie(self, send: Send, now: bool = False) -> Callable[[Message], Awaitable[None]]:
        """Give the cookie anew from time to time, so that it does not expire while somebody works; or ``now``."""

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start" and (now or time.monotonic() - self._given > RENEWED):
                self._given = time.monotonic()
                pair = (b"set-cookie", self._cookie().encode("latin-1"))
                message = {**message, "headers": [*message.get("headers", []), pair]}
            await send(message)

        return renewing

    def _has_cookie(self, headers: dict[str, str]) -> bool:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and _same(found.value, self.known.session)

    def _signed_out(self, scope: Scope, headers: dict[str, str], fields: dict[str, str]) -> Refused:
        """The page for who is not signed in: a form that was sent comes back with it, to be sent with the new token."""
        if not self.known.announced:
            self.known.announced = True
            self._announce(self._address + self.known.token)
        return Refused(403, "", signed_out(headers, _place(scope), fields, TOKEN))

    async def _form(self, scope: Scope, headers: dict[str, str], receive: Receive) -> dict[str, str]:
        """The fields of a form that this server's own page sent; of several with one name the last."""
        if scope["method"] in ("GET", "HEAD"):
            return {}
        if scope["method"] != "POST":
            raise Refused(405, "Only GET, HEAD and POST are served.")
        if headers.get("origin", "") != f"http://{headers['host']}":
            raise Refused(403, "The form does not come from this server's own page.")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
            raise Refused(415, "Only forms are accepted.")
        body = await _body(headers, receive)
        try:
            fields = dict(
                parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS_LIMIT, errors="strict")
            )
        except ValueError as error:
            raise Refused(400, "The form cannot be read.") from error
        return {name: _newlines(value) for name, value in fields.items()}


def _place(scope: Scope) -> str:
    """The request's own address, on this server."""
    path = "/" + scope["raw_path"].decode("latin-1").replace("\\", "").lstrip("/")
    query = scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _token_in(text: str) -> str:
    """The token in an address that was pasted, or by itself."""
    return parse_qs(text.strip().rpartition("?")[2]).get("token", [text.strip()])[0]


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode("ascii"))


def _newlines(text: str) -> str:
    """Browsers send CR LF for every line feed of a text field."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _headers(scope: Scope) -> dict[str, str]:
    """The request's headers; one that decides and comes twice is refused."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1")
        if key in found and key in ("host", "origin", "content-length", "content-type"):
            raise Refused(400, f"The header {key} comes twice.")
        found[key] = f"{found[key]}; {value.decode('latin-1')}" if key in found else value.decode("latin-1")
    return found


async def _body(headers: dict[str, str], receive: Receive) -> bytes:
    length = headers.get("content-length", "0")
    if not length.isdigit() or len(length) > 12 or int(length) > BODY_LIMIT:
        raise Refused(413, f"A form may have {BODY_LIMIT // 1024} KiB.")
    parts, size, more = [], 0, True
    while more:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except asyncio.TimeoutError as error:
            raise Refused(408, "The form did not come in time.") from error
        if message["type"] == "http.disconnect":
            raise Refused(400, "The form is not whole.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
        if size > BODY_LIMIT:
            raise Refused(413, f"A form may have {BODY_LIMIT // 1024} KiB.")
    return b"".join(parts)


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.encode(): value.encode() for name, value in HEADERS.items()}
            given: list[Any] = [pair for pair in message.get("headers", []) if pair[0].lower() not in own]
            message = {**message, "headers": [*given, *own.items()]}
        await send(message)

    return guarded


async def _refuse(send: Send, refused: Refused) -> None:
    if refused.page:
        await _answer(send, refused.status, refused.page, {"content-type": HTML})
    else:
        await _answer(send, refused.status, f"{refused.reason}\n".encode())


async def _answer(send: Send, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    given = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **(headers or {})}
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
