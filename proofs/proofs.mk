# SPDX-License-Identifier: BSD-2-Clause
.PHONY: prove
prove: $(BUILD)/stamps/test ## prove the core; NAME= proves one entry, THEOREM= one theorem, FRESH=1 forgets earlier verdicts
	@BUILD=$(BUILD) proofs/prove $(if $(FRESH),--fresh) $(if $(THEOREM),--theorem $(THEOREM)) $(NAME)

.PHONY: signoff
signoff: $(BUILD)/stamps/test ## renew what proofs/signoff.md says of tools, options and open proofs
	@proofs/signoff --write
