from . import budget_situation_xlsx
