use deferred::{chain, threads};
use std::sync::mpsc;

fn main() {
    let (jobs, queue) = mpsc::channel::<threads::Job>();
    let there = threads::succeed(1).via(move |job| jobs.send(job).expect("the queue is there"));
    queue.try_recv().expect("the job is here")();
    chain! { there; then |n| println!("{n}") }.detach();
}
