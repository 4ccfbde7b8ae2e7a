# SPDX-License-Identifier: GPL-2.0-or-later
# What every program uses: log, clock, exit statuses, sockets.

COMMON_SOURCES := platform/common/clock.c platform/common/guard_client.c platform/common/local_socket.c \
  platform/common/log.c
COMMON_OBJECTS := $(COMMON_SOURCES:%.c=$(BUILD)/obj/%.o)

$(BUILD)/tests/unit/test_common: $(COMMON_OBJECTS)
