from . import verifiable_test_pass
