# SPDX-License-Identifier: GPL-2.0-or-later
EXAMPLES ?= 50000

.PHONY: property
property: $(BUILD)/lib/libcore.so $(BUILD)/stamps/test ## compare the core with plain models over EXAMPLES= traces
	@BUILD=$(BUILD) tests/property/run --examples $(EXAMPLES)
