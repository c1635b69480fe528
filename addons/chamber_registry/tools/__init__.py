from . import identifiers
from . import nomenclature_file
from . import text
