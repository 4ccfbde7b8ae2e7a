# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: test asan
test: $(BUILD)/stamps/test all unit-programs $(BUILD)/lib/libcore.so ## every test; NAME= runs some of them
	@BUILD=$(BUILD) tests/run $(NAME)

asan: $(BUILD)/stamps/test ## the unit and integration tests under the sanitizers
	@BUILD=$(BUILD) tests/sanitized
