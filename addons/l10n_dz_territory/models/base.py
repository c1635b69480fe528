from datetime import date

from babel.dates import get_month_names

from odoo import api, models

EASTERN, ALGERIAN = (get_month_names('wide', locale=locale) for locale in ('ar_001', 'ar_DZ'))
MONTHS = {EASTERN[month]: ALGERIAN[month] for month in EASTERN}


class Base(models.AbstractModel):
    _inherit = 'base'

    @api.model
    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        """As in Odoo; groups by date bear the Algerian names of the months, as the web client shows them elsewhere."""
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        return algerian(formatter) if self.env.lang == 'ar_001' else formatter


def algerian(formatter):
    """Return a formatter of groups whose labels of dates name the months as Algeria does."""
    def algerian_formatter(value):
        formatted, domain = formatter(value)
        if isinstance(value, date) and isinstance(formatted, tuple):
            raw, label = formatted
            formatted = (raw, ' '.join(MONTHS.get(word, word) for word in label.split(' ')))
        return formatted, domain
    return algerian_formatter
