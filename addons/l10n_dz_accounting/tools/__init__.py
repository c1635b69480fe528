from . import statements, stamp_duty, tax_grid
