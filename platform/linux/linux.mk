# SPDX-License-Identifier: GPL-2.0-or-later
# The Linux board: its guard, what goes with it, and all programs for arm64.

LINUX_PACKAGES = libgpiod libsodium jansson libseccomp libnl-3.0 libnl-genl-3.0 libnl-route-3.0
LINUX_GUARD_SOURCES := $(addprefix platform/linux/,address.c board_file.c board_linux.c button_line.c cause_block.c \
  control.c control_text.c disk_linux.c edges.c elements.c factory_record.c filter.c led.c lease_text.c mapper.c nl80211.c partition.c \
  privileges.c program.c radio.c radio_join.c radio_link.c radio_scan.c radio_setup.c slot.c storage.c watchdog.c)
LINUX_GUARD_OBJECTS := $(LINUX_GUARD_SOURCES:%.c=$(BUILD)/obj/%.o)
LINUX_GUARD_SHARED := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard platform/common/*.c)) $(BUILD)/lib/libcore.a
LINUX_PROGRAMS := $(addprefix $(BUILD)/bin/,pinhole-guard-linux pinhole-lease pinhole-commission)

PROGRAMS += $(LINUX_PROGRAMS)

$(BUILD)/obj/platform/linux/%.o: CPPFLAGS += $(shell pkg-config --cflags $(LINUX_PACKAGES))

$(BUILD)/bin/pinhole-guard-linux: $(GUARD_OBJECTS) $(LINUX_GUARD_OBJECTS) $(LINUX_GUARD_SHARED)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $$(pkg-config --libs $(LINUX_PACKAGES)) -lwpa_client

$(BUILD)/bin/pinhole-lease: $(addprefix $(BUILD)/obj/platform/,linux/lease.o common/log.o)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^

$(BUILD)/bin/pinhole-commission: $(addprefix $(BUILD)/obj/platform/linux/,commission.o factory_record.o partition.o slot.o) \
  $(LINUX_GUARD_SHARED)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $$(pkg-config --libs libsodium jansson)

# --- arm64, against Debian's packages unpacked beside the programs ---

ARM64_SYSROOT = $(BUILD)/arm64/sysroot
ARM64_PROGRAMS = pinhole-guard-linux pinhole-lease pinhole-commission pinhole-camera pinholectl

.PHONY: arm64
arm64: $(ARM64_SYSROOT)/made $(BUILD)/stamps/test ## build the board's programs for arm64, into build/arm64/bin
	@PKG_CONFIG_SYSROOT_DIR=$(abspath $(ARM64_SYSROOT)) \
	  PKG_CONFIG_LIBDIR=$(abspath $(ARM64_SYSROOT))/usr/lib/aarch64-linux-gnu/pkgconfig:$(abspath $(ARM64_SYSROOT))/usr/share/pkgconfig \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)/arm64 ON_BOARD=1 \
	  CC='aarch64-linux-gnu-gcc --sysroot=$(abspath $(ARM64_SYSROOT))' \
	  LDFLAGS='-Wl,--unresolved-symbols=ignore-in-shared-libs' \
	  $(ARM64_PROGRAMS:%=$(BUILD)/arm64/bin/%)
	@ln -f $(BUILD)/arm64/bin/pinhole-guard-linux $(BUILD)/arm64/bin/pinhole-guard

$(ARM64_SYSROOT)/made: platform/linux/sysroot platform/linux/sysroot.packages platform/linux/sysroot.packages.lock
	@mkdir -p $(BUILD)/arm64
	platform/linux/sysroot $(ARM64_SYSROOT)
	@touch $@

# --- tests ---

$(BUILD)/tests/unit/test_board_file: $(BUILD)/obj/platform/linux/board_file.o
$(BUILD)/tests/unit/test_edges: $(BUILD)/obj/platform/linux/edges.o
$(BUILD)/tests/unit/test_slot: $(addprefix $(BUILD)/obj/platform/,linux/slot.o linux/cause_block.o linux/storage.o \
  linux/mapper.o linux/partition.o linux/program.o common/log.o)
$(BUILD)/tests/unit/test_slot: UNIT_LIBS = $(shell pkg-config --libs libsodium)
$(BUILD)/tests/unit/test_mapper: $(BUILD)/obj/platform/linux/mapper.o
$(BUILD)/tests/unit/test_control_text: $(addprefix $(BUILD)/obj/platform/linux/,control_text.o elements.o lease_text.o)
$(BUILD)/tests/unit/test_privileges: $(addprefix $(BUILD)/obj/platform/,linux/privileges.o linux/filter.o common/log.o)
$(BUILD)/tests/unit/test_privileges: UNIT_LIBS = $(shell pkg-config --libs libseccomp)
$(BUILD)/tests/unit/test_factory_record: $(addprefix $(BUILD)/obj/platform/linux/,factory_record.o led.o partition.o)
$(BUILD)/tests/unit/test_factory_record: UNIT_LIBS = $(shell pkg-config --libs jansson)

LINUX_PARSERS := $(addprefix platform/linux/,board_file.c control_text.c elements.c factory_record.c lease_text.c partition.c)
$(BUILD)/tests/fuzz/fuzz_board: $(LINUX_PARSERS)
$(BUILD)/tests/fuzz/fuzz_board: FUZZ_SOURCES = $(LINUX_PARSERS)
$(BUILD)/tests/fuzz/fuzz_board: FUZZ_LIBS = $(shell pkg-config --libs jansson)
$(BUILD)/tests/unit/test_radio: $(addprefix $(BUILD)/obj/platform/,$(addprefix linux/,radio.o radio_join.o radio_link.o \
  radio_scan.o radio_setup.o nl80211.o address.o control.o control_text.o elements.o lease_text.o program.o) common/log.o)
$(BUILD)/tests/unit/test_radio: UNIT_LIBS = $(shell pkg-config --libs libnl-3.0 libnl-genl-3.0 libnl-route-3.0) -lwpa_client
$(BUILD)/tests/unit/test_disk_linux: $(addprefix $(BUILD)/obj/platform/,$(addprefix linux/,disk_linux.o cause_block.o partition.o \
  slot.o watchdog.o) guard/records.o common/log.o)
$(BUILD)/tests/unit/test_disk_linux: UNIT_FLAGS = $(shell pkg-config --cflags $(LINUX_PACKAGES))
$(BUILD)/tests/unit/test_disk_linux: UNIT_LIBS = $(shell pkg-config --libs libsodium) -Wl,--wrap=pread
