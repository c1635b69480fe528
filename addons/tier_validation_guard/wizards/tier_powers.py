from datetime import datetime, time

import pytz

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

GROUPS = ('tier_validation_guard.tier_validation_guard_group_reader', 'base.group_erp_manager')


class TierPowers(models.TransientModel):
    """Asks for the company and the day of the matrix of powers."""
    _name = 'tier.powers'
    _description = "Matrix of Powers"

    company_id = fields.Many2one('res.company', required=True, default=lambda self: self.env.company, ondelete='cascade')
    date = fields.Date("On", required=True, default=fields.Date.context_today)

    def _check_reader(self):
        """Refuse who neither reads the matrix of powers nor manages users, and companies that are not his.

        :raise AccessError: see above
        """
        self.check_access('read')
        user = self.env.user
        if not any(user.has_group(group) for group in GROUPS) or self.company_id not in user.company_ids:
            raise AccessError(self.env._(
                "You have no right to the matrix of powers: it is shown to its readers, for their companies only."))

    def _get_definitions(self):
        """[(kind of document, its steps in the order in which they decide)], by name of the kind."""
        self.ensure_one()
        self._check_reader()
        definitions = self.env['tier.definition'].with_company(self.company_id).search(
            Domain('company_id', 'in', [False, self.company_id.id]), order='sequence desc, id')
        by_kind = definitions.filtered(lambda step: step.model in self.env).grouped('power_kind')
        return sorted(by_kind.items())

    def _get_mandates(self):
        """Mandates in force at the end of the day, between people of the company."""
        self.ensure_one()
        self._check_reader()
        zone = pytz.timezone(self.env.user.tz or 'UTC')
        end = zone.localize(datetime.combine(self.date, time.max)).astimezone(pytz.utc).replace(tzinfo=None)
        # the matrix shows every mandate of the company, whoever gave it; who reads it was checked
        return self.env['tier.delegation'].sudo().search(
            Domain('date_start', '<=', self.date) & Domain('date_end', '>=', self.date)
            & (Domain('revoked_on', '=', False) | Domain('revoked_on', '>', end))
            & Domain('create_date', '<=', end)
            & Domain('delegator_id.company_ids', 'in', self.company_id.id), order='delegator_id, date_start')

    def _is_later(self, definition):
        """Whether a step was made or changed after the day: the page then marks it."""
        self.ensure_one()
        return fields.Datetime.context_timestamp(self, definition.write_date).date() > self.date

    def _is_rtl(self):
        return self.env['res.lang']._get_data(code=self.env.lang or 'en_US').direction == 'rtl'

    def action_print(self):
        """Print the matrix in the reader's language.

        :raise AccessError: the user is no reader of the matrix
        """
        self._check_reader()
        # who may was checked; only administrators read the list of reports
        return self.env.ref('tier_validation_guard.tier_powers_report').sudo().report_action(self, config=False)

    def action_show(self):
        """Show the matrix on the screen.

        :raise AccessError: the user is no reader of the matrix
        """
        self._check_reader()
        action = self.env['ir.actions.act_window']._for_xml_id('tier_validation_guard.tier_definition_action_powers')
        return {**action, 'domain': [('company_id', 'in', [False, self.company_id.id])]}
