"""Folders of documents and their translations: which belong together, and what of them translates each other.

A *manifest* (`manifest`) names pairs of documents; `folders` makes one out of two folders, by `pairing`. `plan` cuts it
into stretches, `stretch` aligns one and writes a *part* (`parts`), `run` has all of them done by the engines of
`kztrans.workers`, and `gathering` makes TMX and tables (`sinks`) of the parts, through `filters`. `report` tells what
came of it.
"""
