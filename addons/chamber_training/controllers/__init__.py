from . import convocation
from . import room
from . import survey
from . import catalogue
from . import ask
from . import portal
