# SPDX-License-Identifier: GPL-2.0-or-later
# pinholectl, the tool.

CTL_SOURCES := $(addprefix platform/ctl/,board.c guard.c main.c recordings.c) platform/sim/wire.c
CTL_OBJECTS := $(CTL_SOURCES:%.c=$(BUILD)/obj/%.o)

PROGRAMS += $(BUILD)/bin/pinholectl

$(BUILD)/bin/pinholectl: $(CTL_OBJECTS) $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $$(pkg-config --libs jansson sqlite3)
