# SPDX-License-Identifier: GPL-2.0-or-later
$(BUILD)/tests/unit/test_scene $(BUILD)/tests/unit/test_weather: $(addprefix $(BUILD)/obj/platform/camera/,scene.o weather.o)
$(BUILD)/tests/unit/test_picture: $(BUILD)/obj/platform/camera/picture.o
