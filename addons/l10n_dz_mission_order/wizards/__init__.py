from . import dz_mission_payment
