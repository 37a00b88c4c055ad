# Three commands for everybody: `make demo`, `make workbench` and `make test`. They set up what they need.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
STAMP := $(VENV)/.set-up

.PHONY: demo workbench test setup check types floors gate postgres chromium unit messages docs clean

demo: $(STAMP)
	$(BIN)/khronika code examples/reports -o demo-output
	$(BIN)/khronika show demo-output --limit 6

# The bundled reports as a chronicle in the browser; decisions made in it stay until `make clean`.
workbench: $(STAMP)
	test -d demo-chronicle || $(BIN)/khronika init demo-chronicle
	$(BIN)/khronika add demo-chronicle examples/reports
	$(BIN)/khronika serve demo-chronicle

test: check types floors gate unit

setup: $(STAMP)

$(STAMP): pyproject.toml scripts/web/assets.toml $(wildcard src/khronika/web/locale/*/LC_MESSAGES/django.po)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[chronicle]' --group dev
	@command -v npm >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y npm; }
	$(BIN)/python scripts/web/assets.py
	$(BIN)/python scripts/web/messages.py compile
	touch $(STAMP)

check: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

floors: $(STAMP)
	$(BIN)/lint-imports

# Scores on the project's own cases, and on public gold sets where a folder of them is given.
gate: $(STAMP)
	$(BIN)/python gate/run.py --gold $(GOLD)

# Debian's PostgreSQL, installed where it is missing: the tests run a server of their own. Where it cannot be had, what
# needs it is skipped and says so (in continuous integration, with CI=true, it fails).
postgres: $(STAMP)
	-$(BIN)/python scripts/testing/private_postgres.py

# Those of the pages wait for a browser and a server each, so two files of them run at once.
unit: $(STAMP) postgres chromium
	$(BIN)/python -m pytest --ignore tests/web -n 2
	$(BIN)/python -m pytest tests/web -n 2 --dist loadfile

# The pages are tested in a real browser: Debian's Chromium, fetched where there is none.
chromium:
	@command -v chromium >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; }

# Take the words of pages and code into the catalogues of messages, for a person to translate what is new.
messages: $(STAMP)
	$(BIN)/python scripts/web/messages.py update

# Whatever is generated into the repository: schemas, the ontology's and the table's pages.
docs: $(STAMP)
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) demo-output demo-chronicle build dist .mypy_cache .pytest_cache .ruff_cache
