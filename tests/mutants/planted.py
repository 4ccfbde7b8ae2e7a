# SPDX-License-Identifier: GPL-2.0-or-later
"""A small source and the changes that must be made to it, and to nothing else of it."""
import mutate

SOURCE = """#include "x.h"
#define LIMIT 3
/* a < b && 7 in a comment */
static const int table[2] = {1, 2};
/*@ requires x < 9;
    ensures \\result == x + 1; */
static uint8_t first(const uint8_t *x, int y)
{
  uint8_t z = *x; // x > 1
  /*@ loop invariant 0 <= y; */
  if (y < LIMIT && !z)
    z = (uint8_t)(y - 1);
  call(&z);
  return z == RED ? true : y;
}
"""
HEADER = """/* Says. */
/*@ ensures a; */
uint8_t first(const uint8_t *x, int y);
/* Says. */
int second(void);
"""
WANTED = [("first", "y < LIMIT && !z", "!(y < LIMIT && !z)"), ("first", "<", "<="), ("first", "<", ">="), ("first", "LIMIT", "(LIMIT + 1)"),
          ("first", "LIMIT", "(LIMIT - 1)"), ("first", "&&", "||"), ("first", "!", ""), ("first", "-", "+"), ("first", "1", "(1 + 1)"),
          ("first", "1", "(1 - 1)"), ("first", "==", "!="), ("first", "RED", "GREEN"), ("first", "true", "false"),
          ("first", "z = (uint8_t)(y - 1)", ""), ("first", "call(&z)", "")]


def faults():
    """What is wrong with the changes, in words; nothing where all is well."""
    near = mutate.neighbours_of({"colour": {"RED": 0, "GREEN": 1}}, ["LIMIT"])
    made = sorted((mutant.function, mutant.old, mutant.new) for mutant in mutate.mutants("x.c", SOURCE, near))
    found = [f"not made: {change}" for change in sorted(WANTED) if change not in made]
    found += [f"made, and should not be: {change}" for change in made if change not in WANTED]
    text = mutate.control(SOURCE, "first")
    if [name for name, _, _ in mutate.functions(mutate.tokens_of(text))] != ["first"] or text.count("call(&z)") != 1:
        found.append("the control edits break the source")
    head = "static uint8_t first(const uint8_t *x, int y)"
    contract, told, body = mutate.definition(SOURCE, "first")
    if (told, contract.count("requires x < 9"), body[0], body[-1], body.count("call(&z)")) != (head, 1, "{", "}", 1):
        found.append("a function is not found whole")
    if "\nuint8_t other(const uint8_t *x, int y)\n{" not in mutate.copy([contract], told, body, "first", "other"):
        found.append("a function is not copied under another name")
    if mutate.declared(HEADER, "first") != "/*@ ensures a; */" or mutate.declared(HEADER, "second"):
        found.append("the contract of a declaration is not the one in front of it")
    return found
