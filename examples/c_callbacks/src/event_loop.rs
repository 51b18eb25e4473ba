//! The loop.

use crate::handle;
use crate::uv::*;
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::rc::Rc;

/// A loop of libuv. What is left in it when it goes is closed, and will not come any more.
pub struct Loop {
    uv: *mut uv_loop_t,
    is_running: Cell<bool>,
}

impl Loop {
    pub fn new() -> Rc<Self> {
        // SAFETY: the memory is as large as a loop is, and is freed when that has been closed.
        let uv = unsafe {
            let uv = malloc(uv_loop_size()).cast();
            assert_eq!(uv_loop_init(uv), 0, "the system has no file descriptor left");
            uv
        };
        Rc::new(Loop { uv, is_running: Cell::new(false) })
    }

    /// The loop for C, open as long as this is there.
    pub fn uv(&self) -> *mut uv_loop_t {
        self.uv
    }

    /// Calls what comes, until nothing is under way any more.
    pub fn run(&self) {
        assert!(!self.is_running.replace(true), "a callback of the loop cannot run it");
        // SAFETY: the loop is open, and does not run.
        unsafe { uv_run(self.uv, UV_RUN_DEFAULT) };
        self.is_running.set(false);
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        unsafe extern "C" fn close(handle: *mut uv_handle_t, _: *mut c_void) {
            // SAFETY: a loop has the handles that were begun on it.
            unsafe { handle::close(handle) };
        }
        // SAFETY: it is open, and does not run, since who runs it borrows it. What is called here cannot reach it, and so adds nothing;
        // when it has run, nothing is left in it, and nobody has it.
        unsafe {
            uv_walk(self.uv, close, null_mut());
            uv_run(self.uv, UV_RUN_DEFAULT);
            assert_eq!(uv_loop_close(self.uv), 0, "something is left in the loop");
            free(self.uv.cast());
        }
    }
}
