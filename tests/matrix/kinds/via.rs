//! Where the rest of a chain runs: of Deferreds that cross threads only.

use super::cell::{Kind, kinds, later};
use crate::world::{Call, Site, foreign};
use deferred::threads::Job;

kinds! {
    via_at_once: |d| {
        let call = Call::once("map");
        let d = d.via(|job: Job| {
            foreign(Site::Executor);
            job();
        });
        d.map(move |value| call.give(value))
    };
    via_in_its_turn: |d| {
        let call = Call::once("map");
        let d = d.via(|job: Job| {
            let _ = later(job);
            foreign(Site::Executor);
        });
        d.map(move |value| call.give(value))
    };
    via_what_drops_its_jobs: |d| {
        d.via(|job: Job| {
            foreign(Site::Executor);
            drop(job);
        })
    };
    via_and_via: |d| {
        let d = d.via(|job: Job| { let _ = later(job); });
        d.via(|job: Job| { let _ = later(job); })
    };
}
