from . import test_access
from . import test_latin_arabic
from . import test_res_city
from . import test_res_country_state
from . import test_res_lang
from . import test_territory_data
from . import test_territory_map
from . import test_timezone
