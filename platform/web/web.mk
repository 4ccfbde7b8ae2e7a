# SPDX-License-Identifier: GPL-2.0-or-later
# The web server's objects (WEB_OBJECTS), for the program that links them, and the pages embedded as one C file.

WEB_SOURCES := $(basename $(notdir $(wildcard platform/web/*.c)))
WEB_OBJECTS := $(WEB_SOURCES:%=$(BUILD)/obj/platform/web/%.o) $(BUILD)/obj/platform/web/pages_embedded.o
WEB_LIBS = $(shell pkg-config --libs libmicrohttpd jansson libsodium libqrencode zbar gnutls) -lpthread
WEB_TABLES := spec/lights.tsv spec/reasons.tsv
WEB_PAGES := $(sort $(wildcard platform/web/pages/* platform/web/pages/*/*))

$(BUILD)/obj/platform/web/%.o: CPPFLAGS += $(shell pkg-config --cflags libmicrohttpd jansson libsodium libqrencode zbar gnutls)

$(BUILD)/gen/pages_embedded.c: platform/web/embed $(WEB_PAGES) $(WEB_TABLES) platform/web/pages
	@mkdir -p $(@D)
	$(PYTHON) platform/web/embed $@ platform/web/pages $(WEB_TABLES)

$(BUILD)/obj/platform/web/pages_embedded.o: $(BUILD)/gen/pages_embedded.c platform/web/pages.h
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) $(HARDEN) -c $< -o $@

$(BUILD)/tests/unit/test_request: $(BUILD)/obj/platform/web/request.o
$(BUILD)/tests/unit/test_router: $(BUILD)/obj/platform/web/router.o $(BUILD)/obj/platform/web/request.o
$(BUILD)/tests/unit/test_auth: $(BUILD)/obj/platform/web/auth.o
$(BUILD)/tests/unit/test_auth: UNIT_LIBS = $(shell pkg-config --libs libsodium) -lpthread
$(BUILD)/tests/unit/test_guard_link: $(BUILD)/obj/platform/web/guard_link.o \
  $(addprefix $(BUILD)/obj/platform/common/,clock.o guard_client.o local_socket.o)
$(BUILD)/tests/unit/test_guard_link: UNIT_LIBS = -lpthread
$(BUILD)/tests/unit/test_qr: $(BUILD)/obj/platform/web/qr.o
$(BUILD)/tests/unit/test_qr: UNIT_FLAGS = $(shell pkg-config --cflags libqrencode zbar)
$(BUILD)/tests/unit/test_qr: UNIT_LIBS = $(shell pkg-config --libs libqrencode zbar)
$(BUILD)/tests/unit/test_connections: $(BUILD)/obj/platform/web/connections.o
$(BUILD)/tests/unit/test_connections: UNIT_LIBS = -lpthread
$(BUILD)/tests/unit/test_tls: $(BUILD)/obj/platform/web/tls.o
$(BUILD)/tests/unit/test_tls: UNIT_LIBS = $(shell pkg-config --libs gnutls)
$(BUILD)/tests/unit/test_captive: $(BUILD)/obj/platform/web/captive.o

# The readers of a request stand alone, so that they can be fuzzed without a server.
$(BUILD)/tests/fuzz/fuzz_http: platform/web/request.c platform/web/router.c
$(BUILD)/tests/fuzz/fuzz_http: FUZZ_SOURCES = platform/web/request.c platform/web/router.c
