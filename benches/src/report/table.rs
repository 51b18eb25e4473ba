//! The report as text: tables in Markdown, which also read well as they are.

use super::overview::Overview;
use super::{Entry, Measured, Report};
use std::fmt;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = &self.machine;
        writeln!(
            f,
            "{} x {}, {}, {} profile, {}; {}",
            machine.processors,
            machine.processor,
            machine.rustc,
            machine.profile,
            machine.allocator,
            machine.libraries.join(", ")
        )?;
        for measured in &self.workloads {
            write!(f, "\n{measured}")?;
        }
        write!(f, "\n{}", Overview(self))?;
        if !self.skipped.is_empty() {
            writeln!(f)?;
        }
        for missing in &self.skipped {
            writeln!(f, "skipped: {}: {}", missing.name, missing.why)?;
        }
        Ok(())
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = format!("{}: {}", self.workload, self.title);
        writeln!(f, "| {title:<43} | {:>8} | {:>6} | {:>11} |", "ns", "ratio", "allocations")?;
        writeln!(f, "| {:-<43} | {:->7}: | {:->5}: | {:->10}: |", "", "", "", "")?;
        self.results.iter().try_for_each(|entry| write!(f, "{entry}"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let allocations = self.allocations.map_or_else(String::new, |count| format!("{count:.2}"));
        let allocations = allocations.strip_suffix(".00").unwrap_or(&allocations);
        writeln!(f, "| {:<43} | {:>8.1} | {ratio:>6} | {allocations:>11} |", self.name, self.nanoseconds)
    }
}
