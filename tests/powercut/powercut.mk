# SPDX-License-Identifier: GPL-2.0-or-later
# Every power cut, with the guard's own code on disks in memory.

POWERCUT := $(BUILD)/tests/powercut
POWERCUT_OBJECTS := $(addprefix $(BUILD)/obj/platform/,guard/records.o linux/disk_linux.o linux/slot.o linux/cause_block.o \
  linux/storage.o linux/mapper.o linux/program.o)
POWERCUT_WRAPPED := getrandom storage_create storage_verify storage_open sync umount2 reboot
POWERCUT_FLAGS = $(POWERCUT_WRAPPED:%=-Wl,--wrap=%)

$(POWERCUT)/enumerate: $(filter-out tests/powercut/plain.c,$(wildcard tests/powercut/*.c)) $(POWERCUT_OBJECTS) $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a \
  | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) -MMD -MP $(filter %.c %.o,$^) \
	  $(BUILD)/lib/libcore.a $(LDFLAGS) $(POWERCUT_FLAGS) $$(pkg-config --libs libsodium gnutls) -o $@

$(POWERCUT)/plain: tests/powercut/plain.c $(addprefix $(BUILD)/obj/platform/linux/,slot.o storage.o mapper.o program.o partition.o) \
  $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) -MMD -MP $(filter %.c %.o,$^) \
	  $(BUILD)/lib/libcore.a $(LDFLAGS) $$(pkg-config --libs libsodium gnutls) -o $@

# Whoever builds the test programs needs them as well.
unit-programs: $(POWERCUT)/enumerate $(POWERCUT)/plain

.PHONY: power-cut
power-cut: $(POWERCUT)/enumerate $(POWERCUT)/plain board-files ## cut the power at every write of a camera's life, and again while it recovers
	@tests/powercut/record --build $(BUILD) --files $(POWERCUT)/files $(POWERCUT)/session
	@tests/powercut/run $< --whole --trace $(POWERCUT)/session --files $(POWERCUT)/files
