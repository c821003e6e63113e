"""File formats: one module each, with ``read`` and ``write`` (or ``parse`` and ``serialize`` on bytes)."""
