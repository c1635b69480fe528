from . import cipher, server_secret
