from . import chamber_card_revoke
from . import chamber_entry_change
from . import chamber_entry_on_date
from . import chamber_request_refuse
from . import chamber_nin_reveal
from . import chamber_nomenclature_import
from . import chamber_nomenclature_import_line
