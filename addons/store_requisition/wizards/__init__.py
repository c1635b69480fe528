from . import store_stock_card
from . import store_voucher_return
