//! What is compared must do the same.

use deferred_benches::{Contender, Workload};

#[test]
fn every_contender_comes_to_the_same_on_every_workload() {
    for workload in Workload::ALL {
        for contender in Contender::ALL {
            let Some(run) = contender.run(workload) else { continue };
            assert_eq!(run(1), workload.expected(), "{} on {workload}", contender.id);
        }
    }
}

#[test]
fn ours_has_every_workload_on_one_thread() {
    for workload in Workload::ALL {
        let has = Contender::OURS.run(workload).is_some();
        assert_eq!(has, workload != Workload::W7, "{workload}");
    }
}

#[test]
fn a_contender_is_found_by_its_name() {
    for contender in Contender::ALL {
        assert_eq!(Contender::named(contender.id).map(|found| found.name), Some(contender.name));
    }
}

#[test]
fn a_workload_is_found_by_its_name() {
    for workload in Workload::ALL {
        assert_eq!(workload.to_string().parse::<Workload>().expect("it is one of them"), workload);
    }
    assert!("W9".parse::<Workload>().is_err());
}
