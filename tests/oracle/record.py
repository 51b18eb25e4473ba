#!/usr/bin/env python3
"""Writes random programs of Deferreds with the traces that Twisted makes of them, as JSON lines. See README.md."""

import argparse
import json
import sys
from itertools import count

from recorder.generate import Generator
from recorder.world import World, prepare


def recorded(program):
    """The program, run."""
    world = World()
    world.run(program)
    return world


def generated(seed, amount, size, without):
    """The programs of a seed, run; those in which we are better than Twisted in what cannot be normalised are left out."""
    found = 0
    for number in count():
        if found == amount:
            return
        program = Generator(f"{seed} {number}", size, without).program()
        world = recorded(program)
        if not world.better:
            found += 1
            yield program, world


def write(program, world, out):
    line = {"program": program, "trace": world.trace}
    if world.better:
        line["better"] = sorted(world.better)
    json.dump(line, out, separators=(",", ":"))
    out.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="0", help="what the programs are made of")
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--size", type=int, default=12, help="how many instructions a program has, about")
    parser.add_argument("--without", default="", help="what is not generated, with commas")
    parser.add_argument("--run", metavar="FILE", help="run the programs of a file instead (- for standard input)")
    options = parser.parse_args()
    prepare()
    without = set(options.without.split(","))
    if options.run:
        with sys.stdin if options.run == "-" else open(options.run) as lines:
            for line in lines:
                program = json.loads(line)["program"]
                write(program, recorded(program), sys.stdout)
    else:
        for program, world in generated(options.seed, options.count, options.size, without):
            write(program, world, sys.stdout)


if __name__ == "__main__":
    main()
