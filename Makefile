# The commands of this project. What they need is set up on first use, in .venv, and again when a lock changes.

PYTHON ?= python3.13 python3.12 python3.11 python3
PORT ?= 8501
ADDRESS ?= localhost
HOSTS ?=
ARGS ?=

PY := .venv/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
# Tests are kept compiled, wherever else Python is told to keep nothing: it halves what it takes to collect them.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest --numprocesses auto --no-loadscope-reorder
UV_COMPILE := $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

# A stamp carries its lock's checksum in its name, so a changed lock is a stamp that is not there yet.
RUN_READY := .venv/run-$(firstword $(shell cksum requirements.txt))
DEV_READY := .venv/dev-$(firstword $(shell cksum requirements-dev.txt))

.PHONY: help run test test-fast check format lock sample docs

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

run: $(RUN_READY) ## open the dashboard (PORT=8502 for another port)
	@$(PY) -m sendkpi.views.frame.warm http://localhost:$(PORT) & \
	$(if $(HOSTS),STREAMLIT_SERVER_ALLOWED_HOSTS="localhost 127.0.0.1 ::1 $(HOSTS)") \
	$(PY) -m streamlit run dashboard.py --server.port $(PORT) --server.address $(ADDRESS)

test: $(DEV_READY) ## run every test, and name any that was skipped (ARGS=tests/analysis for a folder, ARGS="-k words" for some)
	@$(PYTEST) $(ARGS)

test-fast: $(DEV_READY) ## run the tests that need neither a browser nor LibreOffice
	@$(PYTEST) -m "not browser and not office" $(ARGS)

check: $(DEV_READY) ## lint, format, types, and which room imports which
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) .venv/bin/lint-imports

format: $(DEV_READY) ## put the code into its format
	$(PY) -m ruff format

lock: $(DEV_READY) ## write both requirements files anew from pyproject.toml
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

sample: $(RUN_READY) ## make the illustrative workbooks again
	PYTHONPATH=. $(PY) data/sample/make.py

docs: $(RUN_READY) ## write what the documentation takes from the code anew: data/plan/README.md, docs/problems.md, docs/ratings.md
	PYTHONPATH=. $(PY) data/plan/make_readme.py
	PYTHONPATH=. $(PY) docs/make_reference.py

$(RUN_READY): | .venv/usable
	@echo "Installing what the dashboard needs, once: a minute or two."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV_READY): | .venv/usable
	@echo "Installing what the tests and checks need, once: a minute or two."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

# Names are tried by running them: one on the path may still be too old, or a launcher of nothing.
.venv/usable:
	@$(PY) -m pip --version >/dev/null 2>&1 && touch $@ && exit; \
	for name in $(PYTHON); do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11 or newer is needed; none was found as: $(PYTHON)." >&2; \
		echo "Install one, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' >/dev/null 2>&1; then \
		echo "$$found cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi; \
	$$found -m venv --clear .venv && touch $@
