# SPDX-License-Identifier: GPL-2.0-or-later
# One program for each tests/unit/test_*.c. Those of the platform name what they link in their folder's fragment:
#   $(BUILD)/tests/unit/test_store: $(BUILD)/obj/platform/camera/store.o
#   $(BUILD)/tests/unit/test_store: UNIT_LIBS = $(shell pkg-config --libs sqlite3)

UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: unit-programs
unit-programs: $(UNIT_TESTS)

$(BUILD)/tests/unit/test_%: tests/unit/test_%.c $(BUILD)/lib/libcore.a | $(BUILD)/stamps/test
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) -Itests/unit $(CFLAGS) -Wno-conversion -MMD -MP $(UNIT_FLAGS) $(filter %.c %.o,$^) $(BUILD)/lib/libcore.a \
	  $(LDFLAGS) $(UNIT_LIBS) $$(pkg-config --libs check) -o $@
