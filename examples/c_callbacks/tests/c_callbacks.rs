//! The program is run, alone and under valgrind.

use std::process::Command;

fn says_what_became_of_each(mut command: Command) {
    let length = std::fs::metadata("Cargo.toml").expect("it is there").len();
    let output = command.args(["Cargo.toml", "no-such-file", "src"]).output().expect("it runs");
    let (said, errors) = (String::from_utf8(output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    let said = said.expect("it is text");
    let mut lines: Vec<_> = said.lines().map(str::to_owned).collect();
    // libuv's threads read the three files at once.
    lines[..3].sort();
    let expected = [
        &format!("Cargo.toml: {length} bytes"),
        "no-such-file: not there",
        "src: a folder",
        "each was read or cancelled",
        "nobody changed it in time",
        "nobody will say whether it changes",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn codes_are_types_and_a_callback_that_never_comes_is_an_end() {
    says_what_became_of_each(Command::new(env!("CARGO_BIN_EXE_c_callbacks")));
}

#[test]
fn valgrind_finds_nothing() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return println!("valgrind is not installed: not checked");
    }
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect,possible"]);
    valgrind.args(["--error-exitcode=9", env!("CARGO_BIN_EXE_c_callbacks")]);
    says_what_became_of_each(valgrind);
}
