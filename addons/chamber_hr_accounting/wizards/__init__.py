from . import chamber_cash_close, chamber_cash_confirm, chamber_cash_hand_over, chamber_fee_receive
