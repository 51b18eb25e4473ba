"""The workloads in Twisted: `python3 workloads.py [WORKLOAD ...]`."""

import platform
import statistics
import sys
import time

import twisted
from twisted.internet.defer import Deferred, gatherResults, inlineCallbacks, succeed

MEMBERS = 1000
STEPS = 1000


class Bad(Exception):
    def __init__(self, n):
        self.n = n


def step(x, k):
    if x == -k - 1:
        raise Bad(k)
    return x + k


def rescue(failure):
    failure.trap(Bad)
    if failure.value.n == -77:
        return failure
    return failure.value.n


def close(result):
    return result


inbox = []


def ready(x, k):
    return succeed(step(x, k))


def waiting(x, k):
    d = Deferred()
    inbox.append((d, step(x, k)))
    return d


def chain(d, stage):
    for k in range(8):
        d.addCallback(stage, k)
    d.addErrback(rescue)
    d.addBoth(close)
    return d


def fire_all():
    while inbox:
        d, value = inbox.pop()
        d.callback(value)


def result_of(d):
    results = []
    d.addCallback(results.append)
    return results[0]


def run_ready():
    return result_of(chain(succeed(1), step))


def run_pending(stage):
    d = Deferred()
    done = chain(d, stage)
    d.callback(1)
    fire_all()
    return result_of(done)


def run_failing():
    d = Deferred()
    done = chain(d, step)
    d.errback(Bad(3))
    return result_of(done)


def run_gathered():
    members = [Deferred() for _ in range(MEMBERS)]
    done = gatherResults(members)
    for n, member in enumerate(members):
        member.callback(n)
    return sum(result_of(done))


# Written as a recursion, its memory grows with every step.
@inlineCallbacks
def count():
    n = 0
    while n < STEPS:
        n += yield waiting(1, 0)
    return n


def run_looped():
    done = count()
    fire_all()
    return result_of(done)


WORKLOADS = {
    "W1": (run_ready, 1, 29),
    "W2": (lambda: run_pending(step), 1, 29),
    "W3": (run_failing, 1, 3),
    "W4": (lambda: run_pending(ready), 1, 29),
    "W4b": (lambda: run_pending(waiting), 1, 29),
    "W5": (run_gathered, MEMBERS, MEMBERS * (MEMBERS - 1) // 2),
    "W6": (run_looped, STEPS, STEPS),
}


def main(wanted):
    print(f"Twisted {twisted.__version__}, {platform.python_implementation()} {platform.python_version()}")
    for name, (run, operations, expected) in WORKLOADS.items():
        if wanted and name not in wanted:
            continue
        times = -(-1000 // operations)
        samples = []
        for _ in range(31):
            begun = time.process_time_ns()
            for _ in range(times):
                result = run()
                assert result == expected, f"{name} came to {result}"
            samples.append((time.process_time_ns() - begun) / times / operations)
        print(f"{name} {statistics.median(samples):.1f}", flush=True)


main(sys.argv[1:])
