# SPDX-License-Identifier: GPL-2.0-or-later
# The real programs on the virtual board; tests/integration/run drives them.

INTEGRATION_PROGRAMS := $(BUILD)/tests/integration/camera_double $(BUILD)/tests/integration/replay

.PHONY: integration-programs
integration-programs: $(INTEGRATION_PROGRAMS) $(PROGRAMS)

$(BUILD)/tests/integration/%: tests/integration/%.c $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) -MMD -MP $(filter %.c %.o,$^) $(BUILD)/lib/libcore.a $(LDFLAGS) -o $@

# Whoever builds the test programs needs these as well.
unit-programs: $(INTEGRATION_PROGRAMS)
