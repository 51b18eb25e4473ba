//! What is used of libuv 1, and of the C library, as their headers declare it.

#![allow(non_camel_case_types, reason = "the library's names")]

use std::ffi::{c_char, c_int, c_uint, c_void};

pub enum uv_loop_t {}
pub enum uv_fs_t {}
pub enum uv_handle_t {}

/// `struct uv_buf_t` of uv/unix.h.
#[repr(C)]
pub struct uv_buf_t {
    pub base: *mut c_void,
    pub len: usize,
}

pub type uv_fs_cb = unsafe extern "C" fn(*mut uv_fs_t);
pub type uv_close_cb = unsafe extern "C" fn(*mut uv_handle_t);
pub type uv_timer_cb = unsafe extern "C" fn(*mut uv_handle_t);
pub type uv_walk_cb = unsafe extern "C" fn(*mut uv_handle_t, *mut c_void);
pub type uv_fs_event_cb = unsafe extern "C" fn(*mut uv_handle_t, *const c_char, c_int, c_int);

/// Of `uv_req_type`.
pub const UV_FS: c_int = 6;
/// Of `uv_handle_type`.
pub const UV_FS_EVENT: c_int = 3;
pub const UV_TIMER: c_int = 13;
/// Of `uv_run_mode`.
pub const UV_RUN_DEFAULT: c_int = 0;

// Codes are the system's, negated; these are Linux's.
pub const UV_ENOENT: c_int = -2;
pub const UV_EISDIR: c_int = -21;
pub const UV_ECANCELED: c_int = -125;

#[link(name = "uv")]
unsafe extern "C" {
    pub fn uv_loop_size() -> usize;
    pub fn uv_loop_init(uv: *mut uv_loop_t) -> c_int;
    pub fn uv_loop_close(uv: *mut uv_loop_t) -> c_int;
    pub fn uv_run(uv: *mut uv_loop_t, mode: c_int) -> c_int;
    pub fn uv_now(uv: *const uv_loop_t) -> u64;
    pub fn uv_update_time(uv: *mut uv_loop_t);
    pub fn uv_walk(uv: *mut uv_loop_t, call: uv_walk_cb, arg: *mut c_void);

    pub fn uv_req_size(of: c_int) -> usize;
    pub fn uv_req_set_data(request: *mut uv_fs_t, data: *mut c_void);
    pub fn uv_req_get_data(request: *const uv_fs_t) -> *mut c_void;
    pub fn uv_cancel(request: *mut uv_fs_t) -> c_int;

    #[rustfmt::skip]
    pub fn uv_fs_open(
        uv: *mut uv_loop_t,
        request: *mut uv_fs_t,
        path: *const c_char,
        flags: c_int,
        mode: c_int,
        done: uv_fs_cb,
    ) -> c_int;
    #[rustfmt::skip]
    pub fn uv_fs_read(
        uv: *mut uv_loop_t,
        request: *mut uv_fs_t,
        file: c_int,
        into: *const uv_buf_t,
        buffers: c_uint,
        at: i64,
        done: uv_fs_cb,
    ) -> c_int;
    pub fn uv_fs_close(uv: *mut uv_loop_t, request: *mut uv_fs_t, file: c_int, done: uv_fs_cb) -> c_int;
    pub fn uv_fs_get_result(request: *const uv_fs_t) -> isize;
    pub fn uv_fs_req_cleanup(request: *mut uv_fs_t);

    pub fn uv_handle_size(of: c_int) -> usize;
    pub fn uv_handle_set_data(handle: *mut uv_handle_t, data: *mut c_void);
    pub fn uv_handle_get_data(handle: *const uv_handle_t) -> *mut c_void;
    pub fn uv_is_closing(handle: *const uv_handle_t) -> c_int;
    pub fn uv_close(handle: *mut uv_handle_t, closed: uv_close_cb);

    pub fn uv_timer_init(uv: *mut uv_loop_t, timer: *mut uv_handle_t) -> c_int;
    pub fn uv_timer_start(timer: *mut uv_handle_t, call: uv_timer_cb, after: u64, again: u64) -> c_int;
    pub fn uv_fs_event_init(uv: *mut uv_loop_t, watch: *mut uv_handle_t) -> c_int;
    #[rustfmt::skip]
    pub fn uv_fs_event_start(
        watch: *mut uv_handle_t,
        call: uv_fs_event_cb,
        path: *const c_char,
        flags: c_uint,
    ) -> c_int;
}

unsafe extern "C" {
    pub fn malloc(size: usize) -> *mut c_void;
    pub fn free(memory: *mut c_void);
}
