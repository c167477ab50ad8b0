# Everything starts here, on a machine with Python >= 3.11 (with venv), make and a Python package index; nothing else.
#
#   make run    the server with its dashboard and a demo to look at, on an SQLite file; prints a link that signs in
#               (make run ARGS="--help" lists its options)
#   make test   the whole suite: style, types, layers, docs, tests
#   make help   the other targets

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
ARGS   ?=
# How many test processes. Each begins with a part of its own and takes from another when it is done, so that what a file of
# tests shares is made once; `make pytest JOBS=0 ARGS="tests/core -x"` runs in this one.
JOBS   ?= auto

# The tests start hundreds of processes: what one has compiled is there for the next, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint format types layers docs pytest cover soak bench mutants lock hooks clean env

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ── the environment: made once, again only when the lock, the metadata or this file change ──
# The lock is complete, so nothing is resolved (--no-deps): what was released since cannot change what is installed.
env: $(STAMP)  ## the environment in .venv, from the lock

$(STAMP): requirements/dev.txt pyproject.toml Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Kavach needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "making $(VENV)"; $(PYTHON) -m venv --clear $(VENV); }
	@echo "installing from requirements/dev.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@touch $@

# ── the main job ──
run: env  ## the server and its dashboard, with a demo to look at (ARGS="…" are its options)
	@$(BIN)/kavach serve --demo $(ARGS)

demo: env  ## a story on the terminal, on a real SQLite file (ARGS="…" are its options)
	@$(BIN)/kavach demo $(ARGS)

# ── the suite ──
# The tests come last, so that their closing line is the last word.
test: env check  ## everything: style, types, layers, docs, tests, coverage
	@$(MAKE) --no-print-directory cover

check: lint types layers docs  ## all that needs no test run

lint: env  ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: env  ## rewrite the files as ruff wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: env  ## mypy --strict and pyright
	$(BIN)/mypy --strict src
	$(BIN)/pyright

layers: env  ## the import rules of the architecture
	$(BIN)/lint-imports --no-cache

docs: env  ## the documentation into site/, warnings are errors
	$(BIN)/python tools/build_docs.py

pytest: env  ## some tests, without coverage (ARGS="…" are pytest's)
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(ARGS)

# Coverage slows a test down, so only those that are there to take every branch run under it.
cover: env  ## all tests; fails unless they take every branch of core and engine
	@status=0; set -x; \
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m "covering and not soak" --cov --cov-report=term-missing $(ARGS) || status=1; \
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not covering and not soak" $(ARGS) || status=1; \
	exit $$status

soak: env  ## the long runs that `make test` leaves out
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -m soak --timeout=0 $(ARGS)

bench: env  ## latency and throughput beside the floor
	$(BIN)/python -m bench $(ARGS)

mutants: env  ## mutation testing of src/pykavach/core (ARGS="money codec.canonical": some of it)
	$(BIN)/python tools/mutants.py $(ARGS)

# ── upkeep ──
lock: env  ## pin the newest allowed versions again
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --output-file requirements/dev.txt --upgrade \
	  --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

hooks: env  ## run the quick checks before each commit
	$(BIN)/pre-commit install

clean:  ## remove all that the other targets made
	rm -rf $(VENV) build dist site mutants htmlcov .cache .coverage .coverage.* .hypothesis \
	  .mypy_cache .pytest_cache .ruff_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
