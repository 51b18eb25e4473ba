//! The site where a failure was raised and the state that it is in (in flight, in hand, passed on), packed into one
//! word.
//!
//! The tags of all that holds a failure are in this word, so a failure is copied word by word. With a tag of one byte
//! the rest was copied from the odd place behind it, across the bounds of what had just been stored; a
//! processor waits for such a copy until the stores are through.

use crate::error::site::Stage;

/// Who has a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FailureState {
    /// A Deferred: nobody has seen it, and dropping it reports it.
    InFlight,
    /// A callback.
    InHand,
    /// A Deferred again, after a callback had it in hand and passed it on.
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
