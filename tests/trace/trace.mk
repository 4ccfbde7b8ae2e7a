# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: trace
trace: ## the table of requirements, contracts, proofs and tests, both ways: build/trace
	@BUILD=$(BUILD) tests/trace/run
