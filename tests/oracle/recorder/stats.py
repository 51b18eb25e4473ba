"""How often each kind of thing occurs in programs and in their traces."""

from collections import Counter

#: What must occur in at least 1 of this many programs.
RARE = 50


def kinds_of(program):
    """The kinds of instruction, of stage and of what callbacks give, as they are written."""
    found = set()
    for instruction in program:
        ((name, operands),) = instruction.items()
        found.add(f"instruction: {name}")
        if name == "cancellable":
            found |= {f"canceller: {_canceller(operands[1])}"}
        elif name == "list":
            found.add(f"list: {' and '.join(operands[2]) or 'plain'}")
        elif name == "attach":
            for stage in operands[1]:
                found |= _kinds_of_stage(stage)
    return found


def _canceller(does):
    return " and ".join(next(iter(instruction)) for instruction in does) or "does nothing"


def _kinds_of_stage(stage):
    ((kind, operands),) = stage.items()
    bodies = operands if isinstance(operands, list) else [operands]
    if kind == "catch":
        kinds, *bodies = operands
        kind = f"catch of {' | '.join(kinds)}"
    found = {f"stage: {kind}"}
    for body in bodies:
        found |= _kinds_of_gives(body["gives"])
        found |= {f"in a callback: {next(iter(does))}" for does in body.get("does", [])}
        found |= kinds_of(body.get("does", []))
    return found


def _kinds_of_gives(gives):
    if gives == "same":
        return {"gives: same"}
    ((how, what),) = gives.items()
    return {f"gives: {how}"} | (_kinds_of_gives(what[1]) if how == "trap" else set())


def kinds_of_trace(trace):
    """The kinds of line: what callbacks were given, what was reported, what came out."""
    return {_kind_of_line(line) for line in trace} - {"end"}


def _kind_of_line(line):
    if " <- " in line:
        return f"trace: a callback is given {_kind_of_result(line.split(' <- ')[1])}"
    if line.startswith("result "):
        return f"trace: a result, {_kind_of_result(line.split(': ', 1)[1])}"
    if line.startswith("unhandled "):
        return f"trace: unhandled, {_kind_of_result(line.removeprefix('unhandled '))}"
    return "trace: a canceller runs" if line.startswith("canceller") else line


def _kind_of_result(text):
    if text.isdigit():
        return "a value"
    if text.startswith("["):
        return "values"
    if " at " in text and not text.startswith(("First", "All")):
        return "a value with its index"
    if text[1:].isdigit():
        return "an error"
    return text.split("(")[0]


class Stats:
    """Counts in how many programs each kind occurs."""

    def __init__(self):
        self.programs = 0
        self.left_out = Counter()
        self.kinds = Counter()

    def add(self, program, world):
        if world.better:
            self.left_out.update(world.better)
            return
        self.programs += 1
        self.kinds.update(kinds_of(program) | kinds_of_trace(world.trace))
        self.kinds.update(f"happened: {kind}" for kind in world.happened)

    def print(self):
        """Prints the counts, and a mark at what is rare. Says whether nothing is."""
        rare = 0
        for kind, count in sorted(self.kinds.items()):
            few = count * RARE < self.programs
            rare += few
            print(f"{count / self.programs:8.2%} {'!' if few else ' '} {kind}")
        print(f"{self.programs} programs, {len(self.kinds)} kinds, {rare} of them in less than 1 of {RARE}")
        for case, count in sorted(self.left_out.items()):
            print(f"left out: {count} in which case {case} is better here")
        return rare == 0
