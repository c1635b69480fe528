from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache


class ChamberDelay(models.Model):
    _name = 'chamber.delay'
    _description = "Delay"
    _inherit = ['chamber.dated.setting']
    _order = 'code, date_start desc'
    _rec_name = 'code'

    code = fields.Selection([
        ('receipt_validity', "Deposit receipt: validity"),
        ('decision', "Request: time to decide"),
        ('tacit_warning', "Request: warning before tacit acceptance"),
        ('card_validity', "Card: validity"),
        ('certificate_validity', "Certificate: validity"),
    ], required=True)
    duration = fields.Integer(required=True, help="In days, or in years where the delay says so. 0: without end.")
    unit = fields.Selection([('day', "Days"), ('year', "Years")], default='day', required=True)
    legal_text_id = fields.Many2one('chamber.legal.text', ondelete='restrict', index='btree_not_null')
    source = fields.Char(translate=True)
    confidence = fields.Selection([('high', "High"), ('medium', "Medium"), ('low', "Low")], default='medium', required=True)

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A delay cannot end before it starts.")
    _duration_positive = models.Constraint('CHECK (duration >= 0)', "A delay cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int8range(hashtext(code)::bigint, hashtext(code)::bigint, '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two delays of the same kind cannot apply on the same day.")

    @api.model
    def _get(self, code, on_date):
        """Return the delay that applies on a day, or an empty record."""
        return self._get_on(on_date, code=code)

    @api.model
    def _get_end(self, code, start):
        """Return the last day of the delay that starts on ``start``, or False where it has no end.

        :raises UserError: where no delay of this kind is set for that day
        """
        duration, unit = self._get_duration(code, start)
        if not unit:
            label = dict(self._fields['code']._description_selection(self.env))[code]
            raise UserError(self.env._("No delay is set for “%(delay)s” on %(date)s.", delay=label, date=start))
        return fields.Date.add(start, **{f'{unit}s': duration}) if duration else False

    @api.model
    @ormcache('code', 'on_date')
    def _get_duration(self, code, on_date):
        delay = self._get(code, on_date)
        return delay.duration, delay.unit
