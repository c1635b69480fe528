from . import test_bank_account
from . import test_rib
