# Landbridge.  `make run` and `make check` are the two commands; both install what is missing first.
#   make               build/landbridge and build/liblandbridge.a
#   make unit          unit tests            make behaviour   the running program     make browser  the page
#   make check         everything            make bench       figures                 make fuzz     fuzzers, FUZZ_SECONDS each
# Variables: V=1 (show commands)  CC=clang  SAN=1 (ASan+UBSan)  WERROR=1  WEB=no (without the page)  B=build-dir

CC      = gcc
B       = build$(if $(SAN),-san)
WERROR  =
SAN     =
PYTHON  = /usr/bin/python3

WARN    = -Wall -Wextra -Wshadow -Wconversion $(if $(WERROR),-Werror)
OPTIM   = $(if $(SAN),-O1 -fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer,-O2)
comma   = ,
Q       = $(if $(V),,@)
say     = @$(if $(V),:,printf '  %-5s %s\n' $(1) $(2))
CFLAGS  = -g
ALLCFLAGS = -std=gnu11 -D_GNU_SOURCE $(OPTIM) $(CFLAGS) $(WARN) -Isrc -Iinclude -I$(B)/gen -I/usr/include/postgresql -pthread -MMD -MP $(UNBANNED) -include base/banned.h
LDLIBS  = -lxlsxwriter -lzip -lexpat -lcurl -lpq -lmicrohttpd -ljansson -lcrypto -lz -lm -pthread

SRC     = $(sort $(wildcard src/*/*.c src/*/*/*.c))
OBJ     = $(SRC:src/%.c=$(B)/obj/%.o) $(B)/obj/embed.o
PURE    = $(filter src/base/% src/codes/% src/record/% src/wire/% src/domain/%,$(SRC))
LIBSRC  = $(PURE) $(filter src/system/clock.c src/system/embed.c src/service/world%.c src/service/library.c,$(SRC))
LIBOBJ  = $(LIBSRC:src/%.c=$(B)/obj/%.o) $(B)/obj/embed.o
UNIT    = $(sort $(wildcard tests/unit/*/test_*.c))
UNITBIN = $(UNIT:tests/unit/%.c=$(B)/unit/%)
QUERIES = $(sort $(wildcard sql/query/*.sql))
SCHEMA  = $(sort $(wildcard sql/schema/*.sql))
SHIPPED = $(sort $(wildcard data/*.csv data/demo/* data/demo-partners/*.json data/demo-terms.json data/profiles/*.json))
WEBSRC  = $(sort $(wildcard web/*.mjs web/src/* web/src/*/*))
PAGE    = $(if $(filter no,$(WEB)),,$(B)/web/index.html)

all: $(B)/landbridge $(B)/liblandbridge.a

$(B)/landbridge: $(OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(OPTIM) -o $@ $(OBJ) $(LDLIBS)

$(B)/liblandbridge.a: $(LIBOBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(LIBOBJ)

# What reads and judges messages spends its time in loops over bytes, and in clearing and copying small structs: the string instructions that
# GCC takes for these on x86 take dozens of cycles to begin.
ifndef SAN
STORES := $(shell f='-mmemset-strategy=unrolled_loop:256:noalign,libcall:-1:noalign -mmemcpy-strategy=unrolled_loop:256:noalign,libcall:-1:noalign'; \
	$(CC) $$f -E -x c /dev/null >/dev/null 2>&1 && echo "$$f")
$(PURE:src/%.c=$(B)/obj/%.o): OPTIM = -O3 $(STORES)
endif

$(B)/obj/%.o: src/%.c | $(B)/gen/sql.def
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALLCFLAGS) -c -o $@ $<

# Its header's macros use what is banned; read before the ban, they may.
$(B)/obj/service/workbook.o: UNBANNED = -include xlsxwriter.h

$(B)/gen/sql.def: $(QUERIES) tools/sql.awk
	@mkdir -p $(@D)
	$(Q)awk -f tools/sql.awk $(QUERIES) > $@.new && mv $@.new $@

# The page is built by esbuild; its files' names are known only then.
WEBREADY = web/node_modules/.package-lock.json
$(WEBREADY): web/package-lock.json
	$(call say,NPM,web)
	$(Q)cd web && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@
$(B)/web/index.html: $(WEBSRC) data/codes.csv $(WEBREADY)
	$(call say,PAGE,$(B)/web)
	$(Q)node web/build.mjs $(B)/web

EMBED = $(foreach f,$(SHIPPED) $(SCHEMA),$(f)=$(f)) $(if $(PAGE),$$(cd $(B) && find web -type f | LC_ALL=C sort | sed 's|.*|&=$(B)/&|'))
$(B)/gen/embed.S: $(SHIPPED) $(SCHEMA) $(PAGE) tools/embed.sh
	@mkdir -p $(@D)
	$(Q)sh tools/embed.sh $(EMBED) > $@.new && mv $@.new $@
$(B)/obj/embed.o: $(B)/gen/embed.S
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

# A unit test links what it needs of everything except main; where it includes the .c it tests, it says so by defining nothing twice (static functions only).
# What a test itself does is not optimised: most of the time of the unit tests would be that of their compilation.
$(B)/unit/%: tests/unit/%.c $(B)/unit/all.a
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(ALLCFLAGS) -O0 -Itests/unit -o $@ $< $(B)/unit/all.a -lcmocka $(LDLIBS)
$(B)/unit/all.a: $(filter-out $(B)/obj/cli/main.o,$(OBJ))
	@mkdir -p $(@D)
	$(Q)rm -f $@ && ar rcs $@ $^

unit: $(UNITBIN)
	@sh tests/unit/run.sh $(UNITBIN)

-include $(OBJ:.o=.d) $(UNITBIN:=.d)
-include tests/check.mk

clean:
	rm -rf build build-*

.PHONY: all unit clean
.DELETE_ON_ERROR:
