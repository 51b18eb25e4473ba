//! The receiver's side across threads: attaching a continuation, and forwarding the result to another pair.

use super::cancel;
use super::canceller::Unused;
use super::node::{Node, get, put, set_downstream};
use super::run::{Continuation, deliver_all, run, wait};
use super::state::{Phase, Upstream};
use super::{MaybeReady, Parked, Receiver, Sender, Unfired};
use crate::flavour::Payload;

impl<O: Payload> Receiver<O> {
    /// Attaches `step`, which takes the result; if that is ready in the meantime, the step runs at once.
    ///
    /// # Safety
    ///
    /// The types of `captured` and `U` are `Send`; `step` captures nothing.
    #[inline]
    pub(crate) unsafe fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        let shared = self.shared();
        if shared.begin_attaching() {
            // SAFETY: the node was empty, and its buffer is ours until `end_attaching` publishes the stage. The
            // node gives what it takes, an `O`, so the stage fits its sender.
            unsafe { put(self.node, (captured, step)) };
            shared.set_vtable(Continuation::<O, U, C, K, G>::VTABLE);
            shared.end_attaching();
            return Receiver::of(self.into_node());
        }
        if shared.phase().step() != Phase::READY {
            // SAFETY: `captured` and `U` are `Send`, as this function's contract says and as `attach_behind` asks.
            return unsafe { self.attach_behind(captured, step) };
        }
        let node = self.into_node();
        // SAFETY: the right to the value of the ready node is ours, and nobody else has one. The node is claimed
        // again, and gives a `U` to the receiver from now on.
        unsafe {
            let input = get::<O>(node);
            node.as_ref().run_again();
            let receiver = Receiver::of(node);
            deliver_all(run::<O, U, C, K, G>(node, (captured, step), input));
            receiver
        }
    }

    /// [`attach`](Self::attach) for a stage of another chain, which handles on this node must not reach.
    ///
    /// # Safety
    ///
    /// As for [`attach`](Self::attach).
    #[inline]
    pub(crate) unsafe fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        // SAFETY: `captured` and `U` are `Send`, as this function's contract says and as both callees ask.
        unsafe {
            if self.shared().has_handles() {
                self.attach_behind(captured, step)
            } else {
                self.attach(captured, step)
            }
        }
    }

    /// Attaches `step` in a node of its own.
    ///
    /// # Safety
    ///
    /// As for [`attach`](Self::attach).
    unsafe fn attach_behind<U: Payload, C, K, G>(self, captured: C, step: K) -> Receiver<U>
    where
        C: 'static,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U>>,
    {
        let node = self.into_node();
        let behind = Node::chained::<O, U, C, K, G>((captured, step), Upstream::Node(node));
        let receiver = Receiver::of(behind);
        // SAFETY: the right to the value is ours.
        unsafe {
            set_downstream(node, behind);
            deliver_all(wait(node, behind));
        }
        receiver
    }

    /// A receiver whose `value` is delivered when the stack is free again.
    #[cold]
    pub(crate) fn later(value: O) -> Self {
        let node = Node::queued::<O>();
        let receiver = Receiver::of(node);
        Parked::Deliver(Unfired(Node::carrier(value, node))).park();
        receiver
    }

    /// Forwards the result to `to`, without a link in between. A cancel of `to` goes on to this node.
    pub(crate) fn connect(self, to: Sender<O>) {
        let receiver = match self.take() {
            Ok(value) => return to.fire(value),
            Err(receiver) => receiver,
        };
        // SAFETY: the receiver keeps the memory of one, the sender that of the other.
        if unsafe { cancel::waits_for(receiver.node, to.node) } {
            // The node would wait for itself, so its result will never come.
            return drop(to);
        }
        if receiver.is_abandoned() {
            return to.abandon_silently();
        }
        let upstream = to.shared().lock();
        if to.is_cancelled() {
            to.shared().unlock(upstream);
            receiver.handle().cancel();
            let pass_on = |to: Sender<O>, late| {
                to.fire(late);
                MaybeReady::Ready(())
            };
            // SAFETY: the step captures the sender of an `O`, which is `Send` where this receiver is.
            return drop(unsafe { receiver.attach(to, pass_on) });
        }
        // SAFETY: just locked.
        unsafe { receiver.link(to, upstream) }
    }

    /// # Safety
    ///
    /// `to` is locked, and was not cancelled; `upstream` is what the lock took out of it.
    pub(super) unsafe fn link(self, to: Sender<O>, upstream: Upstream) {
        // SAFETY: the right to the value of one node and the right to fire the other are ours. A cancel claims `to`
        // under its lock only, and finds there from now on the node to go on to; so the canceller is ours.
        unsafe {
            let (node, to) = (self.into_node(), to.into_node());
            set_downstream(node, to);
            to.as_ref().unlock(Upstream::Node(node));
            let _unused = Unused::of(upstream);
            deliver_all(wait(node, to));
        }
    }
}
