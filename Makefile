PORT ?= 7860
VENV := .venv
PYTHON := $(VENV)/bin/python
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False

.DEFAULT_GOAL := help
.PHONY: help run test lint docs eval eval-model bench encoder clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/installed: pyproject.toml
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --editable .
	touch $@

# torch first: a plain request for it may bring gigabytes of CUDA along
$(VENV)/installed-test: $(VENV)/installed
	$(PYTHON) -m pip install --quiet "torch==2.13.0"
	$(PYTHON) -m pip install --quiet --editable ".[test]"
	touch $@

run: $(VENV)/installed ## install what is needed and serve the page on PORT
	$(PYTHON) app.py --port $(PORT)

test: $(VENV)/installed-test lint ## install what is needed and run every check
	$(PYTHON) -m pytest --numprocesses 2 --dist loadfile --ignore tests/browser --ignore tests/faults
	$(PYTHON) -m pytest tests/browser tests/faults  # apart: they have time limits
	$(PYTHON) -m assistant.examples --check
	$(PYTHON) -m assistant.drafting.examples --check
	$(PYTHON) -m evals.run --no-baselines --jobs 2 --out build/report

lint: $(VENV)/installed-test ## style, types, and who may import whom
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

docs: $(VENV)/installed-test ## write docs/examples.md, docs/examples/ and the screenshots again
	$(PYTHON) -m assistant.examples
	$(PYTHON) -m assistant.drafting.checking
	$(PYTHON) -m assistant.drafting.examples
	$(PYTHON) -m tests.faults.report
	$(PYTHON) -m tests.browser.screenshot docs

eval: $(VENV)/installed-test ## measure quality beside the baselines, write evals/report/, hold the gates
	$(PYTHON) -m evals.run

eval-model: $(VENV)/installed-test ## the same for a chat model, and the model as a judge: make eval-model MODEL=ollama:…
	-HANDREIKING_MODEL="$(MODEL)" $(PYTHON) -m evals.run --no-baselines --out build/report-model
	HANDREIKING_MODEL="$(MODEL)" $(PYTHON) -m evals.judges --model

bench: $(VENV)/installed-test ## start-up, answer, index and memory, medians of five
	$(PYTHON) -m evals.bench

encoder: $(VENV)/installed-test ## train the shipped encoder and classifier again, then the weights
	$(PYTHON) -m assistant.encoder.train
	$(PYTHON) -m assistant.classifier.train
	$(PYTHON) -m evals.fit

clean: ## remove what was installed and built
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
