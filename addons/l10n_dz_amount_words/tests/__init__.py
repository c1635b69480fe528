from . import test_amount_words
from . import test_currency_sign
