"""Makes a program small on which we differ from Twisted: as long as a smaller one differs, takes that."""

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parents[1]


def shrunk(program, recorded, replay=None):
    """The smallest program that was found, or `None` if we do not differ on this one."""
    replay = [replay] if replay else ["cargo", "run", "--quiet", "--release", "-p", "deferred-oracle", "--bin", "replay", "--"]
    if not _differing([program], recorded, replay):
        return None
    while True:
        smaller = list(_smaller_programs(program))
        if not (found := _differing(smaller, recorded, replay)):
            return program
        program = min((smaller[number] for number in found), key=lambda one: len(json.dumps(one)))


def _differing(programs, recorded, replay):
    """The numbers of those programs on which we differ. Where a program ends the replayer, that is the one."""
    lines, numbers = [], []
    for number, program in enumerate(programs):
        world = recorded(program)
        if not world.better:
            lines.append(json.dumps({"program": program, "trace": world.trace}))
            numbers.append(number)
    ran = subprocess.run(
        [*replay, "--failing", "-"], input="\n".join(lines), capture_output=True, text=True, cwd=HERE, env=os.environ
    )
    if ran.returncode not in (0, 1):
        raise SystemExit(f"the replayer ended with {ran.returncode}: {ran.stderr}")
    return [numbers[int(line)] for line in ran.stdout.split()]


def _smaller_programs(program):
    for half in (program[: len(program) // 2], program[len(program) // 2 :]):
        yield half
    yield from _smaller_lists(program, _smaller_instructions)


def _smaller_lists(items, smaller_items):
    """The list without one of its items, or with a smaller one."""
    for at, item in enumerate(items):
        yield [*items[:at], *items[at + 1 :]]
        for smaller in smaller_items(item):
            yield [*items[:at], smaller, *items[at + 1 :]]


def _smaller_instructions(instruction):
    ((name, operands),) = instruction.items()
    if name == "attach":
        slot, stages = operands
        for smaller in _smaller_lists(stages, _smaller_stages):
            yield {name: [slot, smaller]}
    elif name == "cancellable":
        yield {"make": operands[0]}
    elif name in ("list", "gather", "race"):
        slot, members, *flags = operands
        for smaller in _smaller_lists(members, lambda _: []):
            if smaller:
                yield {name: [slot, smaller, *flags]}
        if flags and flags[0]:
            yield {name: [slot, members, []]}


def _smaller_stages(stage):
    ((kind, operands),) = stage.items()
    if kind == "catch":
        for body in _smaller_bodies(operands[1]):
            yield {kind: [operands[0], body]}
    elif kind == "then_else":
        yield {"then": operands[0]}
        yield {"catch_all": operands[1]}
        for body in _smaller_bodies(operands[0]):
            yield {kind: [body, operands[1]]}
        for body in _smaller_bodies(operands[1]):
            yield {kind: [operands[0], body]}
    else:
        for body in _smaller_bodies(operands):
            yield {kind: body}


def _smaller_bodies(body):
    for does in _smaller_lists(body.get("does", []), _smaller_instructions):
        smaller = {"id": body["id"], "does": does, "gives": body["gives"]}
        if not does:
            del smaller["does"]
        yield smaller
    gives = body["gives"]
    if gives != "same":
        yield {**body, "gives": "same"}
        ((how, what),) = gives.items()
        if how == "trap":
            yield {**body, "gives": what[1]}
