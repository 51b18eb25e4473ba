//! How long something is that must use constant stack or constant memory.

/// So many links, or as many as `DEFERRED_LINKS` says.
///
/// A small stack of 256 KiB holds 16,384 frames of the smallest size that a call has, 16 bytes: what recurses overflows twelve times over.
pub fn links() -> usize {
    std::env::var("DEFERRED_LINKS").ok().and_then(|text| text.parse().ok()).unwrap_or(200_000)
}
