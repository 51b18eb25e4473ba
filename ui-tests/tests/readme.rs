//! The README's first example, with one line forgotten: the compiler says what the README shows.

use deferred_ui_tests::compiler::{Compiler, workspace};
use deferred_ui_tests::folder::Folder;
use std::fs;

/// The line of `examples/quickstart.rs` that the README forgets.
const FORGOTTEN: &str = "catch |e: FromUtf8Error|";

/// What `count` needs of the functions below it in the example, without its executor.
const BELOW: &str = "
fn read(_: PathBuf) -> Deferred<Vec<u8>, (io::Error,)> { Deferred::pending().1 }
fn no_bytes(_: io::Error) -> OneOf<(Missing, Unreadable)> { OneOf::new(Missing) }
fn counts(_: &str) -> Counts { [0; 3] }
fn main() { drop(count(PathBuf::new())) }
";

#[test]
fn the_readme_shows_what_the_compiler_says() {
    let read = |path: &str| fs::read_to_string(workspace().join(path)).expect("it is there");
    let (readme, example) = (read("README.md"), read("examples/quickstart.rs"));
    let (above, _) = example.split_once("\n/// Reads a file").expect("`count` stands above `read`");
    let left: Vec<_> = above.lines().filter(|line| !line.trim_start().starts_with(FORGOTTEN)).collect();
    assert_eq!(left.len() + 1, above.lines().count(), "the example has one such line");
    let program = left.join("\n").replace("use tokio::", "// ") + BELOW;

    let folder = Folder::new().expect("there is a folder");
    let file = folder.path().join("quickstart.rs");
    fs::write(&file, program).expect("it can be written");
    let compiler = Compiler::new().expect("there is a compiler");
    let said = compiler.says_of_program(&file, folder.path()).expect("the compiler runs");
    let errors: Vec<_> = said.iter().filter(|diagnostic| diagnostic.is_error()).collect();

    let shown = readme
        .split("```text\n")
        .find_map(|rest| rest.starts_with("error[").then(|| rest.split("```").next()));
    let shown = shown.flatten().expect("the README shows messages").replace("examples/", "programs/");
    let messages: Vec<_> = shown.trim_end().split("\n\n").collect();
    assert_eq!(messages.len(), errors.len(), "as many as the compiler gives");
    for (message, error) in messages.iter().zip(errors) {
        assert!(
            error.rendered().starts_with(message),
            "the README says\n{message}\n\nand the compiler\n{}",
            error.rendered()
        );
    }
}
