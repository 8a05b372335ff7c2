# Each target sets itself up from nothing: it needs make and Python 3.11 or newer.
#   make run    extract the claims of the sample article
#   make test   all tests
#   make check  all tests, style, types and the layers of the architecture
#   make speed  the benchmarks

PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,\
            $(shell $(name) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check speed constraints clean

run: $(READY)
	@$(BIN)/textmine extract corpora/samples/article.txt --format table

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

speed: $(READY)
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.startup

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; set PYTHON=/path/to/python" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=$(CURDIR)/constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# pin what is installed now: versions only
constraints: $(READY)
	$(BIN)/python -m pip list --format=freeze --exclude-editable --exclude pip --exclude setuptools | LC_ALL=C sort -f > constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
