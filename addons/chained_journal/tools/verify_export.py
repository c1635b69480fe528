"""Verify an exported journal without the application: `python3 verify_export.py EXPORT.jsonl [--seal COPY.json]`.

Written apart from the code that makes the journal, with the standard library only, so that an auditor can read it
whole. Signatures are checked when the package `cryptography` is there; otherwise the result says that they were not.

An export has one JSON object a line: a header; the public keys; the seals; the heads; the links, chain by chain in
order; an end with the number of links.
"""
import argparse
import base64
import hashlib
import json
import sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

FORMAT = 'chained-journal-export'


class Verifier:
    """Reads the lines of one export and gathers what is wrong."""

    def __init__(self):
        self.faults = []        # (model, chain, number, kind)
        self.broken = set()     # chains whose first broken link is named already
        self.keys = {}          # kid: (public key, state)
        self.promised = {}      # (model, chain, number): hashes that seals and heads ask for
        self.ends = {}          # (model, chain): (last number, last hash)
        self.models = set()     # journals that the export holds; seals name others too
        self.links = 0
        self.seals = 0
        self.finished = False

    def read(self, lines):  # pylint: disable=method-required-super  # no model: a plain reader of lines
        """Take all lines in; return the faults, first one of each chain."""
        for line in lines:
            item = json.loads(line)
            handler = getattr(self, f"take_{item['type']}", None)
            if handler is None:
                raise ValueError(f"unknown line type {item['type']!r}")
            handler(item)
        self.take_missing()
        return self.faults

    def say(self, model, chain, number, kind):
        if (model, chain) not in self.broken:
            self.broken.add((model, chain))
            self.faults.append((model, chain, number, kind))

    def take_header(self, item):
        if item.get('format') != FORMAT:
            raise ValueError("this file is not an exported journal")
        self.models = set(item['models'])

    def take_key(self, item):
        self.keys[item['kid']] = (item['public_key'], item['state'])

    def take_seal(self, item):
        """A seal inside the export, or a kept copy of one."""
        self.seals += 1
        statement = json.loads(item['statement'])
        public_key, state = self.keys.get(item['kid'], (None, None))
        kept_elsewhere = item.get('public_key')
        genuine = public_key is not None and state != 'revoked' and kept_elsewhere in (None, public_key)
        if not genuine or not signature_is_right(public_key, item['statement'], item['signature']):
            self.faults.append(('seal', str(statement['number']), statement['number'], 'seal'))
        for head in statement['heads']:
            self.promise(head['model'], head['key'], head['sequence'], head['hash'])

    def take_head(self, item):
        self.promise(item['model'], item['key'], item['sequence'], item['hash'])

    def promise(self, model, chain, number, link_hash):
        if model in self.models:
            self.promised.setdefault((model, chain, number), set()).add(link_hash)

    def take_link(self, item):
        self.links += 1
        chain = (item['model'], item['key'])
        number, previous = self.ends.get(chain, (0, '0' * 64))
        fault = link_fault(item, number, previous)
        if fault:
            self.say(*chain, *fault)
        for promised in self.promised.pop((*chain, item['seq']), ()):
            if promised != item['hash']:
                self.say(*chain, item['seq'], 'edited')
        self.ends[chain] = (item['seq'], item['hash'])

    def take_end(self, item):
        self.finished = True
        if item['links'] != self.links:
            self.faults.append(('export', '', item['links'], 'cut'))

    def take_missing(self):
        """What seals and heads name and no line held."""
        if not self.finished:
            self.faults.append(('export', '', self.links + 1, 'cut'))
        for model, chain, number in sorted(self.promised):
            last = self.ends.get((model, chain), (0, ''))[0]
            self.say(model, chain, min(last + 1, number), 'cut' if number > last else 'deleted')


def link_fault(item, before, previous):
    """(number, kind) of what is wrong with a link that follows link ``before`` with hash ``previous``, or None."""
    number = item['seq']
    if number <= before:
        return number, 'inserted'
    if number > before + 1:
        return before + 1, 'deleted'
    text = f"{item['previous']}\n{item['payload']}".encode()
    if hashlib.sha256(text).hexdigest() != item['hash']:
        return number, 'edited'
    try:
        content = json.loads(item['payload'])
        place = (content['model'], content['key'], content['seq'])
    except (ValueError, KeyError, TypeError):
        return number, 'edited'
    if place != (item['model'], item['key'], number):
        return number, 'reordered'
    if item['previous'] != previous:
        return max(number - 1, 1), 'edited'
    return None


def decode(text):
    """Bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def signature_is_right(public_key, statement, signature):
    """Whether the signature is right, or cannot be checked here."""
    if Ed25519PublicKey is None:
        return True
    try:
        Ed25519PublicKey.from_public_bytes(decode(public_key)).verify(decode(signature), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def verify_file(path, seal_paths=()):
    """Verify an exported file, with kept copies of seals; return the Verifier."""
    verifier = Verifier()
    with open(path, encoding='utf-8') as lines:
        verifier.read(with_copies(lines, seal_paths))
    return verifier


def with_copies(lines, seal_paths):
    """The lines, with the copies put in after the keys and before the links."""
    pending = list(seal_paths)
    for line in lines:
        if pending and json.loads(line)['type'] not in ('header', 'key'):
            for path in pending:
                with open(path, encoding='utf-8') as file:
                    yield json.dumps({**json.load(file), 'type': 'seal'})
            pending = []
        yield line


def report(verifier):
    """Lines that say what was found."""
    for model, chain, number, kind in verifier.faults:
        yield f"{model}, chain {chain}, link {number}: {kind}"
    signatures = "signatures checked" if Ed25519PublicKey else "SIGNATURES NOT CHECKED (no package cryptography)"
    yield f"{verifier.links} links, {verifier.seals} seals, {signatures}: {len(verifier.faults)} faults"


def main():
    parser = argparse.ArgumentParser(description="Verify an exported journal.")
    parser.add_argument('export')
    parser.add_argument('--seal', action='append', default=[], help="a kept copy of a seal")
    options = parser.parse_args()
    verifier = verify_file(options.export, options.seal)
    print('\n'.join(report(verifier)))
    return 1 if verifier.faults else 0


if __name__ == '__main__':
    sys.exit(main())
