# Short forms of make.py, which runs on every system: python make.py report
PYTHON ?= python3

.PHONY: build report test quick lab docs lint format bench clean
build report test quick lab docs lint format bench clean:
	@$(PYTHON) make.py $@
