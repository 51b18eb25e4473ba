//! All workloads in one table: nanoseconds, and beside them the ratio to ours.

use super::{Entry, Report};
use std::fmt;

/// Everyone in rows, workloads in columns.
pub(super) struct Overview<'a>(pub(super) &'a Report);

impl Overview<'_> {
    /// In the order of their first workload.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for entry in self.0.workloads.iter().flat_map(|measured| &measured.results) {
            if !names.contains(&entry.name.as_str()) {
                names.push(&entry.name);
            }
        }
        names.sort_by_key(|name| self.kind_of(name));
        names
    }

    fn kind_of(&self, name: &str) -> Option<crate::contenders::Kind> {
        let mut all = self.0.workloads.iter().flat_map(|measured| &measured.results);
        all.find(|entry| entry.name == name).map(|entry| entry.kind)
    }
}

impl fmt::Display for Overview<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {:<36} |", "ns (ratio)")?;
        for measured in &self.0.workloads {
            write!(f, " {:>13} |", measured.workload)?;
        }
        writeln!(f, "\n| {:-<36} |{}", "", " ------------: |".repeat(self.0.workloads.len()))?;
        for name in self.names() {
            write!(f, "| {name:<36} |")?;
            for measured in &self.0.workloads {
                let entry = measured.results.iter().find(|entry| entry.name == name);
                write!(f, " {:>13} |", entry.map(cell).unwrap_or_default())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn cell(entry: &Entry) -> String {
    let digits = if entry.nanoseconds < 100.0 { 1 } else { 0 };
    let ratio = entry.ratio.map_or_else(String::new, |ratio| {
        let digits = if ratio < 10.0 { 2 } else { 0 };
        format!(" ({ratio:.digits$})")
    });
    format!("{:.digits$}{ratio}", entry.nanoseconds)
}
