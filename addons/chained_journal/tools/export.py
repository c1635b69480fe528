"""Lines of an exported journal, as `verify_export.py` reads them."""
import json

from .verify_export import FORMAT


def export_lines(env, models):
    """Yield the text lines of an export of these journals: keys, seals and heads first, then every link."""
    yield _line('header', format=FORMAT, version=1, models=models)
    for key in env['signing.key']._public_keys('journal-seal'):
        yield _line('key', kid=key['kid'], public_key=key['public_key'], state=key['state'])
    for seal in env['chained.journal.seal'].search([], order='chain_sequence'):
        yield _line('seal', statement=seal.statement, signature=seal.signature, kid=seal.kid)
    for head in env['chained.journal.head'].search([('model', 'in', models)]):
        yield _line('head', model=head.model, key=head.chain_key, sequence=head.sequence, hash=head.hash)
    count = 0
    for model in models:
        for key, sequence, previous, own_hash, payload in env[model]._read_links():
            count += 1
            yield _line('link', model=model, key=key, seq=sequence, previous=previous, hash=own_hash, payload=payload)
    yield _line('end', links=count)


def _line(kind, **content):
    return json.dumps({'type': kind, **content}, ensure_ascii=False) + '\n'
