//! However many futures await one another, the stack is constant.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, run, threads};

const DEPTH: u32 = if cfg!(miri) { 100 } else { 100_000 };

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    // With AddressSanitizer, for which `.ci/sanitize` sets this, a frame is several times as large.
    let times = if std::env::var_os("ASAN_OPTIONS").is_some() { 4 } else { 1 };
    std::thread::Builder::new().stack_size(times * 256 * 1024).spawn(test).unwrap().join().unwrap();
}

#[test]
fn firing_the_innermost_of_many_takes_constant_stack() {
    on_a_small_stack(|| {
        let (resolver, mut d) = Deferred::<u32>::pending();
        for _ in 0..DEPTH {
            let inner = d;
            d = run(async { Ok(inner.await? + 1) });
        }
        resolver.succeed(0);
        assert_eq!(success_result_of(d), DEPTH);
    });
}

#[test]
fn cancelling_the_outermost_of_many_takes_constant_stack() {
    on_a_small_stack(|| {
        let (resolver, mut d) = Deferred::<u32, (Cancelled,)>::pending();
        for _ in 0..DEPTH {
            let inner = d;
            d = run(async { Ok(inner.await? + 1) });
        }
        d.cancel();
        assert!(failure_result_of(d).is::<Cancelled>());
        assert!(resolver.is_cancelled());
    });
}

#[test]
fn a_recursion_takes_constant_stack() {
    fn count(n: u32) -> Deferred<u32> {
        run(async move { if n == 0 { Ok(0) } else { Ok(count(n - 1).await? + 1) } })
    }
    on_a_small_stack(|| assert_eq!(success_result_of(count(DEPTH)), DEPTH));
}

#[test]
fn abandoning_the_innermost_of_many_takes_constant_stack() {
    on_a_small_stack(|| {
        let watch = deferred::unhandled::watch();
        let (resolver, mut d) = Deferred::<u32>::pending();
        for _ in 0..DEPTH {
            let inner = d;
            d = run(async { Ok(inner.await? + 1) });
        }
        drop(resolver);
        assert!(!d.is_ready());
        assert_eq!(watch.finish().len(), 1);
    });
}

#[test]
fn across_threads_it_is_the_same() {
    on_a_small_stack(|| {
        let (resolver, mut d) = threads::pending::<u32, (Cancelled,)>();
        for _ in 0..DEPTH {
            let inner = d;
            d = threads::run(async { Ok(inner.await? + 1) });
        }
        resolver.succeed(0);
        assert_eq!(success_result_of(d), DEPTH);
        let (_resolver, mut d) = threads::pending::<u32, (Cancelled,)>();
        for _ in 0..DEPTH {
            let inner = d;
            d = threads::run(async { Ok(inner.await? + 1) });
        }
        d.cancel();
        assert!(failure_result_of(d).is::<Cancelled>());
    });
}

#[test]
fn a_loop_of_awaits_is_polled_in_constant_stack() {
    on_a_small_stack(|| {
        let d: Deferred<u32> = run(async {
            let mut n = 0;
            for _ in 0..DEPTH {
                let (resolver, d) = Deferred::<u32>::pending();
                let fires: Deferred<()> = run(async {
                    resolver.succeed(1);
                    Ok(())
                });
                n += d.await?;
                fires.await?;
            }
            Ok(n)
        });
        assert_eq!(success_result_of(d), DEPTH);
    });
}
