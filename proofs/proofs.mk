# SPDX-License-Identifier: BSD-2-Clause
.PHONY: prove
prove: $(BUILD)/stamps/test ## prove the core; NAME= proves one entry, FRESH=1 forgets earlier verdicts
	@BUILD=$(BUILD) proofs/prove $(if $(FRESH),--fresh) $(NAME)
