# Everything here sets up what it needs by itself: Python 3.11 or later, a C compiler and make are enough.
#   make run                        the examples; make run ARGS="check --code 1C909.a …" passes a licet command line
#   make test                       what CI runs; make check is the same
#   make spec                       runs the features and writes the report for lawyers, build/spec/index.html
#   make test PYTHON=python3.12     the same with another Python, in an environment of its own

PYTHON ?= python3
# The default Python lives in .venv, a chosen one beside it, so that changing Python never tears down the other.
VENV ?= .venv$(if $(filter-out python python3,$(notdir $(PYTHON))),-$(notdir $(PYTHON)))
ARGS ?=
PYTEST_ARGS ?= --numprocesses auto --dist loadfile

# A venv remembers absolute paths and its Python: one made elsewhere, or with another version, is made anew.
STATE := $(CURDIR) $(shell $(PYTHON) -c 'import platform; print(platform.python_version())' 2>/dev/null)
ifneq ($(shell cat $(VENV)/state 2>/dev/null),$(STATE))
.PHONY: $(VENV)/state
endif

PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
fail = { printf '\nset-up failed: %s\n' $(1) >&2; exit 1; }

.PHONY: run serve spec spec-strength crash test check bench measured lock clean
.DELETE_ON_ERROR:

run: $(VENV)/ready
ifeq ($(strip $(ARGS)),)
	@PATH="$$(cd $(VENV)/bin && pwd):$$PATH" sh examples/run.sh
else
	@$(PY) -m licet.api.cli $(ARGS)
endif

serve: $(VENV)/ready
	@$(PY) -m licet.api.cli serve $(ARGS)

# On the corpus that ships, in memory, unless LICET_DB names the log where signatures are.
spec: $(VENV)/ready-dev
	@LICET_DB="$${LICET_DB:-memory:}" $(PY) -m licet.api.cli spec report --out build/spec/index.html --messages build/spec/run.ndjson $(ARGS)

# Slow, goes on where it ended: make spec-strength ARGS="--minutes 60". Not part of the tests.
spec-strength: $(VENV)/ready-dev
	@$(PY) -m licet.tests.strength $(ARGS)

# Minutes; the tests have a short form of it: make crash ARGS="--rounds 1000 --only sqlite"
crash: $(VENV)/ready-dev
	@$(PY) -m licet.tests.crash $(ARGS)

# In an environment of its own, as what Licet is measured beside is installed for nothing else.
# Parts: make bench ARGS="checks bulk"; ARGS="--write" puts the figures into docs/benchmarks.md.
bench:
	@$(MAKE) --no-print-directory VENV=$(VENV)-bench measured

measured: $(VENV)/ready-bench
	@$(PY) -m licet.benchmarks.run $(ARGS)

test: check

check: $(VENV)/ready-dev .dev/licet
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy -p licet.events -p licet.rules -p licet.engine -p licet.api
	$(VENV)/bin/lint-imports
	$(PY) -m pytest $(PYTEST_ARGS)

# mypy sees the package through this link, whatever the clone is called.
.dev/licet:
	@mkdir -p .dev && ln -sfn .. $@

$(VENV)/state:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  $(call fail,'`$(PYTHON)` is not Python 3.11 or later; try `make … PYTHON=python3.12`')
	@echo "setting up $(VENV) (once, about half a minute)" >&2
	@$(PYTHON) -m venv --clear $(VENV) || \
	  $(call fail,'no virtual environment could be made; on Debian and Ubuntu install `python3-venv`')
	@echo '$(STATE)' > $@

# durable-rules is compiled from source, so its build tools are installed first, from the lock, and the build is not isolated.
# It calls PyEval_CallObject, which Python 3.13 dropped; PyObject_CallObject does the same on every version. Its set-up
# overwrites CFLAGS, not CPPFLAGS. pip does not know that CPPFLAGS went into a wheel: from its cache might come one that
# was built without it and cannot be imported.
define set-up
	@$(PIP) install --require-hashes -r requirements/build.txt || \
	  $(call fail,'the build tools could not be installed; is the package index reachable?')
	@CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject" \
	  $(PIP) install --require-hashes --no-build-isolation --no-cache-dir -r $(1) || \
	  $(call fail,'see above; durable-rules needs a C compiler and the headers of Python (`build-essential python3-dev`)')
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-index --no-build-isolation --editable . || $(call fail,'licet itself could not be installed')
	@$(PY) -c 'import durable.engine' || $(call fail,'durable-rules was built but this Python cannot import it')
	@touch $@
endef

$(VENV)/ready: $(VENV)/state pyproject.toml requirements/build.txt requirements/run.txt
	$(call set-up,requirements/run.txt)

$(VENV)/ready-bench: $(VENV)/state pyproject.toml requirements/build.txt requirements/bench.txt
	$(call set-up,requirements/bench.txt)

$(VENV)/ready-dev: $(VENV)/ready requirements/dev.txt
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/dev.txt || \
	  $(call fail,'the test tools could not be installed; is the package index reachable?')
	@touch $@

# The driver of PostgreSQL, which the benchmark leaves out, and rule-engine do not agree about dateutil.
# Newer versions: make lock UPGRADE=--upgrade
UV = $(VENV)/bin/uv pip compile --no-config --quiet --no-header --universal --python-version 3.11 --generate-hashes $(UPGRADE)
lock: $(VENV)/ready
	@$(PIP) install --require-hashes -r requirements/lock.txt
	$(UV) --group build --output-file requirements/build.txt
	$(UV) pyproject.toml --extra bulk --extra postgresql --constraint requirements/build.txt --output-file requirements/run.txt
	$(UV) pyproject.toml --extra bulk --extra postgresql --group dev --constraint requirements/build.txt --constraint requirements/run.txt \
	  --output-file requirements/dev.txt
	@mkdir -p build && sed '/^python-dateutil==/,/# via/d' requirements/run.txt > build/run-but-dateutil.txt
	$(UV) pyproject.toml --extra bulk --group bench --constraint requirements/build.txt --constraint build/run-but-dateutil.txt \
	  --output-file requirements/bench.txt
	$(UV) --group lock --output-file requirements/lock.txt

clean:
	rm -rf .venv .venv-* .dev build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
