from . import territory_name_mixin
from . import res_territory_edition
from . import res_country_state
from . import res_city
from . import res_city_wilaya_period
from . import res_lang
from . import res_users
from . import base
