// The workloads with promises: `node promise.js promise|async|bluebird [WORKLOAD ...]`.
"use strict";

const [style, ...wanted] = process.argv.slice(2);
const Chosen = style === "bluebird" ? require("bluebird") : Promise;
const version = style === "bluebird" ? `bluebird ${require("bluebird/package.json").version}, ` : "";

// An error that collects its stack would be measured for that.
Error.stackTraceLimit = 0;

const MEMBERS = 1000;
const STEPS = 5000;

// What is no `Error` is cheaper, but bluebird makes one of it.
class Bad extends (style === "bluebird" ? Error : Object) {
    constructor(n) {
        super();
        this.n = n;
    }
}

function step(x, k) {
    if (x === -k - 1) throw new Bad(k);
    return x + k;
}

function rescue(bad) {
    if (bad.n === -77) throw bad;
    return bad.n;
}

function close() {}

function pair() {
    let fire, fail;
    const promise = new Chosen((resolve, reject) => {
        fire = resolve;
        fail = reject;
    });
    return { promise, fire, fail };
}

const stages = {
    plain: step,
    ready: (x, k) => Chosen.resolve(step(x, k)),
    waiting(x, k) {
        const { promise, fire } = pair();
        const value = step(x, k);
        queueMicrotask(() => fire(value));
        return promise;
    },
};

function chained(source, stage) {
    return source
        .then((x) => stage(x, 0))
        .then((x) => stage(x, 1))
        .then((x) => stage(x, 2))
        .then((x) => stage(x, 3))
        .then((x) => stage(x, 4))
        .then((x) => stage(x, 5))
        .then((x) => stage(x, 6))
        .then((x) => stage(x, 7))
        .catch(rescue)
        .finally(close);
}

async function awaited(source, stage) {
    try {
        let x = await source;
        // What is plain need not be awaited.
        if (stage === step) {
            for (let k = 0; k < 8; k++) x = step(x, k);
        } else {
            for (let k = 0; k < 8; k++) x = await stage(x, k);
        }
        return x;
    } catch (bad) {
        return rescue(bad);
    } finally {
        close();
    }
}

const chain = style === "async" ? awaited : chained;

async function pending(stage) {
    const { promise, fire } = pair();
    const done = chain(promise, stage);
    fire(1);
    return done;
}

async function failing() {
    const { promise, fail } = pair();
    const done = chain(promise, step);
    fail(new Bad(3));
    return done;
}

async function gathered() {
    const pairs = Array.from({ length: MEMBERS }, pair);
    const all = Chosen.all(pairs.map(({ promise }) => promise));
    pairs.forEach(({ fire }, n) => fire(n));
    return (await all).reduce((sum, n) => sum + n, 0);
}

// A loop that waits: written as a recursion, its memory grows with every step.
async function looped() {
    let n = 0;
    while (n < STEPS) n += await stages.waiting(1, 0);
    return n;
}

const workloads = {
    W1: [() => chain(Chosen.resolve(1), stages.plain), 1, 29],
    W2: [() => pending(stages.plain), 1, 29],
    W3: [failing, 1, 3],
    W4: [() => pending(stages.ready), 1, 29],
    W4b: [() => pending(stages.waiting), 1, 29],
    W5: [gathered, MEMBERS, (MEMBERS * (MEMBERS - 1)) / 2],
    W6: [looped, STEPS, STEPS],
};

// In nanoseconds, with that of the garbage collector's threads.
function processorTime() {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
}

async function main() {
    console.log(`${version}Node ${process.versions.node}`);
    for (const [name, [run, operations, expected]] of Object.entries(workloads)) {
        if (wanted.length && !wanted.includes(name)) continue;
        const times = Math.ceil(5000 / operations);
        const samples = [];
        for (let round = 0; round < 41; round++) {
            const begun = processorTime();
            for (let n = 0; n < times; n++) {
                const result = await run();
                if (result !== expected) throw new Error(`${name} came to ${result}`);
            }
            samples.push((processorTime() - begun) / times / operations);
        }
        console.log(name, samples.sort((a, b) => a - b)[20].toFixed(1));
    }
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
