from . import (
    test_chain,
    test_export,
    test_parallel,
    test_refusals,
    test_seals,
    test_tampering,
    test_versions,
)
