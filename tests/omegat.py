"""A project for OmegaT's console mode, run without a screen and without the user's own settings."""

import subprocess

from tools import needs

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>id</source_lang><target_lang>en</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>{sentences}</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


class Project:
    """Put files into ``source``, ``memory`` and ``glossary``, call ``translate``, read ``target``."""

    def __init__(self, folder, sentences=False):
        needs("omegat")
        self.folder = folder / "project"
        self.settings = folder / "settings"
        for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "omegat.project").write_text(PROJECT.format(sentences=str(sentences).lower()), encoding="utf-8")

    @property
    def source(self):
        return self.folder / "source"

    @property
    def memory(self):
        return self.folder / "tm" / "auto"

    @property
    def glossary(self):
        return self.folder / "glossary"

    @property
    def target(self):
        return self.folder / "target"

    def translate(self):
        """Run the console mode and return what it printed; fails where OmegaT complains."""
        return console(self.folder, self.settings)


def console(folder, settings):
    """OmegaT's console mode over a project: what it printed; fails where OmegaT complains."""
    command = ["omegat", folder, "--mode=console-translate", f"--config-dir={settings}", "--no-team"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    output = run.stdout + run.stderr
    assert run.returncode == 0, output
    for complaint in ("Exception", "Error", "SEVERE", "Warning:"):
        assert complaint not in output, output
    return output
