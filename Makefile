# make try    environment, install, a casefile from the sample corpus, an answer
# make check  everything that CI runs: format, lint, types, import contract, tests

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: help try check test lint clean

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/allegiance: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/allegiance
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

try: $(BIN)/allegiance
	@mkdir -p out
	$(BIN)/allegiance read examples/iraq --casefile out/iraq.casefile
	$(BIN)/allegiance pair "Muqtada al-Sadr" Iran --casefile out/iraq.casefile

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.dev
	$(BIN)/pytest -n 2

check: lint test

clean:
	rm -rf $(VENV) out
