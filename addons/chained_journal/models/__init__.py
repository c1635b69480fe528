from . import chained_journal_head
from . import chained_journal_mixin
from . import chained_journal_allocation
from . import chained_journal_check
from . import chained_journal_seal
from . import chained_journal_verification
