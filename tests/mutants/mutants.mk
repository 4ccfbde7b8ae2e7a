# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: mutants
mutants: $(BUILD)/stamps/test $(BUILD)/lib/libcore.so ## change the core in small ways, see what notices: proofs and tests; MUTANTS='--help'
	@BUILD=$(BUILD) tests/mutants/run $(MUTANTS)

.PHONY: edits
edits: $(BUILD)/stamps/test ## make the mistakes that a reviewer fears (tests/mutants/edits.tsv): each must break a proof; NAME= makes some
	@BUILD=$(BUILD) tests/mutants/edits $(NAME)
