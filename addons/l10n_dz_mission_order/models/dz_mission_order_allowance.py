import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from ..tools import allowance
from ..tools.allowance import MissingRateError, decimal

ZONE = 'Africa/Algiers'


class DzMissionOrder(models.Model):
    """Days and allowances by the scale in force on each of them."""
    _inherit = 'dz.mission.order'

    is_extra = fields.Boolean(
        "Supplement Abroad", help="The supplement of the scale abroad applies, in the cases that the text defines.")
    amount_estimate = fields.Monetary("Estimate", readonly=True, copy=False, help="Allowances of the mission as asked for.")
    amount_allowance = fields.Monetary("Allowances", compute='_compute_amounts', store=True)
    amount_expense = fields.Monetary("Expenses Accepted", compute='_compute_amounts', store=True)
    amount_total = fields.Monetary("Total", compute='_compute_amounts', store=True)
    amount_advance = fields.Monetary("Advance Paid", compute='_compute_amounts', store=True)
    amount_balance = fields.Monetary(
        "Balance", compute='_compute_amounts', store=True, help="Positive: to be paid. Negative: to be given back.")
    allowance_note = fields.Char("Note on Allowances", compute='_compute_allowance_note')

    @api.depends('day_ids.amount', 'expense_ids.amount_accepted', 'advance_state', 'advance_granted')
    def _compute_amounts(self):
        for order in self:
            order.amount_allowance = sum(order.day_ids.mapped('amount'))
            order.amount_expense = sum(order.expense_ids.mapped('amount_accepted'))
            order.amount_total = order.amount_allowance + order.amount_expense
            order.amount_advance = order.advance_granted if order.advance_state == 'paid' else 0
            order.amount_balance = float(allowance.balance(
                decimal(order.amount_allowance), decimal(order.amount_expense), decimal(order.amount_advance)))

    @api.depends('date_from', 'date_to', 'group_id', 'distance_km', 'is_abroad', 'day_ids.amount')
    def _compute_allowance_note(self):
        for order in self:
            try:
                order.allowance_note = order._get_threshold_note() if order.date_from and order.date_to else False
                if order.date_from and order.date_to and order.state in ('draft', 'ordered', 'progress'):
                    order._price_days(order._get_days())
            except UserError as error:
                order.allowance_note = str(error)

    def _get_zone(self):
        return pytz.timezone(self.employee_id.sudo().tz or self.company_id.resource_calendar_id.tz or ZONE)  # hidden from others

    def _localize(self, moment):
        """A moment in the traveller's own time, without zone."""
        self.ensure_one()
        return pytz.utc.localize(moment).astimezone(self._get_zone()).replace(tzinfo=None)

    def _get_local_days(self):
        """First and last day of the absence in the traveller's own time."""
        return self._localize(self.date_from).date(), self._localize(self.date_to).date()

    def _get_rule(self):
        """The rules of the day of departure.

        :raises UserError: there are none
        """
        return self.env['dz.mission.rule']._of_day(self.company_id, self._get_local_days()[0])

    def _get_threshold_note(self):
        """Why the mission gives no allowance, or False."""
        rule = self._get_rule()
        start, end = self._localize(self.date_from), self._localize(self.date_to)
        if self.is_abroad or allowance.is_long_enough(start, end, self.distance_km, rule.hours_min, rule.distance_min):
            return False
        return self.env._("No allowance under %(distance)g km or %(hours)g hours.",
                          distance=rule.distance_min, hours=rule.hours_min)

    def _get_days(self):
        """The days of the absence, by the rules in force at departure."""
        return allowance.days_away(
            self._localize(self.date_from), self._localize(self.date_to), self._get_rule()._get_hours())

    def _get_rates(self, days):
        """The rates that may apply, the strongest last."""
        # zones name places, nothing personal
        zones = self.env['dz.mission.zone'].sudo().search([('company_id', 'in', [False, *self.company_id.sudo().parent_ids.ids])])
        return self.env['dz.mission.rate']._between(
            self.company_id, self.group_id, zones._get_of(self.country_id, self.state_id), days[0].date, days[-1].date)

    def _price_days(self, days):
        """[(day, parts, {kind: rate})] with what the host gives taken off.

        :raises UserError: no group of grades, or no rate in force on a day
        """
        self.ensure_one()
        if not days or self._get_threshold_note():
            return [(day, [], {}) for day in days]
        if not self.group_id:
            raise UserError(self.env._("Name the group of grades of the traveller: his allowances follow from it."))
        rates, given = self._get_rates(days), {day.date: day._get_provided() for day in self.day_ids}
        return [self._price_day(day, given.get(day.date, frozenset()), rates._on(day.date)) for day in days]

    def _price_day(self, day, given, rates):
        amounts = {kind: decimal(rate._get_amount(self)) for kind, rate in rates.items()}
        rule = self._get_rule()
        try:
            if self.is_abroad:
                parts = allowance.abroad(
                    day, given, amounts, rule.abroad_hours_min, decimal(rule.abroad_meal_percent),
                    decimal(rule.abroad_night_percent), self.is_extra)
            else:
                parts = allowance.inside(day, given, amounts)
        except MissingRateError as error:
            labels = dict(self.env['dz.mission.rate']._fields['kind']._description_selection(self.env))
            raise UserError(self.env._(
                "No rate “%(kind)s” of the group “%(group)s” is in force on %(day)s: add it to the scales, with its source.",
                kind=labels[error.kind], group=self.group_id.name, day=format_date(self.env, error.day))) from error
        return day, parts, rates

    def _recount_days(self, strict=False):
        """Let the days and their amounts follow the dates; ``strict`` tells what is missing instead of leaving 0.

        :raises UserError: only if strict: no rules or no rate on a day
        """
        for order in self.filtered(lambda order: order.date_from and order.date_to and order.date_to > order.date_from):
            try:
                days = order._get_days()
                priced = order._price_days(days)
            except UserError:
                if strict:
                    raise
                days = allowance.days_away(order._localize(order.date_from), order._localize(order.date_to), allowance.Hours())
                priced = [(day, [], {}) for day in days]
            order._keep_days(priced)

    def _keep_days(self, priced):
        # amounts are the engine's; travellers write only what the host gave
        order = self.sudo()
        known = {day.date: day for day in order.day_ids}
        commands = [Command.delete(day.id) for date, day in known.items() if date not in {row[0].date for row in priced}]
        for day, parts, rates in priced:
            values = {
                'lunch': day.lunch, 'dinner': day.dinner, 'night': day.night, 'hours': day.hours,
                'amount': float(sum(part.amount for part in parts)),
                'detail': [{'kind': part.kind, 'quantity': part.quantity, 'unit': float(part.unit),
                            'percent': float(part.percent), 'rate': rates[part.kind].id} for part in parts]}
            commands.append(Command.update(known[day.date].id, values) if day.date in known
                            else Command.create({'date': day.date, **values}))
        order._write_step({'day_ids': commands})
        if order.state == 'draft':
            order._write_step({'amount_estimate': sum(order.day_ids.mapped('amount'))})
