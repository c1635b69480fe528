from . import test_dated_value
