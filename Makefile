# The commands of this project. `make report` and `make test` set up all they need themselves.

.DEFAULT_GOAL := help
.PHONY: help report test verify bench coverage format clean

help: ## say what each command does
	@sed -n 's/^\([a-z]*\):.*## /  make \1 \t/p' $(MAKEFILE_LIST)

report: ## install Samspill into .venv and write the reports of the bundled examples
	@bash tools/report.sh

test: ## install what the tests need and run all of them, C++ and Python
	@bash tools/test.sh

verify: ## run the tests under sanitizers, build the library as part of a larger one, and run clang-tidy
	@bash tools/test.sh --verify

bench: ## build the benchmarks and run them beside their peers
	@bash tools/bench.sh

coverage: ## measure which lines and branches the C++ tests execute
	@bash tools/coverage.sh

format: ## format C++ and Python sources in place
	@bash tools/format.sh --write

clean: ## remove everything that was built; the virtual environment stays
	rm -rf build
