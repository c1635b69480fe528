"""What tells a step of a mission from a write by hand.

A context variable of the Python thread, never a key of Odoo's context, which any client can send.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_running: ContextVar[bool] = ContextVar('l10n_dz_mission_order.running', default=False)


@contextmanager
def step() -> Iterator[None]:
    """Let the server's own code write what only a step of a mission may change."""
    token = _running.set(True)
    try:
        yield
    finally:
        _running.reset(token)


def is_running() -> bool:
    """Whether a step is under way."""
    return _running.get()
