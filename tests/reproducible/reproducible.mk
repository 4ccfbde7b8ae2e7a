# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: reproducible
reproducible: $(BUILD)/stamps/test ## build twice in two folders and compare the bytes
	@tests/reproducible/run
