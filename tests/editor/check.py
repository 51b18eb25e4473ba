#!/usr/bin/env python3
"""Asks a real rust-analyzer about chains, right ones and half typed ones. See the README beside this."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from language_server import LanguageServer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CRATE = ROOT / "target" / "editor"
SAMPLE = (HERE / "sample.rs").read_text()

MANIFEST = f"""\
[package]
name = "sample"
version = "0.0.0"
edition = "2024"

[dependencies]
deferred = {{ path = "{ROOT}" }}

[workspace]
"""


class Chain:
    """A chain that is open in the editor. Places are marked in it with numbers: `‸1`."""

    def __init__(self, server, marked):
        self.server = server
        text = f"{SAMPLE}\npub fn typed() {{\n    let chain = chain! {{ {marked} }};\n    drop(chain);\n}}\n"
        self.places = {}
        while mark := re.search(r"‸(\d)", text):
            self.places[int(mark[1])] = mark.start()
            text = text[: mark.start()] + text[mark.end() :]
        self.result = text.rindex("let chain") + len("let ")
        server.write(text)

    def hover(self, place):
        answer = self.server.at("hover", self.places.get(place, place))
        return answer["contents"]["value"] if answer else ""

    def type_at(self, place):
        """The type of the variable at a place, as it is shown first."""
        shown = re.search(r"^(?:let )?(?:mut )?\w+: (.*)$", self.hover(place), re.MULTILINE)
        return shown[1] if shown else None

    def type(self):
        return self.type_at(self.result)

    def completions(self, place):
        answer = self.server.at("completion", self.places[place])
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {re.split(r"[ (!:]", item["label"])[0] for item in items}

    def definitions(self, place):
        """The lines that are gone to, without their indentation."""
        lines = []
        for target in self.server.at("definition", self.places[place]) or []:
            path = target.get("targetUri", target.get("uri")).removeprefix("file://")
            there = target.get("targetSelectionRange", target.get("range"))["start"]["line"]
            text = self.server.text if path.endswith("/src/lib.rs") else Path(path).read_text()
            lines.append(text.split("\n")[there].strip())
        return lines

    def mistakes(self):
        """What is reported as an error by the macro, and what by rust-analyzer itself."""
        errors = [shown for shown in self.server.diagnostics() if shown["severity"] == 1]
        by_macro = [shown["message"] for shown in errors if shown["code"] == "macro-error"]
        others = [shown["message"] for shown in errors if shown["code"] != "macro-error"]
        return by_macro, others


def equal(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


def right_code_has_no_diagnostics(server):
    server.write(SAMPLE)
    equal([shown["message"] for shown in server.diagnostics()], [])


def a_type_that_is_wrong_is_a_diagnostic(server):
    server.write(SAMPLE + "pub fn wrong() -> Deferred<u8> { chain! { succeed(3_u8); then |n| n.to_string() } }\n")
    found = [shown["message"] for shown in server.diagnostics()]
    equal(found, ["expected Deferred<u8, (), ThisThread>, found Deferred<String, (), ThisThread>"])


def parameters_have_their_types_after_any_number_of_stages(server):
    chain = Chain(
        server,
        """fetch("/"); then check, catch |‸1error: NotFound| Err(Timeout), then |‸2page| page.words(),
        inspect |‸3words| drop(words), then |‸4words| words.len() else |‸5failure| Err(failure),
        catch Timeout | Gone => |‸6error| Err(error), both |‸7outcome| outcome, finally |‸8outcome| ()""",
    )
    equal(chain.type_at(1), "NotFound")
    equal(chain.type_at(2), "Page")
    equal(chain.type_at(3), "&Vec<String>")
    equal(chain.type_at(4), "Vec<String>")
    equal(chain.type_at(5), "Failure<(Timeout, Gone)>")
    equal(chain.type_at(6), "OneOf<(Timeout, Gone)>")
    equal(chain.type_at(7), "Result<usize, Failure<(Timeout, Gone)>>")
    equal(chain.type_at(8), "Option<&Result<usize, Failure<(Timeout, Gone)>>>")
    equal(chain.type(), "Deferred<usize, (Timeout, Gone)>")


def keywords_say_what_their_stage_does_and_the_types_there(server):
    chain = Chain(
        server,
        """fetch("/"); ‸1then check, ‸2catch |_: NotFound| Err(Timeout), ‸3then |page| page ‸4else |f| Err(f),
        ‸5inspect |_| (), ‸6raises Timeout | Gone, ‸7finally || (), ‸8both |outcome| outcome""",
    )
    sentences = {
        1: "Goes on with the value, if the chain has one.",
        2: "Handles an error, or several: those that the handler's parameter names.",
        3: "Goes on either way: this half with the value, the other, behind `else`, with the failure.",
        4: "Goes on with the failure, if the chain has one: the other half of `then`.",
        5: "Looks at the value, if the chain has one, and changes nothing.",
        6: "Says which errors can be in flight here: exactly these, in this order.",
        7: "Cleans up, exactly once, on every way out.",
        8: "Goes on with the outcome, whichever it is.",
    }
    for place, sentence in sentences.items():
        shown = chain.hover(place)
        assert sentence in shown, f"{sentence!r} is not in {shown!r}"
        assert "`T` = `Page`" in shown, f"the chain's value is not in {shown!r}"
        assert "`R` = `(Timeout," in shown, f"the chain's errors are not in {shown!r}"
        assert shown.count("deferred_core::") == 1, f"one thing is shown, not {shown!r}"


def the_definition_of_a_callback_is_its_function_alone(server):
    chain = Chain(
        server, """‸1fetch("/"); then crate::‸2check, then ‸3render(_, "b"), catch Timeout | NotFound | Gone => ‸4any"""
    )
    server.write(server.text + "pub fn any(_: deferred::OneOf<(Timeout, NotFound, Gone)>) -> String { String::new() }\n")
    equal(chain.definitions(1), ["pub fn fetch(url: &str) -> Deferred<Page, (Timeout, NotFound)> {"])
    equal(chain.definitions(2), ["pub fn check(page: Page) -> Result<Page, Gone> {"])
    equal(chain.definitions(3), ["pub fn render(page: Page, theme: &str) -> String {"])
    equal([line.split("(")[0] for line in chain.definitions(4)], ["pub fn any"])


PAGE = {"title", "length", "heading", "words"}


def a_half_typed_body_is_completed_with_what_the_parameter_has(server):
    for half in [
        "then |page| page.‸1, then |_| 0",
        "then |page| page.‸1 catch |_: Timeout| Err(NotFound)",
        "then |page| page.‸1",
        "then |page: Page| page.‸1, then |_| 0",
        "then |page| { let first = page.words(); page.‸1 }, then |_| 0",
        "inspect |page| page.‸1, then |page| 0",
        "then |page| page.‸1 else |failure| 0",
        "catch |_: NotFound| Err(Timeout), then check, then |page| page.‸1",
    ]:
        found = Chain(server, f'fetch("/"); {half}').completions(1)
        assert PAGE <= found, f"{half}: {PAGE - found} are not offered, but {found}"
        strange = {name for name in found if name.startswith("__")}
        assert not strange, f"{half}: {strange} are offered"


def what_can_follow_is_offered(server):
    offered = Chain(server, 'fetch("/"); ca‸1').completions(1)
    equal(offered, {"then", "catch", "both", "inspect", "finally", "timeout", "raises"})
    offered = Chain(server, 'fetch("/"); then check, th‸1, then |page| 0').completions(1)
    equal(offered, {"then", "catch", "both", "inspect", "finally", "timeout", "raises"})
    for half in ["then ‸1", "then ‸1, then |page| 0", "then |page| ‸1, then |page| 0", "then render(_, ‸1)"]:
        offered = Chain(server, f'fetch("/"); {half}').completions(1)
        assert {"check", "render"} <= offered, f"{half}: functions are not in {offered}"
    for half in ["catch |e: ‸1, then |page| 0", "catch |e: ‸1 then |page| 0", "raises Timeout | ‸1", "raises ‸1", "raises at most Timeout | ‸1, then |page| 0"]:
        offered = Chain(server, f'fetch("/"); {half}').completions(1)
        assert {"Timeout", "NotFound"} <= offered, f"{half}: errors are not in {offered}"


BOTH = "(Timeout, NotFound)"

# Something broken, what is reported of it, and what is known after it: the value and the errors.
BROKEN = [
    ("then", "expected a callback after `then`", "Page", BOTH),
    ("then |page|", "expected the closure's body after `|`", "{unknown}", BOTH),
    ("then |", "this closure's parameters have no end", "{unknown}", BOTH),
    ("then |page page.words()", "this closure's parameters have no end", "{unknown}", BOTH),
    ("catch |e: ", "this closure's parameters have no end", "Page", BOTH),
    ("catch Timeout | => |e| page(\"\")", "expected a type of error on both sides", "Page", BOTH),
    ("catch Timeout | NotFound |e| page(\"\")", "expected `=>` between the errors", "Page", BOTH),
    ("raises Timeout |", "expected a type of error on both sides", "Page", BOTH),
    ("raises", "expected the errors after `raises`", "Page", BOTH),
    ("th", "there is no stage `th`; did you mean `then`?", "Page", BOTH),
    ("rescue |_: Timeout| page(\"\")", "there is no stage `rescue`", "Page", BOTH),
    ("|page| page.words()", "expected a stage:", "Page", BOTH),
    ("then |page, theme| 0", "is given one argument, not 2", "{unknown}", BOTH),
    ("then render(\"b\")", "this call does not say where the result goes", "{unknown}", BOTH),
    ("then check else", "expected a callback after `else`", "{unknown}", None),
    ("inspect", "expected a callback after `inspect`", "Page", BOTH),
    ("finally ||", "expected the closure's body after `|`", "Page", BOTH),
    ("both", "expected a callback after `both`", "Page", BOTH),
    ("then |page| page.words(),", "expected a stage, found a comma too many", "Vec<String>", BOTH),
]


def the_other_stages_stay_known_beside_a_broken_one(server):
    for broken, message, value, errors in BROKEN:
        known = f"Result<{value}, Failure<{errors}>>" if errors else f"Result<{value}, Failure<()>>"
        chain = Chain(server, f'fetch("/"); inspect |‸1before| (), {broken}, both |‸2outcome| outcome, both |_| 3_u8')
        equal((broken, chain.type_at(1)), (broken, "&Page"))
        equal((broken, chain.type_at(2)), (broken, known))
        equal((broken, chain.type()), (broken, "Deferred<u8>"))
        by_macro, others = chain.mistakes()
        assert len(by_macro) == 1 and message in by_macro[0], f"{broken}: {by_macro} are reported, not {message!r}"
        equal((broken, others), (broken, []))


def slips_of_punctuation_leave_all_types_known(server):
    for slip, message in [
        ('fetch("/"); then |page| page.words() then |‸1words| words.len()', "expected `,` before `then`"),
        ('fetch("/"); then |page| page.words(); then |‸1words| words.len()', "stages are separated by commas"),
        ('fetch("/") then |page| page.words(), then |‸1words| words.len()', "expected `;` between the source and"),
        ('fetch("/"), then |page| page.words(), then |‸1words| words.len()', "expected `;` after the source"),
    ]:
        chain = Chain(server, slip)
        equal((slip, chain.type_at(1)), (slip, "Vec<String>"))
        equal((slip, chain.type()), (slip, f"Deferred<usize, {BOTH}>"))
        by_macro, others = chain.mistakes()
        assert len(by_macro) == 1 and message in by_macro[0], f"{slip}: {by_macro} are reported, not {message!r}"
        equal((slip, others), (slip, []))


def a_source_alone_is_known(server):
    equal(Chain(server, 'fetch("/")').type(), f"Deferred<Page, {BOTH}>")


CHECKS = [
    right_code_has_no_diagnostics,
    a_type_that_is_wrong_is_a_diagnostic,
    parameters_have_their_types_after_any_number_of_stages,
    keywords_say_what_their_stage_does_and_the_types_there,
    the_definition_of_a_callback_is_its_function_alone,
    a_half_typed_body_is_completed_with_what_the_parameter_has,
    what_can_follow_is_offered,
    the_other_stages_stay_known_beside_a_broken_one,
    slips_of_punctuation_leave_all_types_known,
    a_source_alone_is_known,
]


def settings():
    settings = {"checkOnSave": False, "diagnostics": {"experimental": {"enable": True}}}
    if "RUST_SRC" in os.environ:
        settings["cargo"] = {"sysrootSrc": os.environ["RUST_SRC"]}
    return settings


def main():
    (CRATE / "src").mkdir(parents=True, exist_ok=True)
    (CRATE / "Cargo.toml").write_text(MANIFEST)
    (CRATE / "src" / "lib.rs").write_text(SAMPLE)
    shutil.copy(ROOT / "Cargo.lock", CRATE)
    command = [os.environ.get("RUST_ANALYZER", "rust-analyzer")]
    print(subprocess.run([*command, "--version"], cwd=CRATE, check=True, capture_output=True, text=True).stdout.strip())
    subprocess.run(["cargo", "check", "--quiet"], cwd=CRATE, check=True)
    wrong = 0
    with LanguageServer(command, CRATE, "src/lib.rs", settings()) as server:
        for check in CHECKS:
            try:
                check(server)
                print(f"ok      {check.__name__}")
            except AssertionError as difference:
                wrong += 1
                print(f"WRONG   {check.__name__}: {difference}")
    print(f"{len(CHECKS) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
