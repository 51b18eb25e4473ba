#!/usr/bin/env python3
"""Writes random programs of Deferreds with the traces that Twisted makes of them, as JSON lines. See README.md."""

import argparse
import json
import sys
from itertools import count, islice

from recorder.generate import Generator
from recorder.shrink import shrunk
from recorder.stats import Stats
from recorder.world import World, prepare


def recorded(program):
    """The program, run."""
    world = World()
    world.run(program)
    return world


def generated(seed, size, without):
    """The programs of a seed, run, without end."""
    for number in count():
        program = Generator(f"{seed} {number}", size, without).program()
        yield program, recorded(program)


def of_file(path):
    """The programs of a file, run."""
    with sys.stdin if path == "-" else open(path) as lines:
        for line in lines:
            program = json.loads(line)["program"]
            yield program, recorded(program)


def usable(recordings, amount):
    """So many of them, without those in which we are better than Twisted in a way that cannot be normalised."""
    return islice(((program, world) for program, world in recordings if not world.better), amount)


def write(program, world, out):
    line = {"program": program, "trace": world.trace}
    if world.better:
        line["better"] = sorted(world.better)
    json.dump(line, out, separators=(",", ":"))
    out.write("\n")


def print_stats(recordings):
    stats = Stats()
    for program, world in recordings:
        stats.add(program, world)
    return stats.print()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="0", help="what the programs are made of")
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--size", type=int, default=12, help="how many instructions a program has, about")
    parser.add_argument("--without", default="", help="what is not generated, with commas")
    parser.add_argument("--run", metavar="FILE", help="run the programs of a file instead (- for standard input)")
    parser.add_argument("--stats", action="store_true", help="print how often each kind of thing occurs instead")
    parser.add_argument("--shrink", metavar="FILE", help="make the programs of a file small on which we differ")
    parser.add_argument("--replay", help="the binary that --shrink asks")
    options = parser.parse_args()
    prepare()
    if options.shrink:
        for program, _ in of_file(options.shrink):
            if small := shrunk(program, recorded, options.replay):
                write(small, recorded(small), sys.stdout)
        return 0
    if options.run:
        recordings = of_file(options.run)
    else:
        without = set(options.without.split(","))
        recordings = generated(options.seed, options.size, without)
    if options.stats:
        return 0 if print_stats(recordings if options.run else islice(recordings, options.count)) else 1
    for program, world in recordings if options.run else usable(recordings, options.count):
        write(program, world, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
