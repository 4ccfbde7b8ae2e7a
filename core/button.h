/* SPDX-License-Identifier: BSD-2-Clause */
/* The button: samples of one contact in, the meaning of a hold out. */
#ifndef CORE_BUTTON_H
#define CORE_BUTTON_H

#include <stdbool.h>
#include <stdint.h>

/* What a sample says of the contact. */
enum contact { CONTACT_OPEN = 0, CONTACT_CLOSED = 1, CONTACT_LOST = 2 };

/* Hold times in nanoseconds; in order when 0 < debounce <= restart < armed < ready < stuck. */
typedef struct {
  uint64_t debounce; /* a shorter burst changes nothing */
  uint64_t restart;  /* held at least this long, then let go: restart */
  uint64_t armed;    /* ... : cancelled */
  uint64_t ready;    /* ... : factory reset */
  uint64_t stuck;    /* not seen open before this: nothing */
} button_timing_t;

typedef struct {
  int cs;         /* state of the chart (gen/button_chart.h) */
  uint64_t now;   /* the latest time seen; time never runs back for the machine */
  uint64_t since; /* first closed sample of the hold */
  uint64_t last;  /* last closed sample of the hold */
  uint64_t edge;  /* first open sample of an opening not yet confirmed */
} button_t;

typedef struct {
  uint8_t signal; /* enum signal (gen/vocabulary.h) */
  uint64_t next;  /* when the machine next wants to be called; TIME_NEVER where only a contact can matter */
} button_output_t;

/** The decided hold times (30 ms; 1, 5, 8 and 20 s). */
button_timing_t button_timing_default(void);

/** Whether hold times are in order. */
bool button_timing_ordered(const button_timing_t *timing);

/** A machine at boot: no contact seen yet. */
void button_start(button_t *button);

/**
 * Take one sample. Times before the latest one count as the latest one.
 * contact: enum contact; any other value counts as CONTACT_LOST.
 * Returns false, with nothing changed and no signal, where the timing is not in order.
 */
bool button_step(button_t *button, const button_timing_t *timing, uint64_t now, uint8_t contact,
                 button_output_t *output);

/** What the light should say of the button now: SIGNAL_NONE, _PRESSED, _ARMED, _READY or _STUCK. */
uint8_t button_shows(const button_t *button);

/** Whether the contact is closed or not yet confirmed open, as far as is known. */
bool button_held(const button_t *button);

#endif
