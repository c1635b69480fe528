from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.dz_payroll_rate import BRANCHES
from ..models.hr_payslip_run_transfer import XLSX
from ..tools import sheets, wage


class DzPayrollDeclaration(models.TransientModel):
    _name = 'dz.payroll.declaration'
    _description = "Monthly Declaration to the CNAS"

    company_id = fields.Many2one('res.company', required=True, default=lambda self: self.env.company)
    month = fields.Date(required=True, default=lambda self: self._default_month())

    @api.model
    def _default_month(self):
        return fields.Date.context_today(self).replace(day=1) - relativedelta(months=1)

    def action_print(self):
        """Print the figures of the month: employees and totals by branch.

        :raises UserError: where no payslip of the month is confirmed
        """
        self._get_slips()
        return self.env.ref('l10n_dz_payroll.dz_payroll_declaration_report').report_action(self)

    def action_export(self):
        """Download the employees of the month as XLSX; refusals as for printing."""
        values = self._get_values()
        header = [
            self.env._("Social Insurance Number"), self.env._("Name"), self.env._("Days"), self.env._("Base"),
            self.env._("Employee's Part"), self.env._("Employer's Part"), self.env._("Social Housing"), self.env._("Total")]
        rows = [(
            row['social_number'], row['name'], row['days'], row['base'], row['employee'], row['employer'], row['housing'],
            row['total']) for row in values['rows']]
        rows.append(('', self.env._("Total"), '', *(values['totals'][key] for key in (
            'base', 'employee', 'employer', 'housing', 'total'))))
        is_rtl = self.env['res.lang']._get_data(code=self.env.lang).direction == 'rtl'
        attachment = self.env['ir.attachment'].create({
            'name': f'DAC-{self.month:%Y-%m}.xlsx', 'mimetype': XLSX, 'res_model': self._name, 'res_id': self.id,
            'raw': sheets.to_xlsx(f'DAC {self.month:%Y-%m}', header, rows, is_rtl)})
        return {'type': 'ir.actions.act_url', 'url': f'/web/content/{attachment.id}?download=true', 'target': 'download'}

    def _get_slips(self):
        slips = self.env['hr.payslip'].search([
            ('company_id', '=', self.company_id.id), ('is_dz', '=', True), ('state', '=', 'done'),
            ('date_from', '=', self.month.replace(day=1))])
        if not slips:
            raise UserError(self.env._(
                "No payslip of %(month)s is confirmed for %(company)s.", month=self.month.strftime('%m/%Y'),
                company=self.company_id.name))
        return slips

    def _get_values(self):
        """Rows by employee, totals, and totals by branch and payer; amounts in dinars, floats of two decimals."""
        self.ensure_one()
        declared = self._get_slips()._get_dz_declared()
        rows = []
        for employee, row in sorted(declared.items(), key=lambda item: item[0].name or ''):
            total = row['employee'] + row['employer'] + row['housing']
            rows.append({
                'name': employee.name, 'social_number': employee.ssnid or '',
                **{key: float(wage.centimes(value)) for key, value in {**row, 'total': total}.items()}})
        totals = {
            key: round(sum(row[key] for row in rows), 2) for key in ('base', 'employee', 'employer', 'housing', 'total')}
        return {'rows': rows, 'totals': totals, 'branches': self._get_branches(totals['base'])}

    def _get_branches(self, base):
        """Contributions of the whole base by branch: what the totals are made of, but for the rounding by employee."""
        month = self.month.replace(day=1)
        rates = self.env['dz.payroll.rate']._of_day(self.company_id, month + relativedelta(months=1, days=-1))
        branches = []
        for branch, codes in BRANCHES.items():
            parts = [rates[code] if code else 0 for code in codes]
            amounts = [float(wage.centimes(wage.exact(base) * rate / 100)) for rate in parts]
            branches.append({
                'branch': branch, 'rates': [float(rate) for rate in parts], 'amounts': amounts,
                'total': round(sum(amounts), 2)})
        return branches
