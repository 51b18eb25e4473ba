//! What stands where a failure was raised, and who has it now: one word.
//!
//! The tags of all that holds a failure are in this word, so a failure is copied word by word. With a tag of one byte
//! the rest was copied from the odd place behind it, across the bounds of what had just been stored; a
//! processor waits for such a copy until the stores are through.

use crate::site::Stage;

/// Who has a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A Deferred: nobody has seen it, and dropping it reports it.
    InFlight,
    /// A callback.
    InHand,
    /// A Deferred again, after a callback had it in hand and passed it on.
    PassedOn,
}

/// A variant for each [`Stage`] and each [`Held`], in the order of [`Held`].
macro_rules! marks {
    ($($stage:ident: $in_flight:ident $in_hand:ident $passed_on:ident,)+) => {
        /// A [`Stage`] and a [`Held`].
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Mark {
            $($in_flight, $in_hand, $passed_on,)+
        }

        impl Mark {
            #[inline]
            pub(crate) const fn new(stage: Stage, held: Held) -> Self {
                match (stage, held) {
                    $(
                        (Stage::$stage, Held::InFlight) => Mark::$in_flight,
                        (Stage::$stage, Held::InHand) => Mark::$in_hand,
                        (Stage::$stage, Held::PassedOn) => Mark::$passed_on,
                    )+
                }
            }

            #[inline(always)]
            pub(crate) const fn set_held(&mut self, held: Held) {
                *self = Mark::new(self.stage(), held);
            }

            #[inline]
            pub(crate) const fn stage(self) -> Stage {
                match self {
                    $(Mark::$in_flight | Mark::$in_hand | Mark::$passed_on => Stage::$stage,)+
                }
            }

            #[inline]
            pub(crate) const fn held(self) -> Held {
                match self {
                    $(Mark::$in_flight)|+ => Held::InFlight,
                    $(Mark::$in_hand)|+ => Held::InHand,
                    $(Mark::$passed_on)|+ => Held::PassedOn,
                }
            }
        }
    };
}

marks! {
    Source: Source SourceInHand SourcePassedOn,
    Pending: Pending PendingInHand PendingPassedOn,
    Resolver: Resolver ResolverInHand ResolverPassedOn,
    Failure: Failure FailureInHand FailurePassedOn,
    Map: Map MapInHand MapPassedOn,
    Then: Then ThenInHand ThenPassedOn,
    Else: Else ElseInHand ElsePassedOn,
    Catch: Catch CatchInHand CatchPassedOn,
    Both: Both BothInHand BothPassedOn,
    Inspect: Inspect InspectInHand InspectPassedOn,
    Finally: Finally FinallyInHand FinallyPassedOn,
    Raises: Raises RaisesInHand RaisesPassedOn,
    Timeout: Timeout TimeoutInHand TimeoutPassedOn,
    GiveUpAfter: GiveUpAfter GiveUpAfterInHand GiveUpAfterPassedOn,
    ResolveWith: ResolveWith ResolveWithInHand ResolveWithPassedOn,
    DeferLater: DeferLater DeferLaterInHand DeferLaterPassedOn,
    LoopingCall: LoopingCall LoopingCallInHand LoopingCallPassedOn,
    FirstSuccess: FirstSuccess FirstSuccessInHand FirstSuccessPassedOn,
    Race: Race RaceInHand RacePassedOn,
    Some: Some SomeInHand SomePassedOn,
}
