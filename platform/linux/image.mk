# SPDX-License-Identifier: GPL-2.0-or-later
# The arm64 image: kernel, initial archive, device tree and disk, in build/image.

IMAGE := $(BUILD)/image
IMAGE_HERE := platform/linux/image
ARM64_STATIC = aarch64-linux-gnu-gcc --sysroot=$(abspath $(ARM64_SYSROOT)) -std=gnu11 -D_GNU_SOURCE -Os $(WARNINGS) $(ANYWHERE) \
  -fstack-protector-strong -static -s
IMAGE_PROGRAMS := $(addprefix $(BUILD)/arm64/bin/,pinhole-guard pinhole-lease pinhole-camera pinholectl)

.PHONY: image
image: arm64 ## build the bootable image for arm64, into build/image
	@$(MAKE) --no-print-directory $(IMAGE)/pinhole.img $(IMAGE)/virt.dtb

# The packages of the list, unpacked; renewed when the list changes.
$(IMAGE)/packages: $(IMAGE_HERE)/packages platform/linux/sysroot $(IMAGE_HERE)/packages.lock | $(BUILD)/stamps/test
	@mkdir -p $(@D)
	platform/linux/sysroot $@ $<
	@touch $@

$(IMAGE)/init: $(IMAGE_HERE)/init.c | $(ARM64_SYSROOT)
	@mkdir -p $(@D)
	$(ARM64_STATIC) -o $@ $<

$(IMAGE)/pinhole.img: $(IMAGE)/packages $(IMAGE)/init $(IMAGE_PROGRAMS) $(shell find $(IMAGE_HERE) -type f -not -name '*.pyc')
	$(IMAGE_HERE)/build --tree $(IMAGE)/packages --sysroot $(ARM64_SYSROOT) --init $(IMAGE)/init --output $(IMAGE) $(IMAGE_PROGRAMS)

# QEMU says what its machine is; virt.dtsi adds the button's and the light's names.
$(IMAGE)/virt.dtb: $(IMAGE_HERE)/virt.dtsi | $(BUILD)/stamps/test
	@mkdir -p $(@D)
	qemu-system-aarch64 -M virt,dumpdtb=$@.own -cpu cortex-a53 -m 512 -nodefaults -display none
	{ dtc -q -I dtb -O dts $@.own && cat $<; } | dtc -q -I dts -O dtb -o $@
	@rm -f $@.own
