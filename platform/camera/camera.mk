# SPDX-License-Identifier: GPL-2.0-or-later
# pinhole-camera: the pipeline, its sources, the recorder and the store, with the web server of platform/web.

CAMERA_PACKAGES = x264 libavformat libavcodec libavdevice libavutil libswscale libturbojpeg sqlite3 jansson libseccomp
CAMERA_SOURCES := $(sort $(wildcard platform/camera/*.c))
# ON_BOARD=1: a board has V4L2 cameras alone: libav muxes there, and libavdevice would bring ninety libraries along.
ifdef ON_BOARD
CAMERA_PACKAGES := $(filter-out libavdevice libswscale,$(CAMERA_PACKAGES))
CAMERA_SOURCES := $(filter-out %/source_libav.c %/convert_rarely.c,$(CAMERA_SOURCES)) platform/linux/source_board.c
endif
CAMERA_OBJECTS = $(CAMERA_SOURCES:%.c=$(BUILD)/obj/%.o)
CAMERA_PARTS = $(filter-out %/main.o,$(CAMERA_OBJECTS))
# Listed here, since the fragments of common and web come later.
CAMERA_SHARED := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard platform/common/*.c platform/web/*.c)) \
  $(BUILD)/obj/platform/web/pages_embedded.o
CAMERA_LIBS = $(shell pkg-config --libs $(CAMERA_PACKAGES)) -lyuv -lpthread -lm

PROGRAMS += $(BUILD)/bin/pinhole-camera

$(BUILD)/obj/platform/camera/%.o: CPPFLAGS += $(shell pkg-config --cflags $(CAMERA_PACKAGES))

$(BUILD)/obj/platform/camera/detector.o: CPPFLAGS += $(if $(MOTION_AVX2),-DDETECTOR_AVX2)

$(BUILD)/bin/pinhole-camera: $(CAMERA_OBJECTS) $(CAMERA_SHARED) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie $(filter %.o %.a,$^) $(CAMERA_LIBS) $(WEB_LIBS) -o $@

CAMERA_TESTS = settings stamp zone queue live mp4_scan store recorder encoder source v4l2 snapshot options pipeline
CAMERA_TEST_PROGRAMS := $(CAMERA_TESTS:%=$(BUILD)/tests/unit/test_%)

$(CAMERA_TEST_PROGRAMS): $(CAMERA_PARTS) $(filter $(BUILD)/obj/platform/common/%,$(CAMERA_SHARED))
$(CAMERA_TEST_PROGRAMS): UNIT_FLAGS = $(shell pkg-config --cflags $(CAMERA_PACKAGES))
$(CAMERA_TEST_PROGRAMS): UNIT_LIBS = $(CAMERA_LIBS)
# A camera that exists in the test alone answers the system calls of the source.
$(BUILD)/tests/unit/test_v4l2: UNIT_LIBS = $(CAMERA_LIBS) -Wl,--wrap=open,--wrap=ioctl,--wrap=mmap,--wrap=munmap,--wrap=poll
# Counts what the recorder makes durable.
$(BUILD)/tests/unit/test_recorder: UNIT_LIBS = $(CAMERA_LIBS) -Wl,--wrap=fdatasync,--wrap=fsync

$(BUILD)/tests/unit/test_confine: $(addprefix $(BUILD)/obj/platform/,camera/confine.o common/log.o)
$(BUILD)/tests/unit/test_confine: UNIT_LIBS = $(shell pkg-config --libs libseccomp) -lpthread

$(BUILD)/tests/fuzz/fuzz_jpeg: platform/camera/jpeg.c
$(BUILD)/tests/fuzz/fuzz_jpeg: FUZZ_SOURCES = platform/camera/jpeg.c
$(BUILD)/tests/fuzz/fuzz_jpeg: FUZZ_LIBS = $(shell pkg-config --libs libturbojpeg libavutil)
