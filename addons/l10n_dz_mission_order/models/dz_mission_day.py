from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import engine

GIVEN = ('lunch', 'dinner', 'night')


class DzMissionDay(models.Model):
    _name = 'dz.mission.day'
    _description = "Day of a Mission"
    _inherit = ['dz.mission.order.part']
    _order = 'order_id, date'
    _rec_name = 'date'
    _order_field = 'day_ids'

    order_id = fields.Many2one('dz.mission.order', required=True, index=True, ondelete='cascade')
    currency_id = fields.Many2one(related='order_id.currency_id')
    date = fields.Date("Day", required=True, readonly=True)
    hours = fields.Float("Hours Away", readonly=True)
    lunch = fields.Boolean(readonly=True, help="Away during the hours of lunch.")
    dinner = fields.Boolean(readonly=True, help="Away during the hours of dinner.")
    night = fields.Boolean(readonly=True, help="Away during the night that follows.")
    is_lunch_given = fields.Boolean("Lunch Given", help="The host gives the meal: it is not paid.")
    is_dinner_given = fields.Boolean("Dinner Given", help="The host gives the meal: it is not paid.")
    is_night_given = fields.Boolean("Lodging Given", help="The host gives the lodging: the night is not paid.")
    detail = fields.Json(readonly=True)
    explanation = fields.Char(compute='_compute_explanation')
    amount = fields.Monetary(readonly=True)

    _date_once = models.UniqueIndex('(order_id, date)', "A day is counted once.")

    @api.depends('detail')
    @api.depends_context('lang')
    def _compute_explanation(self):
        kinds = dict(self.env['dz.mission.rate']._fields['kind']._description_selection(self.env))
        rates = self.env['dz.mission.rate'].sudo()  # scales are not secret
        for day in self:
            texts = []
            for part in day.detail or []:
                rate = rates.browse(part['rate']).exists()
                texts.append(self.env._(
                    "%(quantity)s × %(kind)s at %(unit)s%(percent)s (%(basis)s)", quantity=part['quantity'],
                    kind=kinds[part['kind']], unit=day.currency_id.format(part['unit']),
                    percent='' if part['percent'] == 100 else f" × {part['percent']:g} %", basis=rate.source or '—'))
            day.explanation = self.env._("; ").join(texts)

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_engine_fields()
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) - {f'is_{name}_given' for name in GIVEN}:
            self._refuse_engine_fields()
        result = super().write(vals)
        if not engine.is_running():
            self.order_id._recount_days()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_recounted(self):
        self._refuse_engine_fields()

    def _refuse_engine_fields(self):
        if not engine.is_running():
            raise UserError(self.env._("The days follow from the dates of the mission; only what the host gave is written."))

    def _get_provided(self):
        """What the host gave on that day, as names of ``tools.allowance``."""
        return frozenset(name for name in GIVEN if self[f'is_{name}_given'])
