from . import test_branch, test_charge, test_parallel
