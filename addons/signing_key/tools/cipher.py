"""Ed25519 pairs, and their private parts under AES-256-GCM. No database here."""
import base64
import hashlib
import os

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_SIZE = 12


class WrongSecret(Exception):
    """The sealed bytes were not written with this secret, or were altered."""


def to_base64url(data):
    """Text of the bytes in base64url without padding.

    >>> to_base64url(b'\\xfb\\xff')
    '-_8'
    """
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode('ascii')


def from_base64url(text):
    """Bytes of a base64url text, padded or not.

    >>> from_base64url('-_8')
    b'\\xfb\\xff'
    """
    return base64.urlsafe_b64decode(text.rstrip('=') + '=' * (-len(text.rstrip('=')) % 4))


def new_pair():
    """Return (raw private bytes, raw public bytes), 32 each."""
    private = Ed25519PrivateKey.generate()
    raw = private.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    return raw, private.public_key().public_bytes_raw()


def key_id(public):
    """Short name of a public key: the first 8 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:8]


def load_private(raw):
    """Return a private key able to sign."""
    return Ed25519PrivateKey.from_private_bytes(raw)


def is_signature(public, payload, signature):
    """Whether ``signature`` (bytes) was made over ``payload`` by the pair of ``public`` (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def seal(secret, label, data):
    """Encrypt ``data`` under the secret; ``label`` ties the result to its owner."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(_derive(secret)).encrypt(nonce, data, label.encode())


def unseal(secret, label, sealed):
    """Decrypt what `seal` made. Raise WrongSecret when secret, label or bytes differ."""
    try:
        return AESGCM(_derive(secret)).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], label.encode())
    except InvalidTag as error:
        raise WrongSecret from error


def _derive(secret):
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=b'signing_key', info=b'private part').derive(secret.encode())
