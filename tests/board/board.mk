# SPDX-License-Identifier: GPL-2.0-or-later
# The image in QEMU, with a home beside it: what the machines boot with. tests/board/run does the rest.

BOARD := $(BUILD)/board
BOARD_HERE := tests/board
BOARD_PROGRAMS := $(addprefix $(BOARD)/,airbridge agent newradio)

.PHONY: board board-files
board: board-files ## run the image in QEMU, with a router and a phone: SCENARIO=names, FROM=name
	@$(BOARD_HERE)/run --build $(BUILD) $(if $(FROM),--from $(FROM)) $(SCENARIO)

board-files: image
	@$(MAKE) --no-print-directory $(BOARD)/camera.img

$(BOARD)/agent: $(BOARD_HERE)/agent.c | $(ARM64_SYSROOT)
	@mkdir -p $(@D)
	$(ARM64_STATIC) -o $@ $<

$(BOARD)/airbridge $(BOARD)/newradio: $(BOARD)/%: $(BOARD_HERE)/%.c | $(ARM64_SYSROOT)
	@mkdir -p $(@D)
	$(ARM64_STATIC) -isystem $(ARM64_SYSROOT)/usr/include/libnl3 -o $@ $< -lnl-genl-3 -lnl-3 -lpthread -Wl,--no-warnings

$(BOARD)/packages: $(BOARD_HERE)/home.packages platform/linux/sysroot | $(BUILD)/stamps/test
	@mkdir -p $(@D)
	platform/linux/sysroot $@ $<
	@touch $@

# A unit from the factory: always the same serial number and label secret (tests/board/bench.py knows them).
$(BOARD)/camera.img: $(IMAGE)/pinhole.img $(IMAGE)/virt.dtb $(BOARD)/packages $(BOARD_PROGRAMS) $(BUILD)/bin/pinhole-commission \
  $(wildcard $(BOARD_HERE)/home.* $(BOARD_HERE)/extra.* $(BOARD_HERE)/prepare)
	$(BOARD_HERE)/prepare --tree $(IMAGE)/packages --home-tree $(BOARD)/packages --output $(BOARD) $(BOARD_PROGRAMS)
	cat $(IMAGE)/initrd.cpio $(BOARD)/extra.cpio > $(BOARD)/camera.cpio
	cp --sparse=always $(IMAGE)/pinhole.img $@.new
	$(IMAGE_HERE)/commission $(BUILD)/bin/pinhole-commission $@.new --serial BENCH0000001 --secret bench-label-secret
	mv $@.new $@
