# SPDX-License-Identifier: GPL-2.0-or-later
# A second opinion on motion, by another method than the proofs.

.PHONY: eva
eva: $(BUILD)/stamps/test ## run Frama-C's Eva over motion and compare its alarms with those that were judged (minutes)
	@tests/eva/run --out $(BUILD)/eva
