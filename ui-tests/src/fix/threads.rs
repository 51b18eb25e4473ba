//! Recipes for a value that has to go to another thread.

use super::{At, Edit, Proposal};

impl At<'_> {
    /// Every `Rc` as an `Arc`.
    pub(super) fn shared_by_threads(&self) -> Option<Proposal> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let paths = self.text.match_indices("rc::Rc").map(|(at, path)| (at, path, "sync::Arc"));
        let names = self.text.match_indices("Rc").map(|(at, name)| (at, name, "Arc"));
        let names = names.filter(|(at, ..)| !self.text[..*at].ends_with("rc::"));
        let whole = paths.chain(names).filter(|(at, what, _)| {
            !self.text[..*at].ends_with(is_part) && !self.text[at + what.len()..].starts_with(is_part)
        });
        let edits: Proposal = whole
            .map(|(start, what, with)| Edit { start, end: start + what.len(), with: with.into() })
            .collect();
        (!edits.is_empty()).then_some(edits)
    }

    /// Every pair as one that crosses threads.
    pub(super) fn made_for_threads(&self) -> Option<Proposal> {
        let begins = "Deferred::<";
        let pairs = self.text.match_indices(begins).filter_map(|(start, _)| {
            let inside = start + begins.len();
            let end = inside + self.text[inside..].find(">::pending()")?;
            let types = &self.text[inside..end];
            let set = if types.contains(", ") { "" } else { ", ()" };
            let with = format!("deferred::threads::pending::<{types}{set}>");
            Some(Edit { start, end: end + ">::pending".len(), with })
        });
        let edits: Proposal = pairs.collect();
        (!edits.is_empty()).then_some(edits)
    }
}
