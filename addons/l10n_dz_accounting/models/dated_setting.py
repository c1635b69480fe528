from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class DatedSetting(models.AbstractModel):
    _name = 'l10n_dz.dated.setting'
    _description = "Setting That Applies from a Date"
    _order = 'date_start desc'

    date_start = fields.Date(required=True, default=fields.Date.context_today)
    date_end = fields.Date(help="Last day of this edition. Empty: until the next one.")
    source = fields.Char(required=True, translate=True)
    confidence = fields.Selection(
        [('high', "High"), ('medium', "Medium"), ('low', "Low")], default='medium', required=True)
    active = fields.Boolean(default=True)

    @api.model
    def _get_on(self, date, domain=()):
        """Return the edition in force on a day: the latest that has begun.

        :raises UserError: where none applies on that day
        """
        edition = self.search([('date_start', '<=', date), *domain], order='date_start desc', limit=1)
        if not edition or (edition.date_end and edition.date_end < date):
            raise UserError(self.env._(
                "No value of “%(setting)s” is set for %(date)s.",
                setting=self.env['ir.model']._get(self._name).display_name, date=format_date(self.env, date)))
        return edition
