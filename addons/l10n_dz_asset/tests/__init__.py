from . import test_asset
from . import test_moves
from . import test_papers
from . import test_plan
from . import test_purchase
from . import test_run
from . import test_screens
