# Every target works from a fresh clone: it installs first what it needs, once.
#   PYTHON=/path/to/python   the Python 3.11 or later that .venv is made with
#   PIP_ARGS="..."           options for pip install, such as an index of your own

VENV := .venv/bin/python
BUNDLE ?= build/bundle
PYTEST_ARGS ?=
EVALUATE_ARGS ?=
FUZZ_ARGS ?=
TRAIN_ARGS ?=
LOAD_ARGS ?=
export PYTHON PIP_ARGS

.DEFAULT_GOAL := help
.PHONY: help run model test check evaluate fit train-reader bench bench-embedding bench-retrieval bench-verify bench-reading bench-facts bench-speed bench-large bench-clauses bench-reader fuzz crash load bundle try-bundle docs screenshots lock clean install install-dev
MAKEFLAGS += --no-print-directory

help: ## List the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 26

run: model ## Install, prepare the model, ingest samples/ into an empty library, serve the chat
	@$(VENV) ingest.py --if-empty samples || [ $$? -eq 1 ]
	@$(VENV) app.py

model: install ## Prepare the embedding model, once
	@$(VENV) -m assistant model

test: install-dev model ## Run the tests (PYTEST_ARGS="-k name" for some of them)
	@$(VENV) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: install-dev ## Lint, formatting, types, import direction
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@$(VENV) -m pytest -q tests/test_architecture.py

evaluate: install-dev model ## Judge the answers to all question sets, beside two baselines (EVALUATE_ARGS="--set samples --show")
	@$(VENV) -m evaluation.evaluate $(EVALUATE_ARGS)

bench: ## Run every benchmark and evaluate; exit 1 when a figure misses its bar
	@failed=; for name in bench-embedding bench-retrieval bench-verify bench-reading bench-facts bench-speed evaluate; do $(MAKE) $$name || failed=1; done; \
	test -z "$$failed"

fit: install-dev model ## Fit the weights of questions and of selection on the development sets, for the model that is set (a quarter of an hour)
	@$(VENV) -m evaluation.fit_spellings
	@$(VENV) -m evaluation.fit_kinds
	@$(VENV) -m evaluation.fit_selection

train-reader: install-dev model ## Train the adapter that the encoder reads with (half an hour; TRAIN_ARGS="--resume" goes on from the last checkpoint)
	@tools/install requirements-train.txt
	@$(VENV) -m evaluation.train_reader $(TRAIN_ARGS)

bench-embedding: model ## Measure the encoder: passages a second, time of one query, agreement with fp32
	@$(VENV) -m evaluation.bench_embedding

bench-retrieval: model ## Measure retrieval on XQuAD Vietnamese: MRR@10 and R@5
	@$(VENV) -m evaluation.bench_retrieval

bench-verify: install ## Hold statements over samples/, faithful and not, against the rules; exit 1 when a bar is missed
	@$(VENV) -m evaluation.bench_verify

bench-reading: install-dev ## Hold noise, metadata and sections against tables made by hand, in every format; 2 without ../shared
	@$(VENV) -m evaluation.bench_reading --formats

bench-facts: install ## Hold figures, people and events against tables made by hand; exit 1 when a bar is missed
	@$(VENV) -m evaluation.bench_facts

bench-speed: install-dev model ## Ingesting, asking and starting beside the usual LangChain pipeline; exit 1 when a bar is missed
	@$(VENV) -m evaluation.bench_speed

bench-large: model ## Ask a library of 100,000 made passages beside one of 1,000, and beside an ingest; exit 1 when a bar is missed
	@$(VENV) -m evaluation.bench_large

bench-clauses: model ## Find passages by vectors of their words and of their clauses, on marked answers (no bars)
	@$(VENV) -m evaluation.bench_clauses

bench-reader: install-dev model ## Count the held-out questions whose leading clause answers, with the reader and without; exit 1 when a bar is missed
	@$(VENV) -m evaluation.bench_reader

fuzz: install-dev model ## Ingest 200 good and 1,000 damaged or hostile files (FUZZ_ARGS="--seed 7 --bad 300")
	@$(VENV) -m evaluation.fuzz $(FUZZ_ARGS)

crash: install-dev ## Kill programs over a library 300 times, damage its indexes 200 times (a quarter of an hour)
	@failed=; for name in crash damage; do $(VENV) -m evaluation.$$name || failed=1; done; test -z "$$failed"

load: model ## Let 10 to 200 people ask the app at once, by page and API (LOAD_ARGS="--people 50 --seconds 30")
	@tools/install requirements-load.txt
	@$(VENV) -m evaluation.load $(LOAD_ARGS)

bundle: model ## Collect the program, a wheel of every package and the model in BUNDLE=folder, for a machine without a network
	@tools/bundle "$(BUNDLE)"

try-bundle: ## Install and use BUNDLE=folder where no route leads out, and count the attempts (some minutes; Linux, as root)
	@tools/try_bundle "$(BUNDLE)"

docs: install ## Write the settings table into README.md
	@$(VENV) -m tools.settings_table

screenshots: install-dev model ## Take the pictures in docs/images anew, of the app over samples/ (needs Chromium)
	@$(VENV) -m tools.screenshots

lock: ## Resolve requirements*.txt afresh into constraints.txt
	@tools/lock

clean: ## Remove .venv and caches; the library and the model stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install: ## Create .venv and install requirements.txt
	@tools/install requirements.txt

install-dev: install ## Install requirements-dev.txt too: what tests, checks and evaluate need
	@tools/install requirements-dev.txt
