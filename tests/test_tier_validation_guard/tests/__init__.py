from . import (
    test_decision,
    test_delegation,
    test_escalation,
    test_forgery,
    test_history,
    test_http,
    test_inbox,
    test_parallel,
    test_translation,
    test_upstream,
)
