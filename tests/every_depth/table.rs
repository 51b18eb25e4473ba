//! What a level of each shape takes, by how many levels there are.

use crate::{Way, any_thread, on_a_small_stack, one_thread};
use deferred::unhandled;

/// Nanoseconds that this thread was on a processor.
fn on_a_processor() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux says it");
    text.split(' ').next().and_then(|text| text.parse().ok()).expect("the first number")
}

/// Nanoseconds a level.
fn time(way: fn(usize), levels: usize) -> u64 {
    on_a_small_stack(move || {
        // Each pair that is abandoned is reported, which is no part of it.
        unhandled::set_hook(|_| ());
        let before = on_a_processor();
        way(levels);
        (on_a_processor() - before) / levels as u64
    })
}

/// `DEFERRED_TABLE="links | cancelled 100000,1000000"` prints those lines whose names have the first words in them, and these numbers of levels.
#[test]
#[ignore = "a table that is printed"]
fn nanoseconds_a_level() {
    let asked = std::env::var("DEFERRED_TABLE").unwrap_or_else(|_| " 100000,1000000".into());
    let (only, levels) = asked.rsplit_once(' ').expect("words and numbers");
    let levels: Vec<usize> = levels.split(',').map(|text| text.parse().expect("a number")).collect();
    println!("| shape | way | {} |", levels.iter().map(usize::to_string).collect::<Vec<_>>().join(" | "));
    let flavours: [(&str, &[(&str, [Way; 6])]); 2] =
        [("", one_thread::SHAPES), ("threads: ", any_thread::SHAPES)];
    for (flavour, shapes) in flavours {
        for (shape, ways) in shapes {
            for (name, way) in ways {
                let line = format!("| {flavour}{} | {name} |", shape.replace('_', " "));
                if line.contains(only) {
                    let times: Vec<_> = levels.iter().map(|levels| time(*way, *levels).to_string()).collect();
                    println!("{line} {} |", times.join(" | "));
                }
            }
        }
    }
}
