from . import signing_key
