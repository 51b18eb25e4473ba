//! Times of the workloads side by side.

use deferred_benches as work;

fn main() {
    divan::main();
}

#[divan::bench_group]
mod w1_ready {
    #[divan::bench]
    fn by_hand() {
        super::work::by_hand_ready();
    }

    #[divan::bench]
    fn chain() {
        super::work::ready();
    }
}

#[divan::bench_group]
mod w2_pending {
    #[divan::bench]
    fn by_hand() {
        super::work::by_hand_pending();
    }

    #[divan::bench]
    fn chain() {
        super::work::pending();
    }
}

#[divan::bench]
fn w3_pending_fails() {
    work::pending_fails();
}

#[divan::bench]
fn w4_nested() {
    work::nested();
}
