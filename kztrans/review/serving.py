"""The server: one process, this machine alone, no connection that says nothing."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from kztrans.errors import InputError

__all__ = ["listen", "server"]

SILENT = 20.0
"""Seconds in which a connection has to send a request."""


def listen(port: int) -> socket.socket:
    """A socket that listens on 127.0.0.1 and nowhere else: who connects from then on is served.

    Raises:
        InputError: the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as error:
        raise InputError(f"port {port}: {error.strerror}", remedy="leave --port out, or name another") from error
    return listener


def server(app: ASGIApp) -> uvicorn.Server:
    """The server of an application, to be run on a socket."""
    config = uvicorn.Config(app, http=_Protocol, log_level="error", server_header=False, access_log=False)
    return uvicorn.Server(config)


class _Protocol(H11Protocol):
    """HTTP, with an end to connections on which no request comes."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        asyncio.get_running_loop().call_later(SILENT, self._end_silent)

    def _end_silent(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()
