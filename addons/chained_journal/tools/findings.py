"""Kinds of faults, the same for the database's verification and for the one of an exported file."""

EDITED = 'edited'
DELETED = 'deleted'
INSERTED = 'inserted'
REORDERED = 'reordered'
CUT = 'cut'
HEAD = 'head'
SEAL = 'seal'
UNPROTECTED = 'unprotected'
MISSING = 'missing'


def finding(model, key, sequence, kind, **details):
    """One fault: the first broken link of a chain, what was done to it, and details for the sentence."""
    return {'model': model, 'chain_key': key, 'sequence': sequence, 'kind': kind, 'details': details}


def first_by_chain(findings):
    """Keep, for each chain, the fault with the lowest sequence; those of no chain are all kept."""
    first, loose = {}, []
    for item in findings:
        chain = (item['model'], item['chain_key'])
        if item['chain_key'] is None:
            loose.append(item)
        elif chain not in first or item['sequence'] < first[chain]['sequence']:
            first[chain] = item
    return loose + [first[chain] for chain in sorted(first)]


def tell_self_broken(sequence, payload, hash_ok, has_own_place):
    """Kind and details of a link that is not what it says.

    :param payload: the parsed payload, or None when unreadable
    :param has_own_place: whether another link of the chain says to stand at ``sequence``
    """
    place = payload.get('seq') if isinstance(payload, dict) else None
    if not hash_ok or not isinstance(place, int) or place == sequence:
        return EDITED, sequence
    if place == sequence - 1:
        # what follows was shifted by one to make room
        return INSERTED, sequence - 1
    if has_own_place:
        return REORDERED, sequence
    return DELETED, sequence


def tell_unlinked(sequence, before_sequence):
    """Kind and sequence of the fault, where a link that is right in itself does not follow the one before."""
    if sequence <= before_sequence:
        return INSERTED, sequence
    if sequence > before_sequence + 1:
        return DELETED, before_sequence + 1
    # this link was made after another text than the one that now stands before it
    return EDITED, max(sequence - 1, 1)
