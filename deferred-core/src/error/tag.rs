//! The tag of a failure, in one word: the stage that raised it, and whether it is in flight, in hand or passed on.
//!
//! All tags of the types that hold a failure use niches of this word, so a failure is copied word by word. With a
//! tag of one byte the rest was copied from the odd address behind it, across the bounds of recent stores; a
//! processor delays such a copy until the stores are through.

use crate::error::site::Stage;

/// Where a failure is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FailureState {
    /// A Deferred holds it: nobody has seen it, and dropping it reports it.
    InFlight,
    /// A callback has it.
    InHand,
    /// A Deferred holds it again, after a callback had it in hand and passed it on.
    PassedOn,
}

/// A variant for each [`Stage`] and each [`FailureState`], in the order of [`FailureState`].
macro_rules! marks {
    ($($stage:ident: $in_flight:ident $in_hand:ident $passed_on:ident,)+) => {
        /// A [`Stage`] and a [`FailureState`].
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum FailureTag {
            $($in_flight, $in_hand, $passed_on,)+
        }

        impl FailureTag {
            #[inline]
            pub(crate) const fn new(stage: Stage, state: FailureState) -> Self {
                match (stage, state) {
                    $(
                        (Stage::$stage, FailureState::InFlight) => FailureTag::$in_flight,
                        (Stage::$stage, FailureState::InHand) => FailureTag::$in_hand,
                        (Stage::$stage, FailureState::PassedOn) => FailureTag::$passed_on,
                    )+
                }
            }

            #[inline(always)]
            pub(crate) const fn set_state(&mut self, state: FailureState) {
                *self = FailureTag::new(self.stage(), state);
            }

            #[inline]
            pub(crate) const fn stage(self) -> Stage {
                match self {
                    $(FailureTag::$in_flight | FailureTag::$in_hand | FailureTag::$passed_on => Stage::$stage,)+
                }
            }

            #[inline]
            pub(crate) const fn state(self) -> FailureState {
                match self {
                    $(FailureTag::$in_flight)|+ => FailureState::InFlight,
                    $(FailureTag::$in_hand)|+ => FailureState::InHand,
                    $(FailureTag::$passed_on)|+ => FailureState::PassedOn,
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
    GatherAll: GatherAll GatherAllInHand GatherAllPassedOn,
    Context: Context ContextInHand ContextPassedOn,
}
