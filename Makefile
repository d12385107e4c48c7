# Two commands are enough: `make run` to see it, `make test` to trust it.
.DEFAULT_GOAL := help
.PHONY: help run test check test-servers bench prepare lock format ci
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadscope

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: ## Serve the house on http://127.0.0.1:8000/ (PORT=… for another); Ctrl-C stops all
	@exec scripts/run

test: ## Run every test on the embedded database and broker
	@scripts/prepare test
	@$(PYTEST) $(ARGS)

test-servers: ## Run every test on PostgreSQL and Redis, throw-away ones unless DATABASE_URL and REDIS_URL are given
	@scripts/prepare servers
	@scripts/with_servers $(PYTEST) $(ARGS)

check: ## Lint, types, import law, migrations, templates
	@scripts/prepare test
	@scripts/check

bench: ## Print one JSON line per figure
	@scripts/prepare test
	@$(PYTHON) -m bench $(ARGS)

prepare: ## Install what is missing, for running and for testing
	@scripts/prepare test

lock: ## Resolve the dependencies anew and export them for pip
	@scripts/lock

format: ## Write the code as the linters want it
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) -m ruff format --quiet .

ci: ## The gate, the same for people and machines
	@.ci/run
