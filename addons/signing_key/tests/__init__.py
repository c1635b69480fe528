from . import test_cipher, test_parallel, test_server_secret, test_signing_key
