# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: metrics
metrics: $(BUILD)/stamps/test ## bytes, stack, complexity and coverage of the core; ENTRIES=1 lists each entry point
	@BUILD=$(BUILD) tests/metrics/run $(if $(ENTRIES),--entries)
