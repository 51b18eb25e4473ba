//! A lock that is held for a few instructions: the system's, or one that spins where there is no system.

#[cfg(feature = "std")]
mod system;

#[cfg(any(test, not(feature = "std")))]
mod spin;

#[cfg(not(feature = "std"))]
pub use spin::Lock;
#[cfg(feature = "std")]
pub use system::Lock;
