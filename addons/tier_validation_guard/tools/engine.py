"""The engine's token: what tells a decision that passed all checks from a write that came by another way.

It is a context variable of the Python thread, never a key of the Odoo context: the context travels with
each RPC call, and whatever a key there opens, a client can open by sending it. Nothing outside the server's
Python can set this variable, and it is closed again as soon as the operation ends.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_operation: ContextVar[str | None] = ContextVar('tier_validation_guard.operation', default=None)
_comment: ContextVar[str | None] = ContextVar('tier_validation_guard.comment', default=None)
_batch: ContextVar[dict | None] = ContextVar('tier_validation_guard.batch', default=None)
_unlocked: ContextVar[bool] = ContextVar('tier_validation_guard.unlocked', default=False)

# what each operation may write on a review
FIELDS = {
    'request': {'status', 'pending_since'},
    'promote': {'status', 'pending_since'},
    'decide': {'status', 'pending_since', 'done_by', 'reviewed_date', 'comment', 'behalf_id'},
    'close': {'status'},
    'supersede': {'status', 'superseded', 'superseded_res_id', 'superseded_on', 'superseded_by_id', 'res_id'},
    'forward': {'forwarded_to_id'},
    'escalate': {'escalated_on'},
}


@contextmanager
def running(operation: str) -> Iterator[None]:
    """Open the reviews for one operation of :data:`FIELDS`."""
    token = _operation.set(operation)
    try:
        yield
    finally:
        _operation.reset(token)


@contextmanager
def remark(comment: str | None) -> Iterator[None]:
    """Carry the reason of a decision to the reviews that it closes."""
    token = _comment.set(comment or None)
    try:
        yield
    finally:
        _comment.reset(token)


@contextmanager
def unlocked() -> Iterator[None]:
    """Let the server's own code write a document that is under approval."""
    token = _unlocked.set(True)
    try:
        yield
    finally:
        _unlocked.reset(token)


@contextmanager
def batch(**known) -> Iterator[None]:
    """Share what was read for many reviews at once with the methods that look at one."""
    token = _batch.set(known)
    try:
        yield
    finally:
        _batch.reset(token)


def known(name: str):
    """What :func:`batch` shares under ``name``, or None."""
    return (_batch.get() or {}).get(name)


def operation() -> str | None:
    """The operation under way, or None outside the engine."""
    return _operation.get()


def comment() -> str | None:
    """The reason given with the decision under way."""
    return _comment.get()


def is_unlocked() -> bool:
    """Whether the server's own code has opened documents under approval."""
    return _unlocked.get()
