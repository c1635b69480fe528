"""The secret of this server, from which the key that protects the private parts is derived."""
import logging
import os
import secrets
from pathlib import Path

from odoo.tools import config

_logger = logging.getLogger(__name__)

ENVIRONMENT_NAME = 'SIGNING_KEY_SECRET'
OPTION_NAME = 'signing_key_secret'
FILE_NAME = 'signing_key.secret'
MINIMUM_LENGTH = 32


def read_server_secret():
    """Return the secret as text: environment, then configuration, then a file of the data directory.

    The file is made on first use, readable by the server's account only.
    """
    return os.environ.get(ENVIRONMENT_NAME) or config.get(OPTION_NAME) or _read_or_make(_secret_path())


def _secret_path():
    return Path(config['data_dir']) / FILE_NAME


def _read_or_make(path):
    if not path.exists():
        _make(path)
    return path.read_text('ascii').strip()


def _make(path):
    """Write a new secret beside and link it into place: of two processes, one wins and both read its secret."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f'{path.name}.{os.getpid()}.{secrets.token_hex(4)}')
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, 'w', encoding='ascii') as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
        _logger.info("A signing secret was made in %s; keep a copy of it apart from the database.", path)
    except FileExistsError:
        _logger.debug("Another process made the signing secret first.")
    finally:
        beside.unlink()
