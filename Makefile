# Two commands matter: `make run` opens the explorer, `make test` runs every check.

.DEFAULT_GOAL := help
.PHONY: help run test lint format pictures wheel bench clean

PY := .venv/bin/python

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: ## install what is missing and open the window
	@scripts/prepare.sh run
	@$(PY) -m explorer open

test: ## install what is missing and run every check and test
	@scripts/prepare.sh test
	@scripts/test.sh

lint: ## the quick checks without the tests
	@scripts/prepare.sh test
	@scripts/test.sh --quick

format: ## lay the code out and mend what ruff can mend
	@scripts/prepare.sh test
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

pictures: ## render the guided tour into out/ and the pictures of the docs
	@scripts/prepare.sh run
	@$(PY) -m explorer tour --out out
	@mkdir -p docs/images
	@cp out/window.png docs/images/window.png
	@cp out/window-peeled.png docs/images/window-peeled.png
	@$(PY) scripts/output_pictures.py docs/images

wheel: ## build a wheel into dist/
	@scripts/prepare.sh run
	@$(PY) -m pip wheel . --no-deps --wheel-dir dist

bench: ## measure against a plain pyvistaqt program (minutes; needs Xvfb)
	@scripts/prepare.sh bench
	@$(PY) benchmarks/run.py --json out/bench.json

clean: ## remove what the commands above made, the environment included
	@rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
