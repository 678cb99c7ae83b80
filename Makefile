# Masterplan. Everything that these commands fetch or make lies in .venv, node_modules and var of this folder, and
# nothing in the machine. Without make: the README has the same commands.

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

PY = .venv/bin/python
MANAGE = $(PY) manage.py
# Any Python can say which one will be used. -I: no module of ours shall stand in for the standard library's.
ANY_PYTHON = $(shell command -v python3 || command -v "$(PYTHON)" || command -v python3.14 || \
	command -v python3.13 || command -v python3.12 || command -v python3.11)
PREFLIGHT = "$(ANY_PYTHON)" -I roskilde/preflight.py
PIP_INSTALL = $(PY) -m pip install -qq --disable-pip-version-check --no-cache-dir --require-hashes
NPM_CI = ci --ignore-scripts --loglevel error --no-progress --cache var/npm --logs-max=0
# Told to trust what the machine trusts, or it fails behind a proxy that looks into TLS, as town halls have them.
OWN_NPM = NODE_OPTIONS=--use-system-ca $(PY) .venv/bin/npm
LOCK = var/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-cache $(if $(UPGRADE),--upgrade)

CATALOGUES = $(patsubst %.po,%.mo,$(wildcard */locale/*/LC_MESSAGES/*.po))
STATIC_FILES = $(shell find roskilde families safety masterplans outcomes -path '*/static/*' -type f 2>/dev/null)

# The demo and the checks bring a key of their own; production must be given one.
run demo bench: export DEMO = 1
run demo bench: export SECRET_KEY_FILE = $(CURDIR)/var/secret_key
run: PREFLIGHT += --address
test lint demands messages: export DEMO = 1
test lint demands messages: export SECRET_KEY = for tests and checks alone, never for anything that is served
test lint demands messages: export TODAY =

.DEFAULT_GOAL := help
.PHONY: help run test demo bench demands lint lock messages clean
.PHONY: preflight packages test-packages node test-node catalogues migrated

help: ## what can be made
	@echo "make …"
	@sed -n 's/^\([a-z]*\):.*## /  \1	/p' Makefile | expand -t 12

# With REDIS_URL a worker and its clock run beside the server, and stop with it.
run: packages node catalogues var/collected migrated ## install what is missing and serve the demo on PORT (8000)
	@$(MANAGE) demo --if-empty
	@exec $(PY) -m $(if $(REDIS_URL),roskilde.together,gunicorn --config roskilde/gunicorn.py)

# Chromium keeps crash reports and the like; they too stay in this folder.
test: test-packages test-node catalogues ## run the tests; BROWSER=1 those in a browser too (DATABASE_URL: where)
	XDG_CONFIG_HOME="$(CURDIR)/var/browser" XDG_CACHE_HOME="$(CURDIR)/var/browser" \
		$(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

demo: packages node catalogues migrated ## lay the demo data anew
	$(MANAGE) demo --anew

bench: test-packages node catalogues var/collected ## measure the pages against the floor page
	$(PY) -m tests.bench

demands: test-packages ## print each demand with its tests and pages
	$(PY) -m tests.demands

lint: test-packages ## format, lint, templates, types, floors
	$(PY) -m ruff format --check --output-format concise .
	$(PY) -m ruff check --output-format concise .
	$(PY) -m djlint --lint .
	$(PY) -m djlint --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

# Keeps what is locked and adds what is new; UPGRADE=1 takes the newest of everything.
lock: packages ## write the lock files again after a change of dependencies
	$(PY) -m venv var/lock
	var/lock/bin/python -m pip install -qq --disable-pip-version-check --no-cache-dir --upgrade uv
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) --group test --constraints requirements.txt --output-file requirements-test.txt
	$(OWN_NPM) $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts --cache var/npm
	rm -rf var/lock var/npm

messages: packages ## gather what is to be translated (needs gettext)
	$(MANAGE) makemessages --locale da --no-obsolete --no-wrap --add-location file \
		--ignore 'tests/*' --ignore 'node_modules/*' --ignore '.venv/*' --ignore 'var/*'

clean: ## remove what was installed and built; the database in var stays
	rm -rf .venv node_modules var/static var/collected var/cache var/browser var/npm var/lock
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find roskilde families safety masterplans outcomes tests -name '*.mo' -delete
	find roskilde families safety masterplans outcomes tests -name __pycache__ -prune -exec rm -rf {} +

# -- What the commands stand on ---------------------------------------------------------------------------------

preflight:
	@test -n "$(ANY_PYTHON)" || { echo "Python 3.11 or newer is missing."; \
		echo "    sudo apt install python3 python3-venv"; exit 1; }
	@$(PREFLIGHT) >/dev/null
	@mkdir -p -m 700 var

# A copy of each lock lies beside what was installed from it. While the two are alike nothing is asked of the
# network; dates would not do, for a checkout changes them. A .venv whose Python is gone is built anew.
packages: preflight
	@cmp -s requirements.txt .venv/requirements.txt && $(PY) --version >/dev/null 2>&1 || { set -e; \
		echo "Installing Python packages into .venv (the first time takes a minute or two) …"; \
		$(PY) -m pip --version >/dev/null 2>&1 || "$$($(PREFLIGHT))" -m venv --clear .venv; \
		$(PIP_INSTALL) -r requirements.txt; \
		cp requirements.txt .venv/requirements.txt; }

test-packages: packages
	@cmp -s requirements-test.txt .venv/requirements-test.txt || { set -e; \
		echo "Installing test tools into .venv …"; \
		$(PIP_INSTALL) -r requirements-test.txt; \
		cp requirements-test.txt .venv/requirements-test.txt; }

# The machine's npm if it has one that can read our lock; otherwise the one that came with the Python packages.
node: packages
	@cmp -s package-lock.json node_modules/.masterplan-lock || { set -e; \
		echo "Installing the design system into node_modules …"; \
		{ npm $(NPM_CI) --omit=dev >/dev/null && test -f node_modules/dkfds/package.json; } 2>/dev/null \
			|| $(OWN_NPM) $(NPM_CI) --omit=dev >/dev/null; \
		cp package-lock.json node_modules/.masterplan-lock; rm -rf var/npm; }

test-node: packages
	@cmp -s package-lock.json node_modules/.masterplan-test-lock || { set -e; \
		echo "Installing the design system and html-validate into node_modules …"; \
		{ npm $(NPM_CI) >/dev/null && test -f node_modules/html-validate/package.json; } 2>/dev/null \
			|| $(OWN_NPM) $(NPM_CI) >/dev/null; \
		cp package-lock.json node_modules/.masterplan-lock; \
		cp package-lock.json node_modules/.masterplan-test-lock; rm -rf var/npm; }

# Babel, for Django's own compilemessages needs msgfmt in the machine.
catalogues: $(CATALOGUES)
%.mo: %.po | packages
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

var/secret_key: | packages
	@umask 077; $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@.new && mv $@.new $@

var/collected: package-lock.json requirements.txt roskilde/settings.py $(STATIC_FILES) | node catalogues var/secret_key
	@echo "Collecting static files …"
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

migrated: | node catalogues var/secret_key
	@$(MANAGE) migrate --noinput --verbosity 0
