# The commands of the portal. `make help` lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check fmt messages bench screenshots manage venv clean

PYTHON_IN_VENV := .venv/bin/python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

venv: ## Make .venv and install the locked packages
	@deploy/make_venv.sh

run: venv ## Start the whole portal with demo data (PORT=8000); Ctrl-C stops it
	@$(PYTHON_IN_VENV) -m thanhhoa_ecom.local

manage: venv ## Run a management command on the running portal (do="create_demo_data")
	@$(PYTHON_IN_VENV) -m thanhhoa_ecom.local.manage $(do)

test: venv ## Run all tests on real PostgreSQL and Valkey (args="tests/accounts")
	@$(PYTHON_IN_VENV) -m tests.run $(args)

check: venv ## Judge style, types, layers, migrations, translations and settings
	@$(PYTHON_IN_VENV) -m tests.check

fmt: venv ## Format and sort the code and the templates
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format .
	@git ls-files 'templates/*.html' | xargs .venv/bin/djade --target-version 5.2

messages: venv ## Collect the texts to translate into locale/vi (needs gettext)
	@$(PYTHON_IN_VENV) -m tests.catalogues collect

bench: venv ## Measure against the budgets (args="b1 b6"; takes minutes)
	@$(PYTHON_IN_VENV) -m benchmarks $(args)

screenshots: venv ## Draw the screenshots of README.md anew (needs Chromium)
	@$(PYTHON_IN_VENV) -m tests.screenshots

clean: ## Delete what the commands made: packages, data and caches
	@rm -rf .venv var .mypy_cache .ruff_cache .import_linter_cache .hypothesis
