# Everything is done from here: `make chat` to use it, `make test` to check it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

INSTALLED_BENCH := $(VENV)/.installed-bench

.PHONY: chat bot test lint unit eval bench soak clean

chat: $(INSTALLED)
	@$(BIN)/kehoach chat

bot: $(INSTALLED)
	@$(BIN)/kehoach bot

test: lint unit

lint: $(INSTALLED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(INSTALLED_DEV)  # hundreds of processes start; compiled modules save each half a second
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses 2 --dist loadfile

eval: $(INSTALLED_BENCH)
	$(BIN)/python -W ignore -m tests.bench.ablation $(FOLDERS)

bench: $(INSTALLED_BENCH)
	$(BIN)/python -m tests.bench

soak: $(INSTALLED_DEV)
	$(BIN)/python -m tests.soak $(RUNS)

$(INSTALLED): pyproject.toml constraints.txt
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kehoach needs Python 3.11 or newer: make PYTHON=python3.11 chat" >&2; exit 1; }
	$(BIN)/pip install --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(INSTALLED_DEV): pyproject.toml constraints.txt
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(INSTALLED) $@

$(INSTALLED_BENCH): $(INSTALLED_DEV)
	$(BIN)/pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

clean:
	rm -rf $(VENV) dist build *.egg-info
