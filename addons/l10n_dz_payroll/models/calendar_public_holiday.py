from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.holiday_list import public_holidays


class CalendarPublicHoliday(models.Model):
    _inherit = 'calendar.public.holiday'

    def action_dz_fill(self):
        """Write the public holidays of Algeria for each year; days set by hand, and holidays of one's own, stay.

        :raises UserError: for a list of another country
        """
        self.check_access('write')
        algeria = self.env.ref('base.dz')
        if any(holidays.country_id != algeria for holidays in self):
            raise UserError(self.env._("Set the country to Algeria first."))
        before = self._dz_days()
        for holidays in self._dz_following_later():
            holidays._dz_fill()
        self.line_ids._check_date_state()
        # told once for all days, not day by day
        self._dz_follow_changes(before)

    def _dz_fill(self):
        by_key = {line.dz_key: line for line in self.line_ids if line.dz_key}
        wanted = public_holidays(self.year)
        stale = [line for key, line in by_key.items()
                 if key not in {holiday.key for holiday in wanted} and not line.dz_is_edited]
        self.env['calendar.public.holiday.line'].browse([line.id for line in stale]).unlink()
        for holiday in wanted:
            if holiday.key not in by_key and holiday.day not in self.line_ids.mapped('date'):
                self._dz_add(holiday)
        self._dz_move([
            (by_key[holiday.key], holiday.day) for holiday in wanted
            if holiday.key in by_key and not by_key[holiday.key].dz_is_edited and by_key[holiday.key].date != holiday.day])

    def _dz_move(self, moves):
        """Set days anew, [(line, day)], each once its day is free: the days of a feast follow each other."""
        while moves:
            waiting = []
            for line, day in moves:
                if day in (self.line_ids - line).mapped('date'):
                    waiting.append((line, day))
                else:
                    line.write({'date': day, 'dz_is_edited': False})
            if len(waiting) == len(moves):
                return
            moves = waiting

    def _dz_add(self, holiday):
        names = dict(holiday.names)
        self.line_ids = [Command.create({
            'name': names[self._dz_language()], 'date': holiday.day, 'variable_date': holiday.lunar, 'dz_key': holiday.key})]

    def _dz_language(self):
        """Language that the list is written in: the company's, as names of public holidays are not translated."""
        language = (self.env.company.partner_id.lang or self.env.lang or 'ar')[:2]
        return {'fr': 'fr_FR', 'en': 'en_US'}.get(language, 'ar_001')


class CalendarPublicHolidayLine(models.Model):
    _inherit = 'calendar.public.holiday.line'

    dz_key = fields.Char(string="Holiday", readonly=True, copy=False)
    dz_is_edited = fields.Boolean(
        string="Set by Hand", copy=False, help="Proclaimed or changed by hand: writing the list again leaves it.")

    _dz_key_once = models.UniqueIndex(
        "(public_holiday_id, dz_key) WHERE dz_key IS NOT NULL", "This holiday is already in the list.")

    def write(self, vals):
        if vals.keys() & {'date', 'name', 'state_ids'} and 'dz_is_edited' not in vals:
            vals = {**vals, 'dz_is_edited': True}
        return super().write(vals)
