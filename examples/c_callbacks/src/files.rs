//! What the program wants of libuv: files, and time.

use crate::event_loop::Loop;
use crate::handle::{Handle, called};
use crate::request::{Code, Request};
use crate::uv::*;
use deferred::{Abandoned, Cancelled, Clock, Deferred, OneOf, Timer, chain};
use std::ffi::{CString, c_char, c_int};
use std::rc::Rc;
use std::time::Duration;

/// There is no such file.
#[derive(Debug)]
pub struct Missing;
/// It is a folder.
#[derive(Debug)]
pub struct Folder;

/// What a file begins with.
pub type Read = Deferred<Vec<u8>, (Missing, Folder, Code, Cancelled)>;
/// That somebody has changed a file.
pub type Changed = Deferred<(), (Code, Cancelled, Abandoned)>;

impl Loop {
    /// The beginning of a file, as much as one read gives.
    pub fn read(self: &Rc<Self>, path: &str) -> Read {
        let uv = self.clone();
        chain! {
            self.open(path);
            then move |file| uv.read_and_close(file),
            catch |code: Code| Err(told_apart(code)),
            raises Missing | Folder | Code | Cancelled,
        }
    }

    fn open(&self, path: &str) -> Deferred<c_int, (Code, Cancelled)> {
        const READ_ONLY: c_int = 0;
        let path = c_string(path);
        // SAFETY: the loop is open, and libuv copies the path.
        let begin =
            |request, _, done| unsafe { uv_fs_open(self.uv(), request, path.as_ptr(), READ_ONLY, 0, done) };
        Request::begin(begin).map(|request| request.result())
    }

    fn read_and_close(self: Rc<Self>, file: c_int) -> Deferred<Vec<u8>, (Code, Cancelled)> {
        // SAFETY: the loop is open, and libuv copies the list of buffers. The buffer is the request's own.
        let begin =
            |request, buffer, done| unsafe { uv_fs_read(self.uv(), request, file, &buffer, 1, 0, done) };
        chain! {
            Request::begin(begin);
            then |request| request.bytes(),
            finally move || self.close(file),
        }
    }

    /// Closes a file, though what waits for that is cancelled.
    fn close(&self, file: c_int) -> Deferred<(), (Code, Cancelled)> {
        // SAFETY: the loop is open.
        let closed =
            Request::begin(|request, _, done| unsafe { uv_fs_close(self.uv(), request, file, done) });
        closed.map(|_| ()).uncancellable()
    }

    /// Comes when somebody changes the file, if ever. If the loop goes before, it is abandoned.
    pub fn changed(&self, path: &str) -> Changed {
        unsafe extern "C" fn on_change(watch: *mut uv_handle_t, _: *const c_char, _: c_int, status: c_int) {
            // SAFETY: libuv calls it for the handle below.
            unsafe { called(watch, status) };
        }
        let path = c_string(path);
        Deferred::begun(|resolver| {
            let call =
                move |status| resolver.resolve_with(if status < 0 { Err(Code(status)) } else { Ok(()) });
            // SAFETY: the watch is initialized and started on a loop that is open; libuv copies the path.
            let watch = unsafe {
                Handle::begin(UV_FS_EVENT, call, |watch| {
                    uv_fs_event_init(self.uv(), watch);
                    uv_fs_event_start(watch, on_change, path.as_ptr(), 0)
                })
            };
            move || watch.close()
        })
    }
}

impl Clock for Loop {
    fn now(&self) -> Duration {
        // SAFETY: the loop is open.
        Duration::from_millis(unsafe {
            uv_update_time(self.uv());
            uv_now(self.uv())
        })
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        unsafe extern "C" fn on_time(timer: *mut uv_handle_t) {
            // SAFETY: libuv calls it for the handle below.
            unsafe { called(timer, 0) };
        }
        let after = u64::try_from(delay.as_millis()).map_or(u64::MAX, |milliseconds| milliseconds + 1);
        // SAFETY: the timer is initialized and started on a loop that is open.
        let timer = unsafe {
            Handle::begin(
                UV_TIMER,
                move |_| call(),
                |timer| {
                    uv_update_time(self.uv());
                    uv_timer_init(self.uv(), timer);
                    uv_timer_start(timer, on_time, after, 0)
                },
            )
        };
        Timer::new(move || timer.close())
    }
}

/// What a code of libuv's is here.
fn told_apart(code: Code) -> OneOf<(Missing, Folder, Code)> {
    match code.0 {
        UV_ENOENT => OneOf::new(Missing),
        UV_EISDIR => OneOf::new(Folder),
        _ => OneOf::new(code),
    }
}

fn c_string(path: &str) -> CString {
    CString::new(path).expect("a path has no zero in it")
}
