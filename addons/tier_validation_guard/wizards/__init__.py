from . import tier_powers
from . import tier_review_decision
from . import comment_wizard
