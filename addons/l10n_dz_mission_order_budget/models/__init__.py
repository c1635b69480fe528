from . import dz_mission_rule
from . import dz_mission_order
from . import dz_mission_order_steps
