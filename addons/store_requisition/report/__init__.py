from . import store_stock_card_xlsx
