from odoo import models
from odoo.exceptions import UserError

from ..tools import sheets

XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'


class HrPayslipRun(models.Model):
    _inherit = 'hr.payslip.run'

    def action_dz_transfers_csv(self):
        """Download the transfers of a confirmed batch as CSV.

        :raises UserError: for a batch that is not confirmed, or for employees without a right account number
        :raises AccessError: for anyone but a payroll manager
        """
        header, rows = self._get_dz_transfers()
        return self._dz_download('csv', 'text/csv', sheets.to_csv(header, rows))

    def action_dz_transfers_xlsx(self):
        """Download the transfers of a confirmed batch as XLSX; refusals as for CSV."""
        header, rows = self._get_dz_transfers()
        is_rtl = self.env['res.lang']._get_data(code=self.env.lang).direction == 'rtl'
        return self._dz_download('xlsx', XLSX, sheets.to_xlsx(self.env._("Transfers"), header, rows, is_rtl))

    def action_dz_print(self):
        """Print the payslips of batches.

        :raises UserError: where nothing is computed yet
        """
        self.check_access('read')
        slips = self.dz_line_ids.payslip_id.filtered(lambda slip: slip.state in ('verify', 'done'))
        if not slips:
            raise UserError(self.env._("There is no payslip to print yet: compute the batch first."))
        return self.env.ref('l10n_dz_payroll.hr_payslip_report').report_action(slips, config=False)

    def action_dz_mark_paid(self):
        """Note that the bank has carried out the transfers: from here on a correction pays the difference only.

        :raises UserError: for a batch that is not confirmed, or already marked
        :raises AccessError: for anyone but a payroll manager
        """
        self.check_access('write')
        self._check_dz_manager()
        self.lock_for_update()
        slips = self.dz_line_ids.payslip_id
        slips.lock_for_update()
        self.invalidate_recordset(['dz_state'])
        slips.invalidate_recordset(['paid', 'state'])
        unpaid = slips.filtered(lambda slip: slip.state == 'done' and not slip.paid)
        if any(run.dz_state != 'confirmed' for run in self) or not unpaid:
            raise UserError(self.env._("Only a confirmed batch that has not been paid is marked as paid."))
        unpaid.sudo().with_context(tracking_disable=True).write({'paid': True})  # rights and state checked above
        for run in self:
            run.message_post(body=run.env._("Transfers carried out."))

    def _get_dz_transfers(self):
        """Header and rows (name, account, bank, amount, label) of what is still to be transferred."""
        self.ensure_one()
        self.check_access('write')
        self._check_dz_manager()
        if self.dz_state != 'confirmed':
            raise UserError(self.env._("Only a confirmed batch is paid."))
        label = self.env._("Wages %(month)s", month=self.date_start.strftime('%m/%Y'))
        rows, wrong = [], []
        slips = self.dz_line_ids.payslip_id.filtered(lambda slip: slip.state == 'done')
        for slip, amount in slips._dz_payable().items():
            if not amount:
                continue
            number = slip.dz_transfer_number or slip.employee_id._dz_transfer_number()
            if not number:
                wrong.append(slip.employee_id.display_name)
                continue
            bank = slip.employee_id.primary_bank_account_id.bank_id.name or ''
            rows.append((slip.employee_id.name, number, bank, amount, label, slip.number))
        if wrong:
            raise UserError(self.env._(
                "No right RIB or RIP is known of: %(names)s. Enter it on their files, then issue the transfers again.",
                names=", ".join(wrong[:20])))
        if not rows:
            raise UserError(self.env._("Nothing is to be paid for %(batch)s.", batch=self.name))
        header = [
            self.env._("Name"), self.env._("Account (RIB or RIP)"), self.env._("Bank"), self.env._("Amount"),
            self.env._("Label"), self.env._("Payslip")]
        rows.append((self.env._("Total"), '', '', round(sum(row[3] for row in rows), 2), '', ''))
        return header, rows

    def _dz_download(self, extension, mimetype, content):
        # from here on the bank may carry out these amounts: see hr.payslip.action_dz_correct
        self.sudo().dz_is_transferred = True
        # kept with the batch for whoever may read it; the user needs no right to attach files there
        attachment = self.env['ir.attachment'].sudo().create({
            'name': f'{self.name.replace("/", "-")}.{extension}', 'res_model': self._name, 'res_id': self.id, 'raw': content,
            'mimetype': mimetype})
        return {'type': 'ir.actions.act_url', 'url': f'/web/content/{attachment.id}?download=true', 'target': 'download'}
