# Short forms of make.py, which runs on every system: python make.py report
PYTHON ?= python3

.PHONY: build report test quick lab lite workshop docs lint format bench mutants lock sbom audit clean
build report test quick lab lite workshop docs lint format bench mutants lock sbom audit clean:
	@$(PYTHON) make.py $@
