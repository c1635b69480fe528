from . import test_document
from . import tier_definition
