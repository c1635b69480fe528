"""What tells a step of a requisition from a write by hand.

A context variable of the Python thread, never a key of Odoo's context, which any client can send.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_step: ContextVar[bool] = ContextVar('store_requisition.step', default=False)


@contextmanager
def step() -> Iterator[None]:
    """Let the server's own code write what only a step may change."""
    token = _step.set(True)
    try:
        yield
    finally:
        _step.reset(token)


def is_running() -> bool:
    """Whether a step is under way."""
    return _step.get()
