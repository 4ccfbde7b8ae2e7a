# SPDX-License-Identifier: GPL-2.0-or-later
"""Traces through the core under simulated time, compared with the models. Each takes the library and a list of numbers
(drawn by Hypothesis), and raises AssertionError where core and model disagree."""
import ctypes

import core
import model
import wire

MAX = 2**64 - 1
MS, S = 10**6, 10**9
WORDS = core.vocabulary()
NAMES = {table: {number: word for word, number in words.items()} for table, words in WORDS.items()}
DEFAULT = (30 * MS, 1 * S, 5 * S, 8 * S, 20 * S)


def expect(right, *said):
    """Fail with what was said."""
    if not right:
        raise AssertionError(*said)


class Numbers:
    """A list of drawn numbers, read one after another."""

    def __init__(self, numbers):
        self.numbers = numbers
        self.at = 0

    def left(self):
        """Whether there are more."""
        return self.at < len(self.numbers)

    def take(self, below):
        """The next one, below a bound; 0 past the end."""
        value = self.numbers[self.at] if self.left() else 0
        self.at += 1
        return value % below


def clock_start(numbers):
    """A clock that starts anywhere: at 0, somewhere, or a little before its end."""
    kind = numbers.take(4)
    value = numbers.take(2**16) * 2**13 + numbers.take(2**16)
    return (0, value, value * 2**30 % MAX, MAX - value * 3)[kind]


def button_timing(numbers):
    """The decided times, or others in order, some as close together as can be."""
    if numbers.take(3):
        return DEFAULT
    spread = (1, 3, 1000, 10**9)[numbers.take(4)]
    debounce = 1 + numbers.take(spread)
    restart = debounce + numbers.take(spread)
    armed = restart + 1 + numbers.take(spread)
    ready = armed + 1 + numbers.take(spread)
    return debounce, restart, armed, ready, ready + 1 + numbers.take(spread)


def button_moment(numbers, timing, now, changes):
    """When the next sample comes: at one of the times after one of the last changes of the contact, a nanosecond
    before or after it, or after any pause."""
    kind = numbers.take(8)
    if kind == 0:
        return now + numbers.take(timing[0])
    if kind == 1:
        return now + numbers.take(4 * timing[2])
    if kind == 2:
        return now + numbers.take(3)
    moment = changes[numbers.take(len(changes))] + timing[numbers.take(5) if kind < 6 else 0] + numbers.take(3) - 1
    return max(moment, now)


def button_samples(library, drawn):
    """R-004 to R-010, R-018 to R-020: any samples at any times, late, missing, doubled, with a clock that jumps back."""
    numbers = Numbers(drawn)
    timing = button_timing(numbers)
    now = clock_start(numbers)
    machine, judge = core.Button(library, timing), model.ButtonModel(*timing)
    signal = NAMES["signal"]
    contact, changes = 0, [now]
    while numbers.left():
        kind = numbers.take(24)
        sample = 2 + numbers.take(254) if kind == 23 else contact if kind < 11 else 1 - contact
        now = button_moment(numbers, timing, now, changes) % 2**64
        if kind == 22:
            now = max(0, now - numbers.take(3 * timing[0]))
        if kind != 23 and sample != contact:
            contact, changes = sample, [now] + changes[:2]
        taken, told, _ = machine.step(now, sample)
        right = judge.step(now, sample)
        expect(taken, "an ordered timing is refused", timing)
        expect(signal[told] in right, "sample", sample, "at", now, "says", signal[told], "where", right, "is right")
        expect(signal[machine.shows()] == judge.shows(), "shows", signal[machine.shows()], "for", judge.shows())


def contact_edges(numbers, hold, bounce):
    """Edges of one press of a mechanical contact, as (time, closed): bursts shorter than the debounce time at both
    ends. The hold counts from the first closed edge of the final closing to the first open one of the final opening."""
    edges, time = [], 0
    for _ in range(numbers.take(4)):
        edges.append((time, True))
        time += 1 + numbers.take(bounce)
        edges.append((time, False))
        time += 1 + numbers.take(bounce)
    begin = time
    edges.append((time, True))
    end = time = begin + hold
    for _ in range(numbers.take(4)):
        edges.append((time, False))
        time += 1 + numbers.take(bounce)
        edges.append((time, True))
        time += 1 + numbers.take(bounce)
    edges.append((time, False))
    return edges, begin, end, time


def button_presses(library, drawn):
    """R-005 to R-009, R-018, R-020: real presses with bounce, watched as the machine asks to be and a little late:
    the hold's length alone decides what it means."""
    numbers = Numbers(drawn)
    timing = DEFAULT
    now = min(clock_start(numbers), MAX - 1000 * S)
    late = (1, MS, 4 * MS)[numbers.take(3)]
    machine = core.Button(library, timing)
    machine.step(now, 0)
    now += 1 * S
    while numbers.left():
        base = (0, 400 * MS, 3 * S, 6 * S, 12 * S, 25 * S, *timing[1:])[numbers.take(10)]
        hold = base + 60 * MS + numbers.take(1000) * MS
        edges, begin, end, over = contact_edges(numbers, hold, timing[0] // 2)
        told = watch(machine, edges, now, over + 2 * S, numbers, late)
        begin, end, over = now + begin, now + end, now + over
        length, longest, slack = end - begin, over - begin, 2 * late + MS
        gestures = [word for word in told if word in ("released", "restart", "cancelled", "factory_reset", "unstuck")]
        spans = [("released", 0), ("restart", timing[1]), ("cancelled", timing[2]), ("factory_reset", timing[3]),
                 ("unstuck", timing[4])]
        right = {word for i, (word, span) in enumerate(spans)
                 if longest + slack >= span and (i == 4 or length - slack < spans[i + 1][1])}
        if "unstuck" in right:
            right.add("broken")
            right.add("released")
        expect(len(gestures) == 1 and gestures[0] in right, "a hold of", length, "gives", told, "not one of", right)
        now = over + 3 * S


def watch(machine, edges, start, until, numbers, late):
    """Feed edges as they come, and samples when the machine wants them, up to `late` late. Returns what it told."""
    told, closed, position, now = [], False, 0, start
    wish = MAX
    while True:
        edge = start + edges[position][0] if position < len(edges) else MAX
        call = min(edge, max(now, wish) + numbers.take(late) if wish != MAX else MAX)
        if call > start + until:
            return told
        now = call
        if call == edge:
            closed = edges[position][1]
            position += 1
        _, signal, wish = machine.step(now, 1 if closed else 0)
        if signal:
            told.append(NAMES["signal"][signal])
        if wish <= now:
            wish = now + 1


def button_refusals(library, drawn):
    """R-018: a timing that is not in order is refused, and changes nothing."""
    numbers = Numbers(drawn)
    timing = [numbers.take(8) if numbers.take(3) else numbers.take(MAX) for _ in range(5)]
    debounce, restart, armed, ready, stuck = timing
    ordered = 0 < debounce <= restart < armed < ready < stuck
    machine = core.Button(library, timing)
    before = bytes(machine.state)
    while numbers.left():
        taken, told, _ = machine.step(numbers.take(MAX), numbers.take(4))
        expect(taken == ordered, "taken" if taken else "refused", timing)
        expect(ordered or (told == 0 and bytes(machine.state) == before), "a refused step changes something", timing)


# --- the factory reset ---

RESET = core.constants("reset.h", "RESET_")
PHASE = {value: name[6:].lower() for name, value in RESET.items()
         if name in ("RESET_STARTING", "RESET_OPERATIONAL", "RESET_INTENDING", "RESET_RESTARTING", "RESET_WIPING",
                     "RESET_FAULT")}


class Board:
    """A board that boots the reset machine on a medium, carries its commands out, fails them, and loses power."""

    def __init__(self, library, numbers, time):
        self.library, self.numbers, self.time = library, numbers, time
        self.medium = model.Medium()
        self.durable_order = False  # an intent was durable and its wipe is not over
        self.told_down = None       # the cause with which the board was told to restart
        self.boot()

    def boot(self):
        """Read the records, as they are."""
        self.machine, self.judge = core.Reset(self.library), model.ResetModel()
        self.told_down = None
        self.camera_hangs = self.numbers.take(2) == 1  # it never says that it is gone
        self.early()
        intent, key = self.medium.intent(), self.medium.key()
        if intent == "standing":
            self.durable_order = True
        elif intent == "none" and self.durable_order:  # half cleared, after all was verified
            expect(not self.medium.old_data_readable(), "the intent is gone while old data can be read")
            self.durable_order = False
        found = {"standing": "intent", "unreadable": "unreadable", "none": "clean"}[intent]
        if found == "clean" and key in ("unreadable", "mixed"):
            found = "unreadable"
        self.judge.booted = found
        self.give("BOOT_" + found.upper())

    def early(self):
        """A press before the records were read, now and then (R-015)."""
        if self.numbers.take(8) == 0:
            self.order()

    def order(self):
        """A factory reset."""
        self.give("ORDER", ordered=True)

    def give(self, event, cause="power", ordered=False, restart=False):
        """One input; its command is judged and, where it is one of storage, becomes outstanding."""
        judge = self.judge
        wiping = judge.wipe_begun()
        if ordered and not wiping:  # else it is what goes on already
            judge.ordered = True
        if restart and not (wiping or judge.ordered or judge.intent_written or judge.restart_asked):
            judge.restart_asked, judge.cause = True, cause
        command, argument, accepted, wish = self.machine.step(self.time, RESET["RESET_" + event], WORDS["cause"][cause])
        word = NAMES["command"][command]
        why = judge.allowed(word, NAMES["cause"].get(argument))
        expect(why is None, event, "gives", word, NAMES["cause"].get(argument), "but", why, judge.ended)
        if ordered and not accepted:
            judge.ordered = False
            expect(False, "a reset ordered in", self.phase(), "is not accepted")
        if ordered:
            expect(self.phase() in ("intending", "wiping"), "a reset is accepted, and then", self.phase())
        if restart and not accepted:
            judge.restart_asked = False
        if word == "restart_board":
            self.told_down = NAMES["cause"][argument]
        elif word not in ("none", "stop_camera"):
            judge.outstanding = word
        if word in ("stop_camera", "restart_board"):
            judge.outstanding = None  # an opening is no longer waited for
        expect(self.machine.outstanding() == WORDS["command"][judge.outstanding or "none"],
               "outstanding is", self.machine.outstanding(), "after", word)
        self.wish = wish
        self.check()

    def phase(self):
        """The machine's phase."""
        return PHASE[self.machine.phase()]

    def check(self):
        """R-042, R-044: nothing operates while an intent stands or a wipe is not over."""
        if self.phase() == "operational":
            expect(self.medium.intent() == "none", "operational while an intent stands")
            expect(not self.durable_order, "operational before the wipe is over")
            expect(self.medium.key() in ("old", "new"), "operational without a key")

    def damage(self):
        """Both copies of the intent, or of the key, go bad, and the board starts anew."""
        name = ("intent", "key")[self.numbers.take(2)]
        for copy in (name + "_a", name + "_b"):
            self.medium.stored[copy] = "torn"
        self.boot()

    def answer(self, done):
        """Carry the outstanding command out, or fail it after some of its writes."""
        command, judge = self.judge.outstanding, self.judge
        if command == "verify_wipe" and self.medium.old_data_readable():
            done = False
        self.medium.carry_out(command, None if done else self.numbers.take(2), False)
        judge.outstanding = None
        judge.ended.append((command, done))
        if command == "write_intent" and done:
            judge.intent_written = self.durable_order = True
        if command == "write_intent" and judge.ended.count((command, False)) % 3 == 0 and not done:
            judge.ordered = False  # given up: a fault, from which it can be ordered again
        if command == "clear_intent" and done:
            expect(not self.medium.old_data_readable(), "the intent is cleared while old data can be read")
            self.durable_order = False
        self.give("DONE" if done else "FAILED")

    def cut(self):
        """The power goes, in the middle of whatever is written."""
        command = self.judge.outstanding
        if command:
            self.medium.carry_out(command, self.numbers.take(3), self.numbers.take(2) == 1)
        self.boot()

    def go_down(self):
        """The board restarts as it was told."""
        self.boot()

    def settle(self, bound=60):
        """No more trouble: everything is carried out and time passes. Ends operational or in a fault (R-044)."""
        for _ in range(bound):
            if self.told_down is not None:
                self.go_down_quietly()
            elif self.judge.outstanding:
                self.answer(True)
            elif self.phase() in ("operational", "fault"):
                return
            elif self.phase() in ("intending", "restarting") and not self.camera_hangs:
                self.give("CAMERA_GONE")
            else:
                expect(self.wish != MAX, "waits for ever in", self.phase())
                self.time = max(self.time, self.wish)
                self.give("TICK")
        expect(False, "no end after", bound, "steps, in", self.phase(), self.judge.ended)

    def go_down_quietly(self):
        """The board restarts; nobody presses."""
        numbers, self.numbers = self.numbers, Numbers([1] * 8)
        self.boot()
        self.numbers = numbers


def reset_trouble(library, drawn):
    """R-031 to R-048: presses, failures, power cuts and torn sectors at every command, then peace: the order of
    commands is the one and no other, nothing of the owner's is in use before the wipe is over, and it ends."""
    numbers = Numbers(drawn)
    board = Board(library, numbers, min(clock_start(numbers), MAX - 10**6 * S))
    while numbers.left():
        trouble(board, numbers)
    board.settle()
    board.go_down_quietly()
    board.settle()
    expect(not board.durable_order or board.phase() == "fault", "a durable order was lost")


def trouble(board, numbers):
    """One thing that happens."""
    kind = numbers.take(14)
    board.time += numbers.take(12) * S
    if board.told_down is not None and kind < 9:
        board.go_down()
    elif kind < 6 and board.judge.outstanding:
        board.answer(kind < 5)
    elif kind == 6:
        board.cut()
    elif kind == 7:
        board.order()
    elif kind == 8:
        cause = ("button", "request")[numbers.take(2)]
        board.give("RESTART", cause=cause, restart=True)
    elif kind == 9:
        board.give("CAMERA_GONE")
    elif kind == 10:
        if numbers.take(4) == 0:
            board.damage()
    else:
        board.give("TICK")


def reset_cut_at_each_command(library, drawn):
    """R-043, R-044: a reset whose power fails at a drawn step of each boot, in a drawn write, ends with nothing left."""
    numbers = Numbers(drawn)
    board = Board(library, Numbers([1]), min(clock_start(numbers), MAX - 10**6 * S))
    board.settle()
    expect(board.phase() == "operational", "a clean boot ends in", board.phase())
    board.order()
    board.answer(True)
    expect(board.medium.intent() == "standing", "the intent is not durable")
    board.numbers = numbers
    cuts = 0
    while numbers.left() and cuts < 12:
        steps = numbers.take(9)
        cuts += 1
        for _ in range(steps):
            if board.judge.outstanding:
                board.answer(True)
        board.cut()
    board.settle()
    board.go_down_quietly()
    board.settle()
    expect(not board.medium.old_data_readable() and board.medium.stored["key_a"] == "new", "old data is left")
    expect(board.phase() == "operational", "the reset ends in", board.phase())


# --- provisioning ---

INPUT = {name[10:].lower(): value for name, value in core.constants("provision_chart.h", "PROVISION_").items()}
SPANS = ("window", "trying", "storing", "linger", "away", "failed")
EVENTS = ("tick", "begin_unclaimed", "begin_owned", "begin_owned_button", "halt", "phone", "claim", "change", "joined",
          "join_failed", "link_lost", "link_restored", "stored", "not_stored", "password", "visit", "adopt")
USUAL = ("tick", "phone", "claim", "change", "joined", "joined", "join_failed", "link_lost", "link_restored", "stored",
         "stored", "not_stored", "tick", "tick", "password", "visit", "adopt")


def provision_trace(library, drawn):
    """R-053, R-079 to R-093, R-101 to R-103: any input at any time, before, at and after each bound."""
    numbers = Numbers(drawn)
    timing = (900 * S, 60 * S, 120 * S, 60 * S, 60 * S, 60 * S)
    if numbers.take(3) == 0:
        spread = (2, 5, 10**12)[numbers.take(3)]
        timing = tuple(1 + numbers.take(spread) for _ in range(6))
    now = clock_start(numbers)
    machine = core.Provision(library, timing)
    judge = model.ProvisionModel(**dict(zip(SPANS, timing)))
    wish = MAX
    first = True
    while numbers.left():
        now = (now + provision_gap(numbers, timing)) % 2**64
        if numbers.take(5) == 0 and wish != MAX:
            now = max(0, wish - numbers.take(2))
        event = EVENTS[1 + numbers.take(3)] if first else USUAL[numbers.take(len(USUAL))]
        if numbers.take(24) == 0:
            event = EVENTS[numbers.take(len(EVENTS))]
        if event in ("stored", "not_stored") and not judge.owing:
            event = "tick"
        first = False
        wish = provision_step(machine, judge, now, event, numbers.take(9))


def provision_gap(numbers, timing):
    """A pause: none, a moment, about one of the spans, or any."""
    kind = numbers.take(10)
    if kind < 3:
        return kind
    return numbers.take(2 * timing[0]) if kind == 3 else max(0, timing[kind - 4] + numbers.take(3) - 1)


def provision_step(machine, judge, now, event, number):
    """One input to both, compared. Returns when the machine wants to be called."""
    reason = NAMES["reason"][number]
    taken, commands, answer, wish = machine.step(now, EVENTS.index(event), number)
    orders, right = judge.step(now, event, reason)
    said = [NAMES["command"][command] for command in commands]
    what = (event, "in", judge.phase, "at", now)
    expect(taken, "ordered spans are refused")
    expect(said == orders, *what, "orders", said, "where", orders, "is right")
    expect(NAMES["reason"][answer] == right, *what, "answers", NAMES["reason"][answer], "where", right, "is right")
    phase = PROVISION_PHASES[machine.phase()]
    expect(phase == judge.phase, *what, "leads to", phase)
    expect(machine.setup_open() == judge.setup_open(), *what, "setup network", machine.setup_open())
    if not judge.halted:
        expect(machine.owned() == judge.owned, *what, "owned", machine.owned())
        telling = judge.now < judge.told_until
        expect(machine.tells_failure(judge.now) == telling, *what, "tells of a failure", not telling)
        if telling:
            expect(NAMES["reason"][machine.state.reason] in judge.reasons, *what, machine.state.reason, judge.reasons)
    expect(judge.halted or wish <= judge.ends(), *what, "wants no call before the bound")
    return wish


PROVISION_PHASES = ("starting", "setup", "dormant", "trying", "storing", "lingering", "online", "connecting", "lost",
                    "owner_setup", "visiting")


def provision_refusals(library, drawn):
    """R-093: a span of 0 is refused, and changes nothing."""
    numbers = Numbers(drawn)
    timing = [numbers.take(3) for _ in range(6)]
    machine = core.Provision(library, timing)
    before = bytes(machine.state)
    while numbers.left():
        taken, commands, _, _ = machine.step(numbers.take(MAX), numbers.take(len(EVENTS)), 0)
        expect(taken == all(timing), "taken" if taken else "refused", timing)
        expect(taken or (not commands and bytes(machine.state) == before), "a refused step changes something", timing)


# Property, the length of its traces in numbers, its share of the traces.
PROPERTIES = ((button_samples, 120, 4), (button_presses, 60, 2), (button_refusals, 20, 1), (reset_trouble, 80, 4),
              (reset_cut_at_each_command, 40, 2), (provision_trace, 120, 4), (provision_refusals, 20, 1), (wire.wire_messages, 60, 1))


def load(path):
    """The core as a shared library."""
    return ctypes.CDLL(str(path))
