"""The local web application, in which terminologists and aligners decide in context: the extra ``kztrans[review]``.

``project`` knows which files there are and what is in them, ``views`` makes the pages, ``app`` says which address leads
to which, ``security`` lets nobody else in. Nothing here decides what a change does to a file: ``kztrans.glossary`` and
``kztrans.jobs`` and ``kztrans.merging`` do.
"""
