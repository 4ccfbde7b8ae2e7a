# SPDX-License-Identifier: GPL-2.0-or-later
# What the pipeline costs, as a ratio to x264 alone on the same frames.

BENCH_FILM ?= $(BUILD)/footage/vtest.avi
BENCH_FRAMES ?= 200
BENCH_ROUNDS ?= 5

.PHONY: bench bench-pipeline
bench: bench-pipeline
bench-pipeline: $(BUILD)/tests/bench/bench_pipeline $(BUILD)/bin/pinhole-camera $(BUILD)/stamps/bench ## measure the pipeline beside x264 alone, and the camera beside Motion
	@$< scene $(BENCH_FRAMES) $(BENCH_ROUNDS)
	@if platform/sim/fetch-footage $(BENCH_FILM); then $< $(BENCH_FILM) $(BENCH_FRAMES) $(BENCH_ROUNDS) && \
	  $< $(BENCH_FILM) $(BENCH_FRAMES) $(BENCH_ROUNDS) unsteered && \
	  { tests/bench/side_by_side $(BUILD)/bin/pinhole-camera $(BENCH_FILM) || [ $$? = 77 ]; }; fi

# The camera's objects are listed in platform/camera/camera.mk.
$(BUILD)/tests/bench/bench_pipeline: tests/bench/bench_pipeline.c $(CAMERA_PARTS) \
  $(filter $(BUILD)/obj/platform/common/%,$(CAMERA_SHARED)) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $$(pkg-config --cflags $(CAMERA_PACKAGES)) $(CFLAGS) $(HARDEN) -MMD -MP \
	  $(filter %.c %.o %.a,$^) $(LDFLAGS) $(CAMERA_LIBS) -o $@

# Whether motion detection gives the same bits however it is compiled.
.PHONY: same-bits
same-bits: $(BUILD)/stamps/test ## compare motion's masks of builds without and with optimisation, AVX2, clang and arm64
	@tests/bench/same_bits $(BUILD)/same-bits

# What steering the encoder by the mask saves, on a drawn scene and on clips with little motion.
.PHONY: bench-encode
bench-encode: $(BUILD)/tests/bench/bench_encode ## measure what steering the encoder by the mask saves (CLIPS=folder: virat14 and virat15 too)
	@$< scene 1280 720 15 300 7
	@for clip in $(if $(CLIPS),$(wildcard $(CLIPS)/virat1[45].mkv)); do echo "$$clip"; \
	  size=$$(ffprobe -v error -select_streams v -show_entries stream=width,height -of csv=p=0 $$clip | tr , ' '); \
	  ffmpeg -nostdin -v error -i $$clip -f rawvideo -pix_fmt gray - | $< $$size 15 || exit 1; done

$(BUILD)/tests/bench/bench_encode: tests/bench/bench_encode.c $(CAMERA_PARTS) \
  $(filter $(BUILD)/obj/platform/common/%,$(CAMERA_SHARED)) $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $$(pkg-config --cflags $(CAMERA_PACKAGES)) $(CFLAGS) $(HARDEN) -MMD -MP \
	  $(filter %.c %.o %.a,$^) $(LDFLAGS) $(CAMERA_LIBS) -o $@

# What motion detection finds and costs beside OpenCV's detectors, on a folder of clips with truth or on drawn scenes.
BENCH_MOTION = $(BUILD)/bench-motion

.PHONY: bench-motion
bench-motion: $(BUILD)/tests/bench/detect $(BUILD)/stamps/test ## score motion detection beside OpenCV's (CLIPS=folder of clips; else drawn scenes)
	@tests/bench/motion --detect $< --out $(BENCH_MOTION) $(if $(CLIPS),--clips $(CLIPS))

$(BUILD)/tests/bench/detect: tests/bench/detect.c $(addprefix $(BUILD)/obj/platform/camera/,detector.o scene.o weather.o) \
  $(BUILD)/lib/libcore.a
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) $(HARDEN) -MMD -MP $(filter %.c %.o %.a,$^) $(LDFLAGS) -o $@

# Fifty viewers of one encode: processor and memory; and how late a browser shows what the camera captured.
.PHONY: bench-viewers
bench-viewers: $(PROGRAMS) $(BUILD)/stamps/test ## measure CPU and memory of fifty viewers, and the latency from capture to screen
	@BUILD=$(BUILD) tests/web/run 'latency:' 'fifty viewers'
