//! The expected exact cost of each workload for this crate: `expected.json`.

use crate::contenders::Kind;
use crate::instructions::Counted;
use crate::measure::allocations;
use crate::{Contender, Workload};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

/// How much instructions may differ, up or down: the linker places code differently, and so does another allocator.
const TOLERANCE: f64 = 0.02;

/// Whose instructions are counted; the other workloads are loops.
pub const COUNTED: [Workload; 6] =
    [Workload::W1, Workload::W2, Workload::W3, Workload::W4, Workload::W4b, Workload::W8];

/// How many times as many instructions Cargo's default profile may take in these, without LTO.
const WITHOUT_LTO: f64 = 1.1;
const HELD_WITHOUT_LTO: [Workload; 4] = [Workload::W1, Workload::W2, Workload::W3, Workload::W4];

/// By contender, then by workload.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Costs(pub BTreeMap<String, BTreeMap<String, Cost>>);

/// The cost of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// From the allocator.
    pub allocations: u64,
    /// Where they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructions: Option<u64>,
}

impl Costs {
    /// The present cost of this crate; instructions only where there is a program to count them.
    ///
    /// # Errors
    ///
    /// If instructions cannot be counted.
    pub fn now(counted: Option<&Counted>) -> Result<Self, Box<dyn Error>> {
        let mut costs = Costs::default();
        for contender in Contender::ALL.into_iter().filter(|contender| contender.kind == Kind::Ours) {
            let of = costs.0.entry(contender.id.to_owned()).or_default();
            for workload in Workload::ALL {
                let Some(run) = contender.run(workload) else { continue };
                let counted = counted.filter(|_| COUNTED.contains(&workload));
                let instructions = counted.map(|counted| counted.instructions(contender, workload));
                let cost = Cost { allocations: allocations(run), instructions: instructions.transpose()? };
                of.insert(workload.to_string(), cost);
            }
        }
        Ok(costs)
    }

    /// The recorded cost.
    ///
    /// # Errors
    ///
    /// If the file is not there, or is not understood.
    pub fn recorded() -> Result<Self, Box<dyn Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(file())?)?)
    }

    /// Records them.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn record(&self) -> Result<(), Box<dyn Error>> {
        Ok(std::fs::write(file(), serde_json::to_string_pretty(self)? + "\n")?)
    }

    /// Where `now` is not as these, a line for each. What has become cheaper is no good news either until
    /// it is recorded: it could be lost again unseen.
    pub fn differences(&self, now: &Costs) -> Vec<String> {
        let mut differences = Vec::new();
        let names = |costs: &Costs| -> Vec<(String, String)> {
            let pairs = costs.0.iter().flat_map(|(c, of)| of.keys().map(move |w| (c.clone(), w.clone())));
            pairs.collect()
        };
        if names(self) != names(now) {
            differences.push("other workloads were recorded than there are".to_owned());
        }
        for (contender, workload) in names(now) {
            let (Some(then), Some(now)) = (self.of(&contender, &workload), now.of(&contender, &workload))
            else {
                continue;
            };
            // How many nodes W7 finds in a free list depends on which of its threads is ahead.
            let is_less_by_chance = workload == "W7" && now.allocations < then.allocations;
            if then.allocations != now.allocations && !is_less_by_chance {
                differences.push(format!(
                    "{contender} {workload}: {} allocations, recorded were {}",
                    now.allocations, then.allocations
                ));
            }
            if let (Some(then), Some(now)) = (then.instructions, now.instructions)
                && now.abs_diff(then) as f64 > then as f64 * TOLERANCE
            {
                differences.push(format!("{contender} {workload}: {now} instructions, recorded were {then}"));
            }
        }
        differences
    }

    /// Where a build without LTO takes too many instructions more than these, a line for each.
    pub fn too_many_in(&self, without_lto: &Costs) -> Vec<String> {
        let held = self.0.keys().flat_map(|contender| HELD_WITHOUT_LTO.map(|workload| (contender, workload)));
        held.filter_map(|(contender, workload)| {
            let of = |costs: &Costs| costs.of(contender, &workload.to_string())?.instructions;
            let (with, without) = (of(self)?, of(without_lto)?);
            let too_many = without as f64 > with as f64 * WITHOUT_LTO;
            too_many.then(|| {
                format!("{contender} {workload}: {without} instructions without LTO, {with} with it")
            })
        })
        .collect()
    }

    fn of(&self, contender: &str, workload: &str) -> Option<Cost> {
        self.0.get(contender)?.get(workload).copied()
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("expected.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(allocations: u64, instructions: u64) -> Costs {
        let cost = Cost { allocations, instructions: Some(instructions) };
        Costs([("chain".to_owned(), [("W2".to_owned(), cost)].into())].into())
    }

    #[test]
    fn one_allocation_more_or_less_is_a_difference() {
        assert_eq!(costs(1, 300).differences(&costs(1, 300)), Vec::<String>::new());
        assert_eq!(costs(1, 300).differences(&costs(2, 300)).len(), 1);
        assert_eq!(costs(1, 300).differences(&costs(0, 300)).len(), 1);
    }

    #[test]
    fn two_percent_of_the_instructions_are_none() {
        assert_eq!(costs(1, 300).differences(&costs(1, 306)), Vec::<String>::new());
        assert_eq!(costs(1, 300).differences(&costs(1, 294)), Vec::<String>::new());
        assert_eq!(costs(1, 300).differences(&costs(1, 307)).len(), 1);
        assert_eq!(costs(1, 300).differences(&costs(1, 293)).len(), 1);
    }

    #[test]
    fn ten_percent_more_without_lto_are_not_too_many() {
        assert_eq!(costs(1, 300).too_many_in(&costs(1, 330)), Vec::<String>::new());
        assert_eq!(costs(1, 300).too_many_in(&costs(1, 331)).len(), 1);
        assert_eq!(costs(1, 300).too_many_in(&costs(1, 200)), Vec::<String>::new());
    }

    #[test]
    fn a_workload_that_was_not_recorded_is_a_difference() {
        assert_eq!(Costs::default().differences(&costs(1, 300)).len(), 1);
        assert_eq!(costs(1, 300).differences(&Costs::default()).len(), 1);
    }

    #[test]
    fn instructions_that_were_not_counted_differ_in_nothing() {
        let mut uncounted = costs(1, 300);
        uncounted.0.values_mut().flat_map(BTreeMap::values_mut).for_each(|cost| cost.instructions = None);
        assert_eq!(costs(1, 300).differences(&uncounted), Vec::<String>::new());
    }
}
