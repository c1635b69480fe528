from odoo import api, models

_ALGERIAN = {
    'date_format': '%d/%m/%Y',
    'time_format': '%H:%M:%S',
    'week_start': '7',
    'grouping': '[3,0]',
    'decimal_point': ',',
    'thousands_sep': '\N{NO-BREAK SPACE}',
}


class ResLang(models.Model):
    _inherit = 'res.lang'

    @api.model
    def _apply_algerian_formats(self, codes=('ar_001', 'fr_FR')):
        """Write the formats used in Algeria on the languages ``codes``, active or not."""
        langs = self.with_context(active_test=False).search([('code', 'in', codes)])
        langs.write(_ALGERIAN)
        return langs
