# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: sbom
sbom: all ## what the programs are made of, as CycloneDX JSON: build/sbom.json
	@platform/setup/sbom --output $(BUILD)/sbom.json $(sort $(PROGRAMS))
