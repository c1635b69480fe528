from . import asset_annex_xlsx
