# `make sample` runs the main job on the sample pair; `make test` runs every check. Both install what they need.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: sample sample-output test release clean

sample: $(VENV)/installed
	$(BIN)/kztrans align --sample

# After a change of the glossary, the aligner or the sample: its output, made anew, to be read and committed.
sample-output: $(VENV)/installed
	rm -f locales/en/jalur-tengah.po locales/jalur-tengah.id-en.tmx
	$(BIN)/kztrans align --sample

test: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist worksteal

# What is published: wheel and sdist, the same bytes from the same commit, checked, and installed once in an empty place.
release: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check build twine
	rm -rf dist build/release
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist .
	$(BIN)/twine check --strict dist/*
	$(PYTHON) -m venv build/release
	build/release/bin/pip install --quiet --disable-pip-version-check dist/*.whl
	build/release/bin/kztrans align --sample --dry-run

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
