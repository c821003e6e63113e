"""From segments and beads to translation units, and from units to finished text."""
