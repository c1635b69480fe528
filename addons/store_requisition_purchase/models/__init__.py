from . import purchase_order_line, purchase_request_line, store_item
