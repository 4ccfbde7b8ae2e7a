# SPDX-License-Identifier: GPL-2.0-or-later
# pinhole-guard, linked with one implementation of platform/board.h: the virtual board's, named in platform/sim/sim.mk.

GUARD_SOURCES := $(addprefix platform/guard/,camera.c commands.c event_log.c light.c main.c peers.c process.c \
  records.c wifi.c worker.c)
GUARD_OBJECTS := $(GUARD_SOURCES:%.c=$(BUILD)/obj/%.o)

PROGRAMS += $(BUILD)/bin/pinhole-guard

# The board's own objects and packages are added where they are named.
$(BUILD)/bin/pinhole-guard: $(GUARD_OBJECTS) $(COMMON_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $(filter %.o,$^) $(filter %.a,$^) $$(pkg-config --libs $(GUARD_BOARD_PACKAGES))

$(BUILD)/tests/unit/test_records: $(addprefix $(BUILD)/obj/platform/,guard/records.o sim/disk.o common/log.o)
$(BUILD)/tests/unit/test_light_show: $(addprefix $(BUILD)/obj/platform/,guard/light.o common/clock.o)
