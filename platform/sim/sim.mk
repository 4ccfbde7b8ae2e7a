# SPDX-License-Identifier: GPL-2.0-or-later
# The virtual board: pinhole-board itself, and what the guard links to speak with it (platform/board.h).

SIM_PACKAGES := jansson libmicrohttpd
BOARD_SOURCES := $(addprefix platform/sim/,bench.c contact.c control.c disk.c main.c power.c radio.c registers.c \
  state_folder.c surroundings.c wire.c)
BOARD_OBJECTS := $(BOARD_SOURCES:%.c=$(BUILD)/obj/%.o)

# The implementation of platform/board.h that the guard links.
GUARD_BOARD_SOURCES := $(addprefix platform/sim/,board_sim.c board_sim_disk.c data_folder.c registers.c wire.c)
GUARD_BOARD_OBJECTS := $(GUARD_BOARD_SOURCES:%.c=$(BUILD)/obj/%.o)
GUARD_BOARD_PACKAGES := jansson
$(BUILD)/bin/pinhole-guard: $(GUARD_BOARD_OBJECTS) $(BUILD)/lib/libcore.a

PROGRAMS += $(BUILD)/bin/pinhole-board

$(BUILD)/bin/pinhole-board: $(BOARD_OBJECTS) $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $$(pkg-config --libs $(SIM_PACKAGES))

$(BUILD)/tests/unit/test_disk: $(BUILD)/obj/platform/sim/disk.o $(COMMON_OBJECTS)
$(BUILD)/tests/unit/test_data_folder: $(BUILD)/obj/platform/sim/data_folder.o
$(BUILD)/tests/unit/test_surroundings: $(BUILD)/obj/platform/sim/surroundings.o
$(BUILD)/tests/unit/test_registers: $(BUILD)/obj/platform/sim/registers.o
