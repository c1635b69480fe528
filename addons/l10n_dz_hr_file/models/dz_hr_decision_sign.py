from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

SIGNER = 'hr.group_hr_manager'


class DzHrDecision(models.Model):
    _inherit = 'dz.hr.decision'

    def action_sign(self):
        """Sign decisions: they get their number and their final text, and take effect on their day.

        :raises AccessError: for anyone but a manager of human resources, and for the person concerned
        :raises UserError: for a decision that is not a draft, or not complete
        :raises ValidationError: for one that is not approved
        """
        self.check_access('write')
        if not self.env.user.has_group(SIGNER):
            raise AccessError(self.env._("Only a manager of human resources signs decisions."))
        for decision in self:
            if decision.sudo().employee_id.user_id == self.env.user:  # own file, whatever the user may read of it
                raise AccessError(self.env._("Nobody signs a decision about himself."))
            if decision.state != 'draft':
                raise UserError(self.env._("Only a draft is signed."))
            decision._check_complete()
            decision._sign()

    def action_give_up(self):
        """Give up drafts; a signed decision is undone by another one.

        :raises UserError: for a signed decision
        """
        self.check_access('write')
        if any(decision.state != 'draft' for decision in self):
            raise UserError(self.env._("A signed decision does not change: sign another one that undoes it."))
        self._write_engine({'state': 'cancel'})

    def action_prepare_undo(self):
        """Open a new decision that undoes this one.

        :raises UserError: for a decision that is not signed, or where no kind of decision undoes
        """
        self.ensure_one()
        self.check_access('read')
        kind = self.env['dz.hr.decision.kind'].search([('effect', '=', 'undo')], limit=1)
        if self.state not in ('signed', 'applied') or self.effect == 'undo' or not kind:
            raise UserError(self.env._("There is nothing to undo."))
        return {
            'type': 'ir.actions.act_window', 'res_model': self._name, 'view_mode': 'form', 'views': [(False, 'form')],
            'context': {'default_kind_id': kind.id, 'default_employee_id': self.employee_id.id,
                        'default_company_id': self.company_id.id, 'default_undoes_id': self.id,
                        'default_date_effect': self.date_effect},
        }

    def _sign(self):
        today = today_in_algeria()
        number = self.env['dz.hr.counter'].sudo()._next(self.company_id, 'decision', today.year)  # drawn by signing alone
        before = self.sudo().employee_id._get_version(self.date_effect)
        self._write_engine({
            'name': f'{number:04}/{today.year}', 'year': today.year, 'date': today, 'signed_by_id': self.env.uid,
            'old_job_id': before.job_id.id, 'old_department_id': before.department_id.id,
            'old_grade_id': before.dz_grade_id.id, 'old_step': before.dz_step,
            **({'wage': self._get_new_wage()} if self._get_new_wage() else {}),
        })
        self._write_engine(self._fill_texts())
        self._write_engine({'state': 'signed', 'content_hash': self._get_content_hash()})
        self._record('signed')
        self.sudo()._issue_verifiable()  # checked by the button
        if self.effect == 'undo' or self.date_effect <= today:
            self._take_effect()

    def _record(self, event):
        """Put into the journal what happened to decisions."""
        self.env['dz.hr.decision.event'].sudo().create([{  # nobody writes the journal himself
            'event': event, 'decision_id': decision.id, 'employee_id': decision.employee_id.id, 'number': decision.name,
            'effect': decision.effect, 'date_effect': decision.date_effect, 'content_hash': decision.content_hash,
            'company_id': decision.company_id.id, 'undoes_id': decision.undoes_id.id,
        } for decision in self])

    def _take_effect(self):
        """Do what decisions say, once each."""
        for decision in self.sudo().filtered(lambda decision: decision.state == 'signed'):  # signed by who may
            trace = decision._apply_effect()
            decision._write_engine({'state': 'applied', 'applied_on': fields.Datetime.now(), 'trace': trace})
            decision._record('applied')

    def _cron_take_effect(self):
        """Apply signed decisions whose day has come, one after the other, each in a transaction of its own."""
        domain = [('state', '=', 'signed'), ('date_effect', '<=', today_in_algeria())]
        failed = self.browse()
        while True:
            decision = self.search([*domain, ('id', 'not in', failed.ids)], order='date_effect, id', limit=1)
            if not decision:
                break
            if not decision.try_lock_for_update():
                failed += decision
                continue
            failed += decision._take_effect_or_tell()
            remaining = self.search_count([*domain, ('id', 'not in', failed.ids)])
            if not self.env['ir.cron']._commit_progress(1, remaining=remaining):
                break

    def _take_effect_or_tell(self):
        """Apply a decision; what is not possible is told to who signed it, and returned."""
        try:
            with self.env.cr.savepoint():
                self._take_effect()
        except UserError as error:
            if not self.activity_ids:
                self.sudo().activity_schedule(
                    'mail.mail_activity_data_warning', user_id=self.signed_by_id.id, note=str(error),
                    summary=self.env._("The decision could not take effect"))
            return self
        return self.browse()
