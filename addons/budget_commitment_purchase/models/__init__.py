from . import budget_commitment
from . import purchase_request
from . import purchase_request_line
from . import purchase_order
from . import purchase_order_line
from . import purchase_order_print
from . import account_move
