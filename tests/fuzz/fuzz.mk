# SPDX-License-Identifier: GPL-2.0-or-later
# One libFuzzer program for each tests/fuzz/fuzz_*.c, with all of core/ and gen/ under the sanitizers. Those of the
# platform name what else they need in their folder's fragment:
#   $(BUILD)/tests/fuzz/fuzz_http: FUZZ_SOURCES = platform/web/request.c platform/common/log.c
#   $(BUILD)/tests/fuzz/fuzz_http: FUZZ_LIBS = $(shell pkg-config --libs libmicrohttpd)

FUZZ_CC = clang
FUZZ_FLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
FUZZ_PROGRAMS := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

.PHONY: fuzz fuzz-programs
fuzz: $(BUILD)/stamps/test ## fuzz every parser; SECONDS= or RUNS= for each, KEEP=1 keeps what it found, NAME= one alone
	@BUILD=$(BUILD) $(if $(SECONDS),SECONDS=$(SECONDS)) $(if $(RUNS),RUNS=$(RUNS)) $(if $(KEEP),KEEP=$(KEEP)) \
	  tests/fuzz/run $(NAME)

fuzz-programs: $(FUZZ_PROGRAMS)

$(BUILD)/tests/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(CORE_SOURCES) $(wildcard core/*.h gen/*.h spec/*.h) | $(BUILD)/stamps/test
	@mkdir -p $(@D)
	$(FUZZ_CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) -Itests/fuzz $(WARNINGS) -Wno-conversion $(CHART_WARNINGS) \
	  $(FUZZ_FLAGS) $< $(CORE_SOURCES) $(FUZZ_SOURCES) $(FUZZ_LIBS) -o $@
