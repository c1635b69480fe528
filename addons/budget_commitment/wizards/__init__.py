from . import budget_situation_print
