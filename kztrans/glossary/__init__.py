"""Concepts and their terms: reading and writing them, finding them in texts, checking them."""

from __future__ import annotations

from kztrans.glossary.store import Glossary

__all__ = ["Glossary"]
