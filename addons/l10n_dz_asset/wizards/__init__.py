from . import account_asset_compute
from . import dz_asset_annex
from . import dz_asset_run_start
from . import dz_asset_split
