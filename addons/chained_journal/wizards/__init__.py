from . import chained_journal_seal_check
