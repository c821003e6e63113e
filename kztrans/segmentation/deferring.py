"""Imports that wait until they are needed: of what a library imports and does not use for us."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

__all__ = ["deferred"]


@contextmanager
def deferred(name: str) -> Iterator[None]:
    """Whoever imports this module now gets one that loads it when something of it is first asked for.

    ``importlib.util.LazyLoader`` would be the library's way, but before Python 3.12 an import statement asks too much
    of its modules, and so loads them.

    >>> with deferred("wave"):
    ...     import wave
    >>> "wave" in sys.modules, wave.Error.__name__, "wave" in sys.modules
    (False, 'Error', True)
    """
    if name in sys.modules:
        yield
        return
    module = ModuleType(name)
    setattr(module, "__getattr__", lambda attribute: getattr(import_module(name), attribute))  # noqa: B010
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]
