//! A request of libuv: a callback that comes once, with a code, and a cancel that may come too late.

use crate::uv::*;
use deferred::{Cancelled, Deferred, Resolver};
use std::ffi::c_int;

/// A code of libuv's.
#[derive(Debug)]
pub struct Code(pub c_int);

/// What a request comes to.
pub type Done = Deferred<Request, (Code, Cancelled)>;

/// A request with the memory that it reads into, when libuv has done with it.
pub struct Request(*mut uv_fs_t);

/// How much is read at once.
const BUFFER: usize = 1 << 16;

impl Request {
    /// Begins one. A cancel asks libuv, which can take back only what has not begun; so what comes of it, the callback says.
    pub fn begin(begin: impl FnOnce(*mut uv_fs_t, uv_buf_t, uv_fs_cb) -> c_int) -> Done {
        // SAFETY: the memory is as large as a request is, with the buffer behind it; libuv has it until it calls `on_done`.
        let (request, base) = unsafe {
            let request = malloc(uv_req_size(UV_FS) + BUFFER);
            (request.cast::<uv_fs_t>(), request.byte_add(uv_req_size(UV_FS)))
        };
        let ask = move || {
            // SAFETY: the resolver has not fired, so the request is there. That it cannot be taken back is no mistake.
            unsafe { uv_cancel(request) };
        };
        let (resolver, done) = Done::forwarding(ask);
        // SAFETY: `on_done` takes the word back, once; libuv calls it once, or we do where it says that it will not.
        unsafe {
            uv_req_set_data(request, resolver.into_raw::<Done>());
            let code = begin(request, uv_buf_t { base, len: BUFFER }, on_done);
            assert_eq!(code, 0, "libuv takes every request that names a callback");
        }
        done
    }

    pub fn result(&self) -> c_int {
        // SAFETY: libuv has done with it. A result is a code, a file or a length of at most `BUFFER`.
        unsafe { uv_fs_get_result(self.0) as c_int }
    }

    /// What was read.
    pub fn bytes(&self) -> Vec<u8> {
        let length = usize::try_from(self.result()).unwrap_or(0);
        // SAFETY: the buffer is behind the request, and libuv has written as much into it.
        unsafe {
            let buffer = self.0.byte_add(uv_req_size(UV_FS)).cast::<u8>();
            std::slice::from_raw_parts(buffer, length).to_vec()
        }
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        // SAFETY: libuv has done with it, and this is the only one who has it.
        unsafe {
            uv_fs_req_cleanup(self.0);
            free(self.0.cast());
        }
    }
}

unsafe extern "C" fn on_done(request: *mut uv_fs_t) {
    // SAFETY: `begin` gave this word to the request, for the same type, and libuv calls once.
    let resolver = unsafe { Resolver::from_raw::<Done>(uv_req_get_data(request)) };
    let request = Request(request);
    match request.result() {
        UV_ECANCELED => resolver.fail(Cancelled),
        code if code < 0 => resolver.fail(Code(code)),
        _ => resolver.succeed(request),
    }
}
