# Short names for what CMake's presets do.
.DEFAULT_GOAL := help
.PHONY: help run build test test-sdk test-docker dist coverage bench docs fuzz format
jobs = --parallel $(shell .ci/jobs)
static := build/static$(addprefix -,$(ARCH))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: build ## build the release and start it; ARGS="--port 0" passes options
	@exec build/release/rds-emulator $(ARGS)

build: ## install what is missing, build build/release/rds-emulator
	@.ci/packages
	cmake --preset release
	cmake --build --preset release $(jobs)

# Several files in one take half the time, and more after a change: that is for where nobody makes one.
test: ## install what is missing, build and run all tests
	@.ci/packages --tests
	cmake --preset dev -DCMAKE_UNITY_BUILD=$(if $(CI),ON,OFF)
	cmake --build --preset dev $(jobs)
	tests/sdk/run --prepare
	tests/sdk/examples prepare
	ctest --preset dev

test-sdk: ## run the scenarios by the service's clients, on what is built; ARGS="node-pop-core" by one
	tests/sdk/run $(ARGS)

test-docker: ## build the container image and check it; ARGS="--start-engine" where no engine answers
	docker/test $(ARGS)

dist: ## the static program as build/dist/rds-emulator-VERSION-linux-ARCH.tar.gz; ARCH=arm64 cross-compiles
	@.ci/packages --static --for=$(ARCH)
	@.ci/tinyxml2
	cmake --preset static $(if $(ARCH),-B $(static) --toolchain $(CURDIR)/.cmake/$(ARCH).cmake)
	cmake --build $(static) $(jobs)
	cpack --config $(static)/CPackConfig.cmake

coverage: ## which lines of server/ and storage/ the C++ tests reach: build/coverage/report/index.html
	@.ci/packages --tests --coverage
	cmake --preset coverage
	cmake --build --preset coverage $(jobs)
	find build/coverage -name '*.gcda' -delete
	ctest --preset coverage
	mkdir -p build/coverage/report
	gcovr --root . --filter server/ --filter storage/ --exclude-throw-branches build/coverage --print-summary \
	    --txt build/coverage/report/lines.txt --html-details build/coverage/report/index.html

bench: ## measure the release (tests/bench)
	@.ci/packages --bench
	cmake --preset bench
	cmake --build --preset bench $(jobs)
	tests/bench/run

docs: ## write what follows from the tables: fixtures/schema.json and the pages about actions
	@.ci/packages --tests
	cmake --preset dev
	cmake --build --preset dev $(jobs) --target pages_test
	RDS_WRITE_PAGES=1 build/dev/tests/pages/pages_test --gtest_brief=1

fuzz: ## hunt with every fuzz target for a minute; ARGS="--time 600 http_call" for more
	@.ci/packages --tests --lint
	cmake --preset fuzz
	cmake --build --preset fuzz $(jobs)
	tests/fuzz/run $(ARGS)

format: ## clang-format over every C++ file
	@.ci/packages --lint
	git ls-files -z '*.hpp' '*.cpp' | xargs -0 clang-format-14 -i
