from . import test_budget_document
