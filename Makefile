# The commands of this checkout; `make` lists them. Everything they need is set up on the way (.ci/setup).
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
export RASA_TELEMETRY_ENABLED := false
# Compiled modules are kept: without them each start compiles TensorFlow anew, some ten seconds.
export PYTHONDONTWRITEBYTECODE :=
unexport PYTHONPATH PYTHONHOME

BIN := .venv/bin
HOME_DIR := $(or $(RECOURSE_HOME),var)
# Fast layers first: what is wrong in the policy should not wait for the servers.
LAYERS := $(wildcard tests/test_*.py tests/policy tests/store tests/actions tests/bot tests/conversations)

.PHONY: help setup settings run chat train test bench check lint lock $(HOME_DIR)/settings.sh

help: ## this list
	@echo "make …"
	@sed -n 's/^\([a-z]*\):[^#]*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 12
	@echo "More: $(BIN)/recourse --help. For Rasa's own commands: . $(HOME_DIR)/settings.sh"

run: export RECOURSE_STOP_WITH_PARENT := 1
run: setup settings ## the assistant: trains if needed, fills the sample shop, serves until Ctrl-C
	@$(BIN)/recourse serve

chat: setup settings ## talk to it in the terminal; as another buyer: make chat BUYER=b2
	@$(BIN)/recourse chat $(BUYER)

train: setup settings ## the model, if what it is made from has changed
	@$(BIN)/recourse train

test: setup settings ## every test, fast layers first
	@$(BIN)/recourse train
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile $(LAYERS) tests

bench: setup settings ## how fast it is against a vanilla Rasa twin: a table, JSON, a picture; QUICK=1 in three minutes, EPOCHS=5 trains the twin for fewer
	@$(BIN)/recourse bench $(if $(QUICK),--quick) $(if $(EPOCHS),--epochs $(EPOCHS))

check: setup ## format, lint, types, structure and policy tests: seconds
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q -m "not slow" $(wildcard tests/test_structure.py tests/policy)

lint: setup ## put format and imports right
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lock: ## pin the newest packages that fit pyproject.toml, with hashes
	@PATH="$(CURDIR)/.tools/bin:$$PATH" uv pip compile --quiet --no-header --python-version 3.10 --generate-hashes \
	  --group dev --output-file requirements.lock

setup: ## .venv from requirements.lock, if the lock has changed
	@sh .ci/setup

settings: $(HOME_DIR)/settings.sh ## the file to source for rasa train, run, run actions, shell, test nlu, data validate

$(HOME_DIR)/settings.sh: setup
	@$(BIN)/recourse settings > /dev/null
