# Everything beyond building.  `make run` and `make check` install what is missing first.

JOBS    = $(shell nproc 2>/dev/null || echo 1)
LISTEN  =
DATA    =
PYTEST  = $(PYTHON) -B -m pytest -q -p no:cacheprovider -o faulthandler_timeout=900 -rfE --tb=short --durations=8
FORMAT  = $(shell command -v clang-format-14 || command -v clang-format)
# Leaks are failures; a failed allocation answers NULL as it would without the sanitizer.
SANENV  = ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1

deps-run:
	@sh tools/deps.sh run
deps-check:
	@sh tools/deps.sh run check
deps-bench:
	@sh tools/deps.sh run check bench

# The daemon with demonstration messages.  make run LISTEN=127.0.0.1:9000 DATA=/srv/landbridge
run: deps-run
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@exec $(B)/landbridge serve --demo $(if $(LISTEN),--listen '$(LISTEN)') $(if $(DATA),--data '$(DATA)')

check: deps-check
	@MAKE='$(MAKE)' JOBS='$(JOBS)' PYTHON='$(PYTHON)' bash tests/check.sh

house:
	@B='$(B)' CC='$(CC)' FORMAT='$(FORMAT)' bash tests/house/rules.sh

# make behaviour ONLY="chaos import": those files alone.
behaviour: all $(B)/plans
	@LANDBRIDGE_BIN='$(abspath $(B))/landbridge' $(if $(SAN),$(SANENV)) $(PYTEST) $(or $(ONLY:%=tests/behaviour/test_%.py),tests/behaviour)

# Searches of made-up networks, for what knows the answer by itself.
$(B)/plans: tests/plans/plans.c $(B)/liblandbridge.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALLCFLAGS) -o $@ $< $(B)/liblandbridge.a -ljansson -lzip -lexpat -lcrypto -lz -lm

chaos: all
	@CHAOS_ROUNDS=100 LANDBRIDGE_BIN='$(abspath $(B))/landbridge' $(PYTEST) tests/behaviour/test_chaos.py

chroot-check:
	@bash tools/chroot-check.sh

bench: deps-bench
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@$(MAKE) --no-print-directory -s $(B)/bench-generate $(B)/bench-decode $(B)/bench-rows $(B)/bench-plans
	@B='$(B)' PYTHON='$(PYTHON)' bash bench/run.sh

# A gigabyte of each format through decode and import, and what memory that took: bench/gigabyte.py tells what may be set.
gigabyte: all
	@LANDBRIDGE_BIN='$(abspath $(B))/landbridge' $(PYTHON) -B bench/gigabyte.py

# State and exceptions against made-up worlds: bench/truth.py tells what may be set.
truth: all
	@LANDBRIDGE_BIN='$(abspath $(B))/landbridge' $(PYTHON) -B bench/truth.py

# Every fuzzer, under sanitizers.  `make fuzz`: for FUZZ_SECONDS each; what it learned stays in build-fuzz/, a crash is kept there and fails.
# `make fuzz-short`, part of `make check`: FUZZ_RUNS runs from the seeds, the same ones every time.
# fuzz_x begins with the words of tests/fuzz/x.dict and the files of tests/fuzz/corpus/x, where there are any, and those of SEEDS_x.
FUZZ_SECONDS = 60
FUZZ_RUNS = 2000
FUZZ_RUNS_sheet_in = 1000
FUZZSAN = address,undefined
FUZZERS = $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZMAKE = $(MAKE) --no-print-directory -s B=build-fuzz CC=clang OPTIM='-O1 -fsanitize=fuzzer-no-link,$(FUZZSAN) -fno-sanitize-recover=all'
SEEDS_decode = data/demo
SEEDS_edifact = data/demo
SEEDS_csv = data
SEEDS_emit = tests/fuzz/corpus/dcsa
fuzz: deps-check
	+@$(FUZZMAKE) fuzz-long
fuzz-short:
	+@$(FUZZMAKE) fuzz-runs
fuzz-long: $(FUZZERS)
	@$(foreach f,$(FUZZERS),bash tests/fuzz/run.sh $f 'time $(FUZZ_SECONDS)' $(SEEDS_$(f:$(B)/fuzz/fuzz_%=%)) &&) true
fuzz-runs: $(FUZZERS)
	@bash tests/fuzz/all.sh $(foreach f,$(FUZZERS),"bash tests/fuzz/run.sh $f 'runs $(or $(FUZZ_RUNS_$(f:$(B)/fuzz/fuzz_%=%)),$(FUZZ_RUNS))' $(SEEDS_$(f:$(B)/fuzz/fuzz_%=%))")
FUZZOBJ = $(patsubst %,$(B)/obj/http/%.o,body origin query)
$(B)/fuzz/%: tests/fuzz/%.c $(B)/liblandbridge.a $(FUZZOBJ)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -fsanitize=fuzzer,$(FUZZSAN) -o $@ $< $(FUZZOBJ) $(B)/liblandbridge.a -lzip -lexpat -lcrypto -lz -lm

# The part of docs/formats.md that the program prints.
docs: all
	@sh tools/docs.sh $(B)/landbridge docs/formats.md > $(B)/formats.md && cp $(B)/formats.md docs/formats.md

format:
	@$(FORMAT) -i $$(git ls-files '*.c' '*.h')

-include tests/browser/browser.mk

.PHONY: deps-run deps-check deps-bench run check house behaviour chaos chroot-check bench gigabyte truth fuzz fuzz-short fuzz-long fuzz-runs docs format browser

$(B)/bench-%: bench/%.c $(B)/liblandbridge.a
	$(CC) $(ALLCFLAGS) -o $@ $< $(B)/liblandbridge.a -lzip -lexpat -lcrypto -lz -lm
