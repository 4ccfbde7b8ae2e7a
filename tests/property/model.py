# SPDX-License-Identifier: GPL-2.0-or-later
"""Plain models of the button, the factory reset and provisioning, written from spec/requirements.md alone.

They share nothing with core/ or the charts in spec/: where a model and the core disagree, one of them is wrong.
"""
NEVER = 2**64 - 1


def after(start, span):
    """The moment `span` after `start`; the clock's end where that lies past it."""
    return min(start + span, NEVER)


class ButtonModel:
    """R-004 to R-010, R-018 to R-020, and the decisions on hold times: the whole history is kept and looked at anew."""

    OPEN, CLOSED, LOST = 0, 1, 2
    LEVELS = ("pressed", "armed", "ready", "stuck")
    STUCK = 3

    def __init__(self, debounce, restart, armed, ready, stuck):
        self.debounce, self.restart = debounce, restart
        self.spans = (debounce, armed, ready, stuck)
        self.now = 0
        self.forget()

    def forget(self):
        """Nothing is known of the contact: it must be seen open before anything counts."""
        self.seen_open = False
        self.opening = None  # first open sample of the opening under way
        self.run = []        # closed samples without an open one between them, while no hold is confirmed
        self.held_since = self.last_closed = None
        self.level = -1

    def step(self, time, contact):
        """The set of signals that are right for this sample."""
        self.now = now = max(self.now, time)
        if contact not in (self.OPEN, self.CLOSED):
            if self.level == self.STUCK:
                self.opening = None
                return {"none"}
            held = self.held_since is not None
            self.forget()
            return {"broken"} if held else {"none", "broken"}
        if self.held_since is not None:
            return self.held_open(now) if contact == self.OPEN else self.held_closed(now)
        if contact == self.OPEN:
            self.run = []
            if not self.seen_open and self.opening is None:
                self.opening = now
            return {"none"}
        return self.idle_closed(now)

    def idle_closed(self, now):
        """A closed sample while no hold is confirmed."""
        if not self.seen_open:
            if self.opening is None or now < self.opening + self.debounce:
                self.opening = None
                return {"none"}
            self.seen_open = True
        self.opening = None
        self.run.append(now)
        if now - self.run[0] < self.debounce:
            return {"none"}
        self.held_since, self.run = self.run[0], []
        return self.progress(now)

    def progress(self, now):
        """The hold is known to reach to now: what it reached that it had not."""
        self.last_closed = now
        level = max(i for i, span in enumerate(self.spans) if now - self.held_since >= span)
        if level <= self.level:
            return {"none"}
        self.level = level
        return {self.LEVELS[level]}

    def held_closed(self, now):
        """Still closed, or closed again."""
        if self.opening is not None and now >= self.opening + self.debounce:
            if self.level == self.STUCK:  # the fault is shown until the contact is known to be open
                self.opening = None
                return {"none"}
            self.forget()
            return {"broken"}
        self.opening = None
        return self.progress(now)

    def held_open(self, now):
        """Open: a bounce, until it has been so for the debounce time."""
        if self.opening is None:
            self.opening = now
        if now < self.opening + self.debounce:
            return {"none"}
        length, until = self.last_closed - self.held_since, self.opening - self.held_since
        told_stuck = self.level == self.STUCK
        self.forget()
        self.seen_open = True
        _, armed, ready, stuck = self.spans
        if until >= stuck:
            return {"unstuck"} if told_stuck else {"unstuck", "released", "broken"}
        if length >= ready:
            return {"factory_reset"}
        if length >= armed:
            return {"cancelled"}
        return {"restart"} if length >= self.restart else {"released"}

    def shows(self):
        """What the light should say of the button."""
        return "none" if self.level < 0 else self.LEVELS[self.level]


class Medium:
    """What the reset touches, with a cache that a power cut loses in part: two copies of the intent, the key and the
    owner; the owner's files. A value is "old" (the owner's), "new", "standing", "none" or "torn"."""

    COPIES = ("intent_a", "intent_b", "key_a", "key_b")

    def __init__(self):
        self.written = dict.fromkeys(self.COPIES + ("files",), 0)  # when, counted in writes
        self.stored = {"intent_a": "none", "intent_b": "none", "key_a": "old", "key_b": "old", "files": "old"}

    def intent(self):
        """What a boot reads: the newer copy that can be read."""
        copies = [copy for copy in ("intent_a", "intent_b") if self.stored[copy] != "torn"]
        return self.stored[max(copies, key=self.written.get)] if copies else "unreadable"

    def key(self):
        """What a boot reads of the key."""
        copies = {self.stored["key_a"], self.stored["key_b"]} - {"torn", "destroyed"}
        return copies.pop() if len(copies) == 1 else "unreadable" if not copies else "mixed"

    def writes(self, command):
        """The writes of a command, in order; each is durable before the next begins."""
        pairs = {"write_intent": ("intent", "standing"), "clear_intent": ("intent", "none"),
                 "destroy_key": ("key", "destroyed"), "create_key": ("key", "new")}
        if command in pairs:
            name, value = pairs[command]
            order = sorted((name + "_a", name + "_b"), key=lambda copy: (self.stored[copy] != "torn", self.written[copy]))
            return [(copy, value) for copy in order]  # the bad or older copy first, never the only good one
        return [("files", "new")] if command == "create_files" else []

    def carry_out(self, command, count=None, tear=False):
        """Carry a command out, or only its first `count` writes, the next one torn."""
        writes = self.writes(command)
        for name, value in writes[:count]:
            self.stored[name] = value
            self.written[name] = max(self.written.values()) + 1
        if count is not None and tear and count < len(writes):
            self.stored[writes[count][0]] = "torn"

    def old_data_readable(self):
        """Whether somebody with this medium in hand could read the owner's data."""
        return "old" in (self.stored["key_a"], self.stored["key_b"]) and self.stored["files"] == "old"


class ResetModel:
    """R-031 to R-048: which command may follow, from what was asked and how the commands before it ended.

    Safety is judged here for each single step; that a reset ends, and what is left on the medium, by the test."""

    FAILURES = 3  # of the opening, the intent or the wipe that end in a fault
    WIPE = ("destroy_key", "create_key", "create_files", "verify_wipe", "clear_intent")

    def __init__(self):
        self.booted = None      # "clean", "intent" or "unreadable"
        self.outstanding = None
        self.ended = []         # (command, whether it was carried out) since boot
        self.ordered = self.restart_asked = False
        self.cause = None
        self.camera_stopped = self.intent_written = self.down = False

    def opens_allowed(self):
        """The storage may be opened: nothing stands against it, or the wipe was carried out to its end; three times."""
        if self.ended.count(("open_storage", False)) >= self.FAILURES:
            return False
        if self.booted == "clean":
            return True
        return self.booted == "intent" and self.last() == ("clear_intent", True)

    def last(self):
        """The last command of the wipe that ended, and how."""
        wipe = [entry for entry in self.ended if entry[0] in self.WIPE]
        return wipe[-1] if wipe else None

    def allowed(self, command, argument):
        """Why a command must not be given now; None where it may."""
        if command == "none":
            return None
        if self.down and command not in ("restart_board", "stop_camera"):
            return "the board goes down"
        if command == "stop_camera":
            return None if self.intent_written or self.restart_asked else "nobody asked for a restart"
        if command == "restart_board":
            return self.restart_allowed(argument)
        if self.outstanding and (self.outstanding, command) != ("open_storage", "write_intent"):
            return f"{self.outstanding} is outstanding"  # but a reset does not wait for an opening that may hang
        if command == "write_intent":
            return None if self.ordered and not self.wipe_begun() else "no reset was ordered"
        if command == "open_storage":
            return None if self.opens_allowed() and not self.ordered else "the storage must stay closed"
        if command in self.WIPE:
            return self.wipe_allowed(command)
        return "it is no command of the reset"

    def restart_allowed(self, argument):
        """A restart: into the wipe once the intent is durable, or a soft one that was asked for."""
        self.down = True
        if self.intent_written:
            return None if argument == "reset" else "a restart into the wipe must say so"
        if self.wipe_begun():
            return "a wipe goes on"
        if self.restart_asked:
            return None if argument == self.cause else f"the cause is {self.cause}"
        return "nobody asked for a restart"

    def wipe_begun(self):
        """Whether a wipe goes on: begun, not carried out to its end, not given up."""
        begun = self.outstanding in self.WIPE or self.last() is not None
        return begun and self.last() != ("clear_intent", True) and not (self.gave_up() and not self.outstanding)

    def gave_up(self):
        """Failures enough that the wipe may have ended in a fault."""
        return sum(not done for command, done in self.ended if command in self.WIPE) >= self.FAILURES

    def wipe_allowed(self, command):
        """One order of commands and no other; after a failure the same again, or from the start."""
        if self.booted != "intent":
            return "no intent was found at boot"
        if self.gave_up():
            return "three failures are a fault"
        last = self.last()
        if last is None:
            return None if command == "destroy_key" else "a wipe begins with the key"
        name, done = last
        if not done:
            return None if command in (name, "destroy_key") else f"{name} failed"
        position = self.WIPE.index(name) + 1
        expected = self.WIPE[position] if position < len(self.WIPE) else None
        return None if command == expected else f"after {name} comes {expected}"


class ProvisionModel:
    """R-053, R-079 to R-093, R-101 to R-103, and the decisions on the setup network, a new router and joining."""

    CLAIMS = ("claim", "visit", "adopt")
    REQUESTS = CLAIMS + ("change", "password")
    BOUNDS = {"setup": "window", "visiting": "window", "owner_setup": "window", "trying": "trying", "storing": "storing",
              "lingering": "linger"}

    def __init__(self, **spans):
        self.spans = spans
        self.now = self.since = self.told_until = 0
        self.phase, self.owned, self.halted = "starting", False, False
        self.by_button = False  # home is being looked for after a restart by the button
        self.origin = None      # where a try began, to return to when it fails
        self.owing = False      # an answer to store_owner is outstanding
        self.reasons = {"none"}

    def step(self, time, event, reason="none"):
        """(commands, reason of a request)."""
        self.now = max(self.now, time)
        late = self.now >= self.ends()
        if not (late and event in self.REQUESTS):  # an answer counts however late, a request finds the bound kept
            commands, answer, left = self.take(event, reason)
            if left or not late:
                return commands, answer
        over = self.over()
        commands, answer, _ = self.take(event, reason)
        return over + commands, answer

    def ends(self):
        """When the phase is left by itself."""
        if self.phase == "connecting" and self.by_button:
            return after(self.since, self.spans["away"])
        bound = self.BOUNDS.get(self.phase)
        return after(self.since, self.spans[bound]) if bound else NEVER + 1

    def enter(self, phase):
        """Begin a phase."""
        self.phase, self.since, self.by_button = phase, self.now, False

    def over(self):
        """The phase's bound has come."""
        if self.phase == "setup":
            self.enter("dormant")
            return ["close_setup_network"]
        if self.phase == "owner_setup":
            self.enter("connecting")
            return ["close_setup_network", "join_home"]
        if self.phase == "connecting":
            self.enter("owner_setup")
            return ["open_setup_network"]
        if self.phase == "lingering":
            self.enter("online")
            return ["close_setup_network"]
        reasons = {"trying": {"timed_out"}, "visiting": {"unclaimed"}}
        return self.fail(reasons.get(self.phase, {"timed_out", "not_stored"}))

    def fail(self, reasons):
        """The try came to nothing: forget it, go back to where it began, and say why."""
        self.reasons = reasons
        self.told_until = after(self.now, self.spans["failed"])
        origin = self.origin
        self.enter({"setup": "setup", "visit": "setup", "owner_setup": "owner_setup", "home": "connecting"}[origin])
        return {"setup": ["forget_candidate", "open_setup_network"],
                "visit": ["forget_candidate", "open_setup_network"],
                "owner_setup": ["forget_candidate", "join_home", "open_setup_network"],
                "home": ["forget_candidate", "join_home"]}[origin]

    def take(self, event, reason):
        """(commands, answer, whether the phase was left) in this phase, its bound aside."""
        if self.halted:
            return [], "resetting" if event in self.REQUESTS else "none", False
        if event == "halt":
            self.enter("starting")
            self.halted, self.told_until = True, self.told_until
            return [], "none", True
        if event in self.REQUESTS:
            return self.request(event)
        if event in ("stored", "not_stored") and self.owing:
            return self.stored(event)
        return getattr(self, "in_" + self.phase)(event, reason)

    def request(self, event):
        """A claim is for a camera without an owner, a change for one with; both start a try. Another password is stored."""
        refusal = self.refusal(event)
        if refusal:
            return [], refusal, False
        if event == "password":  # the network is the one that is joined: nothing to try
            self.origin, self.owing = "home", True
            self.enter("storing")
            return ["store_owner"], "none", True
        if event == "adopt":  # the same, on the network that is visited
            self.owing = True
            self.enter("storing")
            return ["store_owner"], "none", True
        if event == "visit":
            self.origin = "visit"
            self.enter("trying")
            self.told_until = 0
            return ["join_candidate"], "none", True
        self.origin = "home" if self.phase in ("online", "connecting", "lost") else self.phase
        self.enter("trying")
        self.told_until = 0
        return ["join_candidate"], "none", True

    def refusal(self, event):
        """Why a request is refused; None where it is taken."""
        if self.phase == "starting":
            return "busy"
        if event in self.CLAIMS and self.owned:
            return "already_owned"
        if event not in self.CLAIMS and not self.owned:
            return "not_owned"
        if self.owing or self.phase in ("trying", "storing", "lingering"):
            return "busy"
        if event == "password" and self.phase != "online":
            return "busy"
        if self.phase == "visiting":
            return {"claim": "not_permitted", "visit": "busy", "adopt": None}[event]
        return "not_permitted" if self.phase == "dormant" or event == "adopt" else None

    def stored(self, event):
        """The answer to store_owner, in time or late: what is stored is what counts."""
        self.owing = False
        if self.phase == "storing":
            if event == "not_stored":
                return self.fail({"not_stored"}), "none", True
            self.owned, self.told_until = True, 0  # what was stored ends the telling of an earlier failure
            if self.origin in ("home", "visit"):
                self.enter("online")
                return [], "none", True
            self.enter("lingering")
            return ["open_setup_network"], "none", True
        if event == "not_stored":
            return [], "none", False
        self.owned, self.told_until = True, 0
        was_open = self.phase in ("setup", "owner_setup")
        self.enter("connecting")
        return (["close_setup_network"] if was_open else []) + ["join_home"], "none", True

    def in_starting(self, event, _):
        """Before the records were read."""
        if event == "begin_unclaimed":
            self.enter("setup")
            return ["open_setup_network"], "none", True
        if event in ("begin_owned", "begin_owned_button"):
            self.owned = True
            self.enter("connecting")
            self.by_button = event == "begin_owned_button"
            return ["join_home"], "none", True
        return [], "none", False

    def in_setup(self, event, _):
        """The setup network is up; each sign of a phone keeps it up."""
        if event == "phone" and self.now < self.ends():
            self.since = self.now
        return [], "none", False

    def in_dormant(self, *_):
        """Until a restart."""
        return [], "none", False

    def in_trying(self, event, reason):
        """The candidate is tried."""
        if event == "joined" and self.origin == "visit":
            self.enter("visiting")
            return ["close_setup_network"], "none", True
        if event == "joined":
            self.enter("storing")
            self.owing = True
            return ["store_owner"], "none", True
        if event == "join_failed":
            return self.fail({reason if reason != "none" else "timed_out"}), "none", True
        return [], "none", False

    def in_visiting(self, event, _):
        """Unclaimed, on the network whose code it was shown."""
        if event == "link_lost":
            return self.fail({"timed_out", "not_found", "weak_signal"}), "none", True
        return [], "none", False

    def in_storing(self, event, _):
        """Joined; not kept before it is stored."""
        if event == "link_lost":
            return self.fail({"timed_out", "not_found", "refused", "not_stored", "weak_signal"}), "none", True
        return [], "none", False

    def in_lingering(self, event, _):
        """Owned and joined, the setup network up for the phone to learn the address."""
        if event == "link_lost":
            self.enter("lost")
            return ["close_setup_network", "join_home"], "none", True
        return [], "none", False

    def in_online(self, event, _):
        """Home."""
        if event == "link_lost":
            self.enter("lost")
            return ["join_home"], "none", True
        return [], "none", False

    def in_connecting(self, event, _):
        """Home not reached yet."""
        if event in ("joined", "link_restored"):
            self.enter("online")
            return [], "none", True
        return [], "none", False

    def in_lost(self, event, _):
        """Home lost: it is looked for, and nothing opens."""
        if event == "link_lost":
            return ["join_home"], "none", False
        return self.in_connecting(event, _)

    def in_owner_setup(self, event, _):
        """The setup network is up for the owner while home is looked for."""
        if event in ("joined", "link_restored"):
            self.enter("online")
            return ["close_setup_network"], "none", True
        return self.in_setup(event, _)

    def setup_open(self):
        """Whether the setup network is to be up."""
        return self.phase in ("setup", "owner_setup", "lingering")
