//! What a workload costs is written down: allocations exactly, instructions within 2 %.

use std::process::Command;

/// The costs are those of an optimised program, whatever this test is built as.
#[test]
fn what_ours_costs_is_as_recorded() {
    let checked = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "deferred-benches",
            "--bin",
            "counts",
            "--",
            "--check",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&checked.stdout);
    let complained = String::from_utf8_lossy(&checked.stderr);
    // What was skipped is said in any case.
    eprintln!("{said}");
    assert!(checked.status.success(), "{said}{complained}");
}
