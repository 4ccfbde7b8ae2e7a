# SPDX-License-Identifier: BSD-2-Clause
# Pinhole. `make help` says what there is. Everything that is built lands in build/; each folder's part of the
# build stands in a fragment (*.mk) in that folder.

BUILD ?= build
STATE ?= state
SOURCE ?= auto
LISTEN ?= 127.0.0.1:8080
READY ?= 0
PYTHON = /usr/bin/python3

CC = gcc
OPTIMISE = -O2 -g
WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Werror
HARDEN = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
# core/time.h must not hide <time.h>: these folders serve quoted includes only.
CPPFLAGS = -iquote core -iquote gen -iquote spec -iquote platform
# The same bytes wherever the folder lies (make reproducible).
ANYWHERE = -ffile-prefix-map=$(CURDIR)=.
CFLAGS = $(OPTIMISE) $(WARNINGS) $(SANITIZERS) $(ANYWHERE)
LDFLAGS = $(SANITIZERS)

# `make SANITIZE=1 BUILD=build/asan ...` builds everything with address, undefined-behaviour and leak checks.
ifdef SANITIZE
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDEN = -fPIE
endif

# Only our own rules: make's would build platform/web/pages out of pages.c.
MAKEFLAGS += --no-builtin-rules

PROGRAMS :=
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

include core/core.mk $(sort $(wildcard proofs/*.mk platform/*/*.mk tests/*.mk tests/*/*.mk))

.PHONY: help all setup setup-test run clean format FORCE

help: ## this text
	@echo 'make run    sets up and runs the camera on the virtual board; Ctrl-C stops it'
	@echo '            SOURCE=auto|scene|scene:rain,wind,...|FILE|DEVICE|URL  STATE=folder  LISTEN=address:port'
	@echo '            READY=1: already set up, its password told, and this machine let in'
	@echo 'make test   sets up and runs every test, proof and check'
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort | expand -t 12

all: $(PROGRAMS) ## build the programs

setup: $(BUILD)/stamps/run ## install what building and running need
setup-test: $(BUILD)/stamps/test ## install what testing and proving need

# A stamp says that the packages of a list are there; it is renewed when the list changes.
$(BUILD)/stamps/%: platform/setup/%.packages platform/setup/install
	@mkdir -p $(@D)
	@platform/setup/install $<
	@touch $@

run: $(PROGRAMS) ## run the camera on the virtual board
	@BUILD=$(BUILD) platform/sim/run --state '$(STATE)' --source '$(SOURCE)' --listen '$(LISTEN)' --ready '$(READY)'

format: ## format the C sources
	clang-format -i $$(git ls-files 'core/*.[ch]' 'platform/*.[ch]' 'tests/*.[ch]' 'proofs/*.[ch]')

clean: ## remove what was built (downloads and the camera's state stay)
	rm -rf $(BUILD)/obj $(BUILD)/lib $(BUILD)/bin $(BUILD)/gen $(BUILD)/tests $(BUILD)/asan $(BUILD)/proofs $(BUILD)/results \
	  $(BUILD)/trace $(BUILD)/metrics $(BUILD)/mutants $(BUILD)/sbom.json

$(BUILD)/obj/platform/%.o: platform/%.c | $(BUILD)/stamps/run
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) $(HARDEN) -MMD -MP -c $< -o $@

-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)
