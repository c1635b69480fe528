"""The key of the register's own engine.

Numbers, states, entries, cards and acts are changed by methods of these models only, never by a plain
``write`` of a client. Those methods work with a context that holds this object. Its identity cannot be sent
over RPC, so no client can pretend to be the engine.
"""

_KEY = object()


def as_engine(records, **step):
    """Return the records allowed to change what only the register's engine may change.

    ``step`` adds context keys that count together with the key only.
    """
    return records.with_context(chamber_registry_engine=_KEY, **step)


def is_engine(records):
    """Tell whether the caller of these records is the register's engine."""
    return records.env.context.get('chamber_registry_engine') is _KEY

