from . import test_killed
from . import test_parallel
