"""What tells a step of the budget from a write by hand.

A context variable of the Python thread, never a key of Odoo's context, which any client can send.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_step: ContextVar[str | None] = ContextVar('budget_commitment.step', default=None)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Let the server's own code write what only a step of the budget may change."""
    token = _step.set(name)
    try:
        yield
    finally:
        _step.reset(token)


def current() -> str | None:
    """The step under way, or None."""
    return _step.get()
