/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Letters of 5 by 7 dots, for a label that is printed where no fonts are. */
#ifndef CTL_FONT_H
#define CTL_FONT_H

#include <stdbool.h>

#define FONT_WIDTH 5
#define FONT_HEIGHT 7

/** Whether a dot of a character is black: x from the left, y from the top. What is not printable ASCII is a box. */
bool font_dot(char character, int x, int y);

#endif
