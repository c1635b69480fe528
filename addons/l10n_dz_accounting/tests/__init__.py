from . import (
    test_chart,
    test_entries,
    test_ledgers,
    test_paper,
    test_screen,
    test_stamp_duty,
    test_statement_properties,
    test_statements,
    test_tools,
    test_vat_return,
)
