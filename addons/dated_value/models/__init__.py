from . import dated_period_mixin
from . import dated_value_mixin
from . import dated_source_mixin
