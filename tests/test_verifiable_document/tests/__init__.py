from . import test_mixin, test_parallel
