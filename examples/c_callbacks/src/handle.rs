//! A handle of libuv: it may call once, often or never, until it is closed.

use crate::uv::*;
use std::cell::Cell;
use std::ffi::c_int;
use std::ptr::null_mut;
use std::rc::Rc;

/// A handle whose first call is wanted. It outlives what it is a handle of.
#[derive(Clone)]
pub struct Handle(Rc<Cell<*mut uv_handle_t>>);

/// The user data. They are dropped when the handle has been closed, whether it has called or not: so a resolver in there learns that nothing comes.
struct Data {
    handle: Handle,
    call: Option<Box<dyn FnOnce(c_int)>>,
}

impl Handle {
    /// A handle of this kind, which `begin` begins; the first time that it calls, it is closed and `call` is called.
    ///
    /// # Safety
    ///
    /// `begin` initializes a handle of this kind on a loop, and starts it with a callback that does nothing but [`called`].
    pub unsafe fn begin(
        kind: c_int,
        call: impl FnOnce(c_int) + 'static,
        begin: impl FnOnce(*mut uv_handle_t) -> c_int,
    ) -> Self {
        // SAFETY: the memory is as large as such a handle is, and is freed when libuv has closed it.
        let raw: *mut uv_handle_t = unsafe { malloc(uv_handle_size(kind)).cast() };
        let code = begin(raw);
        let handle = Handle(Rc::new(Cell::new(raw)));
        let data = Box::new(Data { handle: handle.clone(), call: Some(Box::new(call)) });
        // SAFETY: it is initialized, and libuv calls nothing before the loop runs. `closed` takes the data back.
        unsafe {
            uv_handle_set_data(raw, Box::into_raw(data).cast());
            if code < 0 {
                called(raw, code);
            }
        }
        handle
    }

    /// Closes it. If it has not called yet, it will not.
    pub fn close(&self) {
        let raw = self.0.get();
        if !raw.is_null() {
            // SAFETY: it is there, else `closed` had said so.
            unsafe { close(raw) };
        }
    }
}

/// What the callback of a handle does.
///
/// # Safety
///
/// The handle was begun by [`Handle::begin`], and is not closed: libuv calls it.
pub unsafe fn called(raw: *mut uv_handle_t, status: c_int) {
    // SAFETY: it has data until it is closed, which nobody else borrows: they are left before anything is called.
    let call = unsafe { (*uv_handle_get_data(raw).cast::<Data>()).call.take() };
    // SAFETY: it is there.
    unsafe { close(raw) };
    call.into_iter().for_each(|call| call(status));
}

/// Closes it, unless that has begun.
///
/// # Safety
///
/// The handle was begun by [`Handle::begin`], and is not closed.
pub unsafe fn close(raw: *mut uv_handle_t) {
    unsafe extern "C" fn closed(raw: *mut uv_handle_t) {
        // SAFETY: libuv has done with it, so the data and the memory are ours, and nobody finds them any more.
        let data = unsafe {
            let data = Box::from_raw(uv_handle_get_data(raw).cast::<Data>());
            data.handle.0.set(null_mut());
            free(raw.cast());
            data
        };
        drop(data); // what it captured may come back here
    }
    // SAFETY: the caller says that it is there, and it is closed once.
    unsafe {
        if uv_is_closing(raw) == 0 {
            uv_close(raw, closed);
        }
    }
}
