//! Spans that follow a chain to where its callbacks run: kept with a continuation that waits, and told of the
//! stages.
//!
//! The facade implements them with the crate `tracing`. Without the feature `spans` nothing is kept or told, and
//! the types here are empty.

#[cfg(feature = "spans")]
pub(crate) use following::{Kept, Told, reaches, waits};
#[cfg(not(feature = "spans"))]
pub(crate) use nothing::{Told, reaches, waits};

use crate::flavour::send_claims::send_if;

send_if!([] Told);

#[cfg(feature = "spans")]
pub use following::{Kept as KeptSpan, Span, Spans, follow};

#[cfg(feature = "spans")]
mod following {
    use crate::error::site::Site;
    use crate::flavour::send_claims::send_if;
    use crate::runtime::unwind;
    use alloc::boxed::Box;
    use std::sync::OnceLock;

    /// A source of spans, which is also told of stages.
    pub trait Spans: Send + Sync {
        /// The current span, if there is one.
        fn current(&self) -> Option<Box<dyn Span>>;

        /// The stage at `site` was attached, and waits.
        fn waits(&self, site: Site);

        /// A value, or else a failure, has come to the stage at `site`.
        fn reaches(&self, site: Site, is_value: bool);
    }

    /// A span that is kept with a continuation.
    pub trait Span: Send + Sync {
        /// Runs `what` in the span.
        fn within(&self, what: &mut dyn FnMut());
    }

    static SPANS: OnceLock<Box<dyn Spans>> = OnceLock::new();

    /// Makes `spans` follow all chains from here on, unless another source does already.
    pub fn follow(spans: impl Spans + 'static) {
        let _ = SPANS.set(Box::new(spans));
    }

    /// The span in which a continuation was attached, or a future begun.
    pub struct Kept(Option<Box<dyn Span>>);

    send_if!([] Kept);

    impl Kept {
        /// Keeps the current span.
        pub(crate) fn here() -> Self {
            Kept(SPANS.get().and_then(|spans| spans.current()))
        }

        /// Runs `what` in the kept span, which goes before what that gives is on its way: the subscriber's code may
        /// panic there.
        pub(crate) fn run<A>(self, what: impl FnOnce() -> A) -> A {
            let given = self.within(what);
            unwind::once_gone(self, given)
        }

        /// Runs `what` in the kept span.
        pub(crate) fn within<A>(&self, what: impl FnOnce() -> A) -> A {
            let Some(span) = &self.0 else { return what() };
            let (mut what, mut given) = (Some(what), None);
            span.within(&mut || given = what.take().map(|what| what()));
            given.expect("a span runs what it is given, once")
        }
    }

    /// The place of a stage that is told what reaches it, where no other field keeps that place.
    pub(crate) struct Told(Site);

    impl Told {
        pub(crate) fn at(site: Site) -> Self {
            Told(site)
        }

        pub(crate) fn reached(self, is_value: bool) {
            reaches(self.0, is_value);
        }
    }

    pub(crate) fn waits(site: Site) {
        if let Some(spans) = SPANS.get() {
            spans.waits(site);
        }
    }

    pub(crate) fn reaches(site: Site, is_value: bool) {
        if let Some(spans) = SPANS.get() {
            spans.reaches(site, is_value);
        }
    }
}

#[cfg(not(feature = "spans"))]
mod nothing {
    use crate::error::site::Site;

    pub(crate) struct Told;

    impl Told {
        #[inline(always)]
        pub(crate) fn at(_: Site) -> Self {
            Told
        }

        #[inline(always)]
        pub(crate) fn reached(self, _: bool) {}
    }

    #[inline(always)]
    pub(crate) fn waits(_: Site) {}

    #[inline(always)]
    pub(crate) fn reaches(_: Site, _: bool) {}
}
