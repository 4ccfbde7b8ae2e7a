# SPDX-License-Identifier: BSD-2-Clause
# The proved core, as a static library for the programs and a shared one for the property tests.

CORE_SOURCES := $(sort $(wildcard core/*.c gen/*.c))
CORE_OBJECTS := $(CORE_SOURCES:%.c=$(BUILD)/obj/%.o)
CORE_FLAGS = -std=c11 -ffreestanding -fPIC
# Ragel's own C: a goto that nothing takes, states kept as int.
CHART_WARNINGS = -Wno-unused-label -Wno-conversion -Wno-unused-const-variable -Wno-unused-variable -Wno-sign-conversion \
  -Wno-implicit-fallthrough

.PHONY: gen gen-into
gen: $(BUILD)/stamps/test ## write gen/ anew from spec/
	@$(MAKE) --no-print-directory gen-into GEN=gen

gen-into:
	@mkdir -p $(GEN)
	$(PYTHON) spec/generate.py spec $(GEN)
	$(PYTHON) spec/generate_codec.py spec $(GEN)
	$(PYTHON) spec/draw_charts.py $(GEN)
	@for chart in spec/*.rl; do name=$$(basename $$chart .rl); \
	  echo "ragel $$chart"; ragel -G2 -L -o $(GEN)/$${name}_chart.c $$chart || exit 1; \
	  sed -i 's|"$(GEN)/|"gen/|' $(GEN)/$${name}_chart.c || exit 1; done

$(BUILD)/obj/core/%.o: core/%.c | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) $(CORE_FLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# Loops over bytes, made vector instructions of.
$(BUILD)/obj/core/motion%.o: CFLAGS += $(if $(filter -O0,$(OPTIMISE)),,-O3)

# The detector once more for processors with AVX2, which platform/camera/detector.c chooses at start: one function to the outside.
ifneq ($(findstring x86_64,$(shell $(CC) -dumpmachine)),)
MOTION_AVX2 = $(BUILD)/obj/core/motion_avx2.o
endif

$(BUILD)/obj/core/avx2/%.o: core/%.c | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) $(CORE_FLAGS) $(CPPFLAGS) $(CFLAGS) $(if $(filter -O0,$(OPTIMISE)),,-O3) -mavx2 -MMD -MP -c $< -o $@

$(BUILD)/obj/core/motion_avx2.o: $(patsubst core/%.c,$(BUILD)/obj/core/avx2/%.o,$(wildcard core/motion*.c))
	ld -r -o $@ $^
	objcopy --redefine-sym motion_step=motion_step_avx2 --keep-global-symbol=motion_step_avx2 $@

$(BUILD)/obj/gen/%_chart.o: gen/%_chart.c | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) $(CORE_FLAGS) $(CPPFLAGS) $(CFLAGS) $(CHART_WARNINGS) -MMD -MP -c $< -o $@

$(BUILD)/obj/gen/%.o: gen/%.c | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) $(CORE_FLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/libcore.a: $(CORE_OBJECTS) $(MOTION_AVX2)
	@mkdir -p $(@D)
	rm -f $@ && ar rcsD $@ $^

$(BUILD)/lib/libcore.so: $(CORE_OBJECTS)
	@mkdir -p $(@D)
	$(CC) -shared $(LDFLAGS) -o $@ $^
