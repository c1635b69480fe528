from . import test_chained_entry, test_chained_versioned
