from . import (
    test_access,
    test_canonical,
    test_command,
    test_findings,
    test_seal,
    test_verification,
)
