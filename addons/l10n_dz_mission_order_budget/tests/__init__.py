from . import test_access
from . import test_commitment
from . import test_parallel
from . import test_views
