//! Finds what would wait for itself, in either flavour.

use super::contract::CellHandle;
use super::view::Source;
use alloc::collections::BTreeSet;
use alloc::vec;

/// Whether what `first` waits for comes from `source`: up to the innermost node, and where that is a pair which others fire, as that
/// of a list or of a shield, on from each of those.
#[cold]
pub(crate) fn comes_from<H: CellHandle>(first: H, source: *const ()) -> bool {
    // A ring that was not seen when it was made ends here.
    let mut seen = BTreeSet::new();
    let mut from = vec![first];
    while let Some(handle) = from.pop() {
        let innermost = handle.source();
        if innermost == source {
            return true;
        }
        if seen.insert(innermost)
            && let Source::Unfired(members) = handle.view().source
        {
            from.extend(members.into_iter().flatten());
        }
    }
    false
}
