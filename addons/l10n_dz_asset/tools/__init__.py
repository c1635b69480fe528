from . import labels
from . import plan
