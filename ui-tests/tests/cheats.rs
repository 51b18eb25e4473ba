//! Who would break by force what the types promise is refused: every program under `cheats/`, with the compiler's codes of its first line (`uncoded` is an error
//! that has none).
//!
//! Their messages are no interface. What compiles and does no harm is in `tests/promise`.

use deferred_ui_tests::compiler::{Compiler, workspace};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

#[test]
fn every_cheat_is_refused() {
    let compiler = Compiler::new().expect("`deferred` compiles");
    let folder = workspace().join("ui-tests/cheats");
    let mut cheats: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("there are cheats")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    cheats.sort();
    assert!(cheats.len() > 40, "the folder has the cheats");
    let wrong: Vec<String> = cheats
        .iter()
        .filter_map(|cheat| {
            let text = fs::read_to_string(cheat).expect("a cheat can be read");
            let codes = text.lines().next().and_then(|line| line.strip_prefix("// Refused: "));
            let expected: BTreeSet<String> =
                codes.expect("its codes").split(' ').map(str::to_owned).collect();
            let said = compiler.says(cheat.strip_prefix(workspace()).expect("it is in the workspace"));
            let said = said.expect("the compiler runs");
            let errors = said.iter().filter(|diagnostic| diagnostic.is_error());
            let found: BTreeSet<String> =
                errors.map(|error| error.code().unwrap_or("uncoded").to_owned()).collect();
            (found != expected).then(|| format!("{}: {found:?}, not {expected:?}", cheat.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
