//! An attribute cannot find the crate where that has another name. The compiler says so once for each function, at the attribute, whatever the
//! function asks.

use deferred_ui_tests::compiler::Compiler;
use deferred_ui_tests::folder::Folder;
use std::collections::BTreeSet;
use std::fs;

const PROGRAM: &str = "
#[derive(Debug)]
pub struct Gone;
fn half() -> Result<u8, Gone> { Ok(1) }

#[link::raises(Gone)]
fn whole() -> u8 { Ok(half()? + half()?) }

#[link::raises(Gone)]
async fn twice() -> u8 { Ok(half()? + half()?) }

fn main() { assert!(whole().is_ok()); drop(twice()); }
";

#[test]
fn a_crate_that_raises_does_not_find_is_one_error_a_function() {
    let (compiler, folder) =
        (Compiler::new().expect("there is a compiler"), Folder::new().expect("there is one"));
    let file = folder.path().join("renamed.rs");
    let said = |program: &str| {
        fs::write(&file, program).expect("it can be written");
        compiler.says_where_it_is_called_link(&file).expect("the compiler runs")
    };
    let said_of = said(PROGRAM);
    let errors = said_of.iter().filter(|said| said.is_error());
    let lines: BTreeSet<_> = errors.clone().map(|error| error.spans[0].line_start).collect();
    assert_eq!((errors.count(), lines), (2, BTreeSet::from([6, 9])));
    let told = PROGRAM.replace("raises(Gone)", "raises(Gone, crate = link)");
    assert_eq!(said(&told).len(), 0);
}
