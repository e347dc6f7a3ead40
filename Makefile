# Two commands matter: `make run` to use the program, `make test` to test it. `make help` lists the rest.

PORT ?= 8000
JOBS ?= 2
export UV_PYTHON_DOWNLOADS := never
export PYTHONDONTWRITEBYTECODE :=

UV := scripts/uv.sh
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test test-core test-postgres coverage check fmt bench lock css ci

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: .venv/.ready  ## create the environment in .venv

SETUP := pyproject.toml uv.lock requirements.lock scripts/setup.sh scripts/uv.sh

.venv/.ready: $(SETUP)
	@scripts/setup.sh
	@touch .venv/.can-run $@

# what only developers use is three quarters of the packages: trying the program does without
.venv/.can-run: $(SETUP)
	@scripts/setup.sh run
	@touch $@

run: .venv/.can-run  ## serve the demo commune on http://127.0.0.1:$(PORT); Ctrl-C ends it
	@exec $(BIN)/thidua run --port $(PORT)

test: setup  ## run every test, the browser tests included where a Chromium can be had
	@scripts/test.sh $(JOBS)

test-core: setup  ## run the tests of the rules only: no database, some seconds
	@$(BIN)/pytest tests/core -q -n $(JOBS)

# what needs no database is the same on both engines and runs once, in `make test`
test-postgres: setup  ## run the tests that use a database on a private PostgreSQL
	@scripts/postgres.sh $(BIN)/pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not browser" \
		--ignore tests/core --ignore tests/papers --ignore tests/architecture

coverage: setup  ## the tests on PostgreSQL, with the branches they try in rules, services and policies
	@scripts/coverage.sh $(JOBS)

check: setup  ## format, lint, templates, layers, types, migrations, architecture
	@scripts/check.sh

fmt: setup  ## put code and templates into the common format
	@scripts/format.sh

bench: setup  ## measure ours against the rivals, in turn, and print the ratios
	@$(BIN)/python -m benchmarks.run
	@$(BIN)/pytest -q tests/scoring/long_course.py

lock:  ## resolve the dependencies again: uv.lock and requirements.lock
	@scripts/lock.sh

css:  ## build the stylesheet from frontend/ (developers only: needs Node)
	@frontend/build.sh

ci: setup  ## everything that must hold before a change is accepted
	@echo "== check: format, lint, templates, layers, types, migrations, architecture"
	@$(MAKE) --no-print-directory check
	@echo "== coverage: the tests on PostgreSQL, and what they try"
	@$(MAKE) --no-print-directory coverage
	@echo "== test: the tests on SQLite and in the browser, but for those of rules and architecture, which ran above"
	@scripts/test.sh $(JOBS) --ignore tests/core --ignore tests/architecture
