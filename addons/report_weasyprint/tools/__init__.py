"""Plain Python behind the reports."""
import logging

# WeasyPrint tells each step, each style it does not know and each font table; refusals are logged by this addon.
for _name in ('weasyprint', 'fontTools'):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
