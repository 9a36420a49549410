# Needs GNU make 3.81 or newer (the one of macOS too) and Python 3.11 or newer; everything else is installed into .venv.
# Without make, and on Windows: see README.md.

SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules
BIN := .venv/bin
WAVE := data/sovereignty-2022
BENCHMARKS := counts correlation psychometrics report fielding
REPORTS := $(foreach language,kk ru en,$(foreach format,html docx pdf,_out/sovereignty-2022/report.$(language).$(format)))

# Everything that a report is made from; a blank in a file name is escaped for make.
SOURCES := $(shell find src/survey instruments reports $(WAVE) -type f ! -path '*/__pycache__/*' ! -path '*/.*' | sed 's/ /\\ /g')

.DEFAULT_GOAL := help
.PHONY: help report test check docs bench faults simulation oracles

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1@\2/p' Makefile | while IFS=@ read -r name text; do printf '%-16s %s\n' "$$name" "$$text"; done

report: $(REPORTS) ## build the nine reports of the 2022 survey in _out/sovereignty-2022

# One run writes all nine; a pattern rule is how to say that to every make (plain targets would run it nine times).
$(subst /report.,/%.,$(REPORTS)): $(SOURCES) .venv/installed
	$(BIN)/survey report build $(WAVE)

test: .venv/installed ## run the tests; SLOW=1 runs the slow ones as well, LONG=1 all
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "$(if $(LONG),,$(if $(SLOW),not long,not slow and not long))"

check: .venv/installed ## check format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --no-error-summary

docs: .venv/installed ## write docs/api and the list of public names again
	$(BIN)/python tools/api_reference.py

bench: .venv/installed ## run the benchmarks and print what they measured
	@for script in $(BENCHMARKS); do echo "== $$script.py"; $(BIN)/python "benchmarks/$$script.py" || exit 1; done

faults: .venv/installed ## kill the server of the web questionnaire two hundred times (docs/field-reliability.md)
	FAULT_ROUNDS=200 $(BIN)/python -m pytest -q -o faulthandler_timeout=0 tests/fielding/web/test_faults.py

simulation: .venv/installed ## write the tables of docs/simulation.md again (a quarter of an hour)
	$(BIN)/python benchmarks/simulation.py --fresh

# In this order: the first two write what the others read.
ORACLES := data correlation factors retention ekc reliability one_factor scores lavaan nominal paired weights
PACKAGES := psych lavaan semTools GPArotation jsonlite pbivnorm mvtnorm vcd brglm2 coin survey

oracles: ## write the numbers of R that tests compare with again, where R is installed
	@if ! command -v Rscript >/dev/null; then \
	  echo "R is needed and was not found (Debian, Ubuntu: sudo apt install r-base-core). No test needs it: the numbers are in tests/oracles." >&2; exit 1; \
	fi
	@Rscript -e 'missing <- setdiff(commandArgs(TRUE), rownames(installed.packages()))' \
	  -e 'if (length(missing)) { message("Packages of R that are needed and were not found: ", toString(missing),' \
	  -e '  "\nIn R: install.packages(c(", toString(dQuote(missing, FALSE)), "))"); quit(status = 1) }' $(PACKAGES)
	@cd tests/oracles && for script in $(ORACLES); do echo "== $$script.R"; Rscript $$script.R || exit 1; done

# The environment: made once, brought up to date when the requirements change.
.venv/installed: pyproject.toml constraints.txt
	@set -e; \
	for python in python3 python3.14 python3.13 python3.12 python3.11 none; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; \
	done; \
	if [ $$python = none ]; then \
	  echo "Python 3.11 or newer is needed and was not found (looked for python3 and python3.11 to python3.14)." >&2; exit 1; \
	fi; \
	if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "$$python has no venv module: install the package python3-venv (Debian, Ubuntu: sudo apt install python3-venv) and run make again." >&2; exit 1; \
	fi; \
	echo "Installing into .venv (once; takes a minute or two)"; \
	$$python -m venv .venv; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	touch $@
