# SPDX-License-Identifier: GPL-2.0-or-later
# pinholectl, the tool.

CTL_SOURCES := $(addprefix platform/ctl/,board.c font.c guard.c label.c label_show.c main.c recordings.c) platform/sim/wire.c
CTL_OBJECTS := $(CTL_SOURCES:%.c=$(BUILD)/obj/%.o)

PROGRAMS += $(BUILD)/bin/pinholectl

$(BUILD)/bin/pinholectl: $(CTL_OBJECTS) $(COMMON_OBJECTS) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $$(pkg-config --libs jansson sqlite3 libqrencode libpng)

$(BUILD)/tests/unit/test_label: $(addprefix $(BUILD)/obj/platform/,ctl/label.o ctl/font.o web/qr.o)
$(BUILD)/tests/unit/test_label: UNIT_LIBS = $(shell pkg-config --libs libqrencode libpng zbar)
