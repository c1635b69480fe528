from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, format_list

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class DzHrDecision(models.Model):
    """What is still open between a person who leaves and the employer."""
    _inherit = 'dz.hr.decision'

    leaving_notes = fields.Text(string="Before the Departure", compute='_compute_leaving_notes')

    @api.depends('employee_id', 'effect', 'date_effect', 'state')
    @api.depends_context('lang')
    def _compute_leaving_notes(self):
        for decision in self:
            leaving = decision.effect == 'end' and decision.employee_id and decision.date_effect \
                and decision.state in ('draft', 'signed', 'applied')
            decision.leaving_notes = '\n'.join(decision._get_leaving_notes()) if leaving else False

    def _get_leaving_notes(self):
        """Sentences on what is to be settled with a person who leaves: leave, advances, people, login."""
        self.ensure_one()
        decision = self.sudo()  # the file of the person, told without wages to who prepares or signs the decision
        employee, notes = decision.employee_id, []
        left = round(sum(row['left'] for row in employee._dz_leave_rows(min(self.date_effect, today_in_algeria()))), 2)
        if left > 0:
            notes.append(self.env._(
                "Annual leave left: %(days)s days, to be taken before the last day or paid.", days=f'{left:g}'))
        beyond = self.env['hr.leave'].sudo().search(  # as above
            Domain('employee_id', '=', employee.id) & Domain('state', 'not in', ('refuse', 'cancel'))
            & Domain('request_date_to', '>', self.date_effect))
        if beyond:
            notes.append(self.env._("Leave goes beyond the last day, refuse or shorten it: %(days)s.", days=format_list(
                self.env, [format_date(self.env, leave.request_date_from) for leave in beyond])))
        if any(loan.state == 'granted' and loan.amount_due > 0 for loan in employee.dz_loan_ids):
            notes.append(self.env._("Advances on wages are not given back yet."))
        departments = self.env['hr.department'].sudo().search([('manager_id', '=', employee.id)])  # as above
        if departments:
            notes.append(self.env._("Heads %(departments)s: name somebody else.", departments=format_list(
                self.env, departments.with_env(self.env).sudo().mapped('name'))))
        if employee.user_id.active:
            notes.append(self.env._(
                "The login %(login)s is open: have it closed after the last day.", login=employee.user_id.login))
        return notes

    def _apply_end(self, trace):
        result = super()._apply_end(trace)
        self._remind_of_leaving()
        return result

    def _remind_of_leaving(self):
        """What is left to do goes to who prepared the decision, in his language."""
        user = self.create_uid
        notes = self.with_context(lang=user.lang)._get_leaving_notes()
        if notes and user.active and not user.share:
            self.with_context(lang=user.lang).activity_schedule(
                'mail.mail_activity_data_todo', user_id=user.id, date_deadline=self.date_effect,
                summary=self.with_context(lang=user.lang).env._("Departure: what is left to do"),
                note=Markup('<br/>').join(notes))

    def _revert(self):
        result = super()._revert()
        if self.effect == 'end':
            self.sudo().activity_unlink(['mail.mail_activity_data_todo'])  # whoever has them, nobody leaves
        return result
