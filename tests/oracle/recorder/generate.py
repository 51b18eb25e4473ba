"""Random programs, of which each could be written with our types."""

from random import Random

#: The errors that a handler of several takes.
SEVERAL = [["A", "B"], ["B", "C"], ["A", "B", "C"], ["C", "Cancelled"], ["Cancelled", "TimedOut"]]

#: Handlers that leave nothing.
ALL_OF_THEM = [["A"], ["B"], ["C"], ["Cancelled", "TimedOut"], ["First"], ["All"]]

FLAGS = [[], ["consume"], ["callback"], ["callback", "consume"], ["errback"], ["errback"], ["errback", "consume"]]

INSTRUCTIONS = {
    "make": 14,
    "cancellable": 14,
    "succeed": 4,
    "failed": 4,
    "fire": 16,
    "fail": 12,
    "attach": 40,
    "wait": 10,
    "chain": 6,
    "list": 9,
    "gather": 6,
    "race": 7,
    "cancel": 10,
    "timeout": 10,
    "advance": 6,
    "drop": 5,
    "abandon": 1,
    "result": 4,
}

#: What a callback does before it gives.
INSIDE = {"fire": 8, "fail": 6, "cancel": 5, "drop": 4, "attach": 5, "chain": 1, "make": 2, "result": 2, "gather": 1}

STAGES = {
    "then": 10,
    "catch one": 6,
    "catch several": 5,
    "catch_all": 5,
    "then_else": 5,
    "both": 5,
    "inspect": 3,
    "finally": 5,
}

GIVES = {"value": 8, "same": 4, "raise": 7, "succeed": 2, "failed": 2, "held": 7, "taken": 4}


class Generator:
    """Writes one program. What it knows of the slots is what holds if no callback takes them."""

    def __init__(self, seed, size, without):
        self.random = Random(seed)
        self.size = size
        self.without = without
        self.slots = 0
        self.numbers = 0
        self.bodies = 0
        self.held = []
        self.firing = []
        #: For each slot, those whose results it may wait for.
        self.waits = {}
        self.timed = False
        #: Those that wait for another, unless somebody has fired that.
        self.waiting = []

    def program(self):
        program = []
        while len(program) < self.size:
            program += self.instruction(INSTRUCTIONS, 0)
        for slot in list(self.held):
            if self.random.random() < 0.7:
                program.append({self.random.choice(["result", "result", "drop"]): slot})
        return program

    def weighed(self, weights):
        known = {name: weight for name, weight in weights.items() if name not in self.without}
        return self.random.choices(list(known), known.values())[0]

    def slot(self):
        self.slots += 1
        self.waits[self.slots - 1] = set()
        return self.slots - 1

    def number(self):
        self.numbers += 1
        return self.numbers

    def error(self):
        return f"{self.random.choice('ABC')}{self.number()}"

    def some_held(self):
        """A slot, rather one of the newest."""
        if not self.held:
            return None
        waiting = [slot for slot in self.waiting[-2:] if slot in self.held]
        if waiting and self.random.random() < 0.3:
            return self.random.choice(waiting)
        return self.random.choice(self.held[-5:])

    def some_firing(self, take):
        if not self.firing:
            return None
        slot = self.random.choice(self.firing[-5:])
        if take:
            self.firing.remove(slot)
        return slot

    def may_wait(self, outer, inner):
        """Notes that `outer` may wait for `inner`, if `inner` does not wait for `outer`."""
        seen, left = set(), [inner]
        while left:
            slot = left.pop()
            if slot == outer:
                return False
            if slot not in seen:
                seen.add(slot)
                left += self.waits[slot]
        self.waits[outer].add(inner)
        return True

    def instruction(self, weights, depth):
        """One instruction, or none where there is nothing to do it with."""
        name = self.weighed(weights)
        return getattr(self, f"write_{name}")(depth) or []

    def write_make(self, depth):
        slot = self.slot()
        self.held.append(slot)
        self.firing.append(slot)
        return [{"make": slot}]

    def write_cancellable(self, depth):
        slot = self.slot()
        self.held.append(slot)
        self.firing.append(slot)
        does = {"nothing": [], "value": [{"fire": [slot, self.number()]}], "error": [{"fail": [slot, self.error()]}]}
        return [{"cancellable": [slot, does[self.random.choice(list(does))]]}]

    def write_succeed(self, depth):
        slot = self.slot()
        self.held.append(slot)
        return [{"succeed": [slot, self.number()]}]

    def write_failed(self, depth):
        slot = self.slot()
        self.held.append(slot)
        return [{"failed": [slot, self.error()]}]

    # Inside a callback nobody knows whether it comes to this: another may do the same.

    def write_fire(self, depth):
        if (slot := self.some_firing(take=depth == 0)) is not None:
            return [{"fire": [slot, self.number()]}]

    def write_fail(self, depth):
        if (slot := self.some_firing(take=depth == 0)) is not None:
            return [{"fail": [slot, self.error()]}]

    def write_abandon(self, depth):
        if (slot := self.some_firing(take=True)) is not None:
            return [{"abandon": slot}]

    def write_cancel(self, depth):
        if (slot := self.some_held()) is None:
            return None
        cancel = [{"cancel": slot}]
        if slot in self.firing and self.random.random() < 0.7:
            late = self.random.choice([{"fire": [slot, self.number()]}, {"fail": [slot, self.error()]}])
            return cancel + [late]
        return cancel

    def waited_for(self, outer, depth):
        """One that `outer` may wait for, taken from its slot, and how it is made: rather one that waits itself."""
        waiting = [slot for slot in self.waiting[-3:] if slot in self.held]
        if waiting and self.random.random() < 0.75:
            inner = self.random.choice(waiting)
            if inner != outer and self.may_wait(outer, inner):
                self.held.remove(inner)
                return [], inner
        cancellable = "cancellable" not in self.without and self.random.random() < 0.4
        make = self.write_cancellable(depth) if cancellable else self.write_make(depth)
        inner = self.held.pop()
        self.may_wait(outer, inner)
        return make, inner

    def write_wait(self, depth):
        """Makes one wait for another."""
        ready = [slot for slot in self.held if slot in self.firing]
        made = [] if ready else self.write_make(depth)
        outer = self.random.choice(ready[-3:]) if ready else self.held[-1]
        make, inner = self.waited_for(outer, depth)
        self.firing.remove(outer)
        self.waiting.append(outer)
        body = {"id": self.bodies, "gives": {"held": inner}}
        self.bodies += 1
        if self.random.random() < 0.6:
            return made + make + [{"attach": [outer, [{"then": body}]]}, {"fire": [outer, self.number()]}]
        stage = self.random.choice(["both", "catch_all", "finally"])
        return made + make + [{"attach": [outer, [{stage: body}]]}, {"fail": [outer, self.error()]}]

    def write_attach(self, depth):
        if (slot := self.some_held()) is None:
            return None
        if self.random.random() < 0.1:
            stages = [self.handler(kinds, slot, depth) for kinds in ALL_OF_THEM if set(kinds) <= set(self.kinds())]
        else:
            stages = [self.stage(slot, depth) for _ in range(self.random.choice([1, 1, 2, 2, 3, 4]))]
        return [{"attach": [slot, stages]}]

    def handler(self, kinds, slot, depth):
        return {"catch": [kinds, self.body(slot, depth, gives={"value": self.number()})]}

    def write_timeout(self, depth):
        late = [slot for slot in self.held if slot in self.firing or slot in self.waiting]
        if (slot := self.random.choice(late[-4:]) if late and self.random.random() < 0.8 else self.some_held()) is None:
            return None
        self.timed = True
        seconds = self.random.randint(1, 4)
        timeout = [{"timeout": [slot, seconds]}]
        if self.random.random() < 0.5:
            timeout.append({"attach": [slot, [self.stage(slot, depth)]]})
        if self.random.random() < 0.75:
            timeout.append({"advance": self.random.choice([seconds, seconds, seconds + 1, 1])})
            if self.random.random() < 0.5:
                timeout.append({self.random.choice(["result", "drop"]): slot})
        return timeout

    def write_advance(self, depth):
        if self.timed:
            return [{"advance": self.random.randint(1, 4)}]

    def write_chain(self, depth):
        source, target = self.some_held(), self.some_firing(take=False)
        if source is None or target is None or not self.may_wait(target, source):
            return None
        if depth == 0:
            self.held.remove(source)
            self.firing.remove(target)
        return [{"chain": [source, target]}]

    def members(self, depth, least):
        count = self.random.choice([2, 2, 2, 3, 3, 4] if least else [0, 1, 2, 2, 2, 3, 3, 4])
        unfired = [slot for slot in self.held if slot in self.firing]
        among = unfired[-5:] if len(unfired) > 1 and self.random.random() < 0.5 else self.held[-6:]
        members = self.random.sample(among, min(count, len(among)))
        if len(members) < least:
            return None, None
        slot = self.slot()
        for member in members:
            self.may_wait(slot, member)
            if depth == 0:
                self.held.remove(member)
        self.held.append(slot)
        return slot, members

    def write_list(self, depth):
        flags = self.random.choice([[]] if "flags" in self.without else FLAGS)
        # Case 30: the first of none never comes, in Twisted.
        slot, members = self.members(depth, least=1 if "callback" in flags else 0)
        if members is None:
            return None
        made = [{"list": [slot, members, flags]}]
        firing = [member for member in members if member in self.firing]
        if "errback" in flags and firing and self.random.random() < 0.6:
            made.append({"fail": [self.random.choice(firing), self.error()]})
            if self.random.random() < 0.5:
                made.append({self.random.choice(["result", "drop"]): slot})
        return made

    def write_gather(self, depth):
        slot, members = self.members(depth, least=0)
        return [{"gather": [slot, members]}]

    def write_race(self, depth):
        slot, members = self.members(depth, least=1)
        return members is not None and [{"race": [slot, members]}]

    def write_drop(self, depth):
        if (slot := self.some_held()) is not None:
            if depth == 0:
                self.held.remove(slot)
            return [{"drop": slot}]

    def write_result(self, depth):
        if (slot := self.some_held()) is not None:
            return [{"result": slot}]

    # Stages

    def stage(self, slot, depth):
        kind = self.weighed(STAGES)
        if kind == "catch one":
            return {"catch": [[self.weighed(self.kinds())], self.body(slot, depth)]}
        if kind == "catch several":
            return {"catch": [self.several(), self.body(slot, depth)]}
        if kind == "then_else":
            return {kind: [self.body(slot, depth), self.body(slot, depth, fails=True)]}
        if kind == "inspect":
            return {kind: self.body(slot, depth, gives="same")}
        if kind == "finally":
            return {kind: self.body(slot, depth, final=True)}
        return {kind: self.body(slot, depth, fails=kind == "catch_all")}

    def kinds(self):
        kinds = {"A": 4, "B": 4, "C": 4}
        for kind, feature, weight in [
            ("Cancelled", "cancel", 3),
            ("TimedOut", "timeout", 2),
            ("First", "flags", 1),
            ("All", "race", 1),
        ]:
            if feature not in self.without:
                kinds[kind] = weight
        return kinds

    def several(self):
        kinds = self.kinds()
        return self.random.choice([several for several in SEVERAL if all(kind in kinds for kind in several)])

    def body(self, slot, depth, fails=False, final=False, gives=None):
        body = {"id": self.bodies}
        self.bodies += 1
        does = []
        if depth < 2 and self.random.random() < 0.4:
            for _ in range(self.random.choice([1, 1, 2])):
                does += self.instruction(INSIDE, depth + 1)
        if does:
            body["does"] = does
        body["gives"] = gives or self.gives(slot, depth, fails, final)
        return body

    def gives(self, slot, depth, fails, final):
        if fails and self.random.random() < 0.25:
            kinds = self.several() if self.random.random() < 0.5 else [self.weighed(self.kinds())]
            return {"trap": [kinds, self.gives(slot, depth, False, final)]}
        how = self.weighed(GIVES)
        if how == "value" and not final:
            return {how: self.number()}
        if how == "succeed":
            return {how: self.number()}
        if how in ("raise", "failed"):
            return {how: self.error()}
        if how in ("held", "taken"):
            inner = self.some_held()
            if inner is not None and inner != slot and self.may_wait(slot, inner):
                if how == "held" and depth == 0:
                    self.held.remove(inner)
                return {how: inner}
        return "same"
