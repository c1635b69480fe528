from odoo import models

from ..tools import wage

SHOWN = ('gain', 'deduction')


class HrPayslip(models.Model):
    _inherit = 'hr.payslip'

    def _get_dz_print_values(self):
        """What the bilingual payslip shows, texts by language.

        Whoever may read the payslip may print it: the values behind it come from records that employees cannot read.
        """
        self.ensure_one()
        self.check_access('read')
        slip = self.sudo()  # access to the payslip itself was checked above
        employee = slip.employee_id
        lines = slip.line_ids.sorted('sequence')
        by_method = {line.dz_method: line for line in lines if line.dz_method}
        texts = {
            code: slip.with_context(lang=lang) for code, lang in (('ar', slip._dz_lang('ar')), ('fr', slip._dz_lang('fr')))}
        names = {code: {line.id: line.salary_rule_id.name for line in text.line_ids} for code, text in texts.items()}
        shown = [line for line in lines if line.dz_side in SHOWN and line.appears_on_payslip]
        return {
            'employee': employee.name, 'employee_ar': employee.with_context(lang=self._dz_lang('ar')).display_name,
            'social_number': employee.ssnid, 'registration': employee.barcode,
            'job_ar': texts['ar']._dz_job(), 'job_fr': texts['fr']._dz_job(),
            'hired': min(filter(None, employee.version_ids.mapped('contract_date_start')), default=False),
            'account': slip.dz_transfer_number or employee._dz_transfer_number(),
            'employer_number': slip.company_id.dz_employer_number,
            'paid_days': slip.dz_paid_days, 'work_days': slip.dz_work_days, 'overtime': slip.dz_overtime_hours,
            'lines': [{
                'code': line.code, 'name_ar': names['ar'][line.id], 'name_fr': names['fr'][line.id],
                'base': line.dz_base or line.amount, 'rate': line.dz_rate,
                'gain': line.total if line.dz_side == 'gain' else 0.0,
                'deduction': -line.total if line.dz_side == 'deduction' else 0.0,
            } for line in shown],
            'employer': [{
                'name_ar': names['ar'][line.id], 'name_fr': names['fr'][line.id], 'base': line.dz_base, 'rate': line.dz_rate,
                'total': line.total} for line in lines if line.dz_side == 'employer'],
            'gains': sum(line.total for line in shown if line.dz_side == 'gain'),
            'deductions': -sum(line.total for line in shown if line.dz_side == 'deduction'),
            'gross': slip.dz_gross, 'taxable': by_method['taxable'].total if 'taxable' in by_method else 0.0,
            'net': slip.dz_net, 'corrects': slip.dz_corrects_id.number, 'is_draft': slip.state != 'done',
            'cancelled': slip.state == 'cancel',
        }

    def _dz_job(self):
        contract = self.contract_id
        return contract.job_title if contract.is_custom_job_title else contract.job_id.name or contract.job_title

    def _dz_lang(self, code):
        """An installed language of a kind ('ar', 'fr'), or that of the user."""
        installed = [lang for lang, _name in self.env['res.lang'].get_installed() if lang.startswith(code)]
        return installed[0] if installed else self.env.lang

    def _get_dz_declared(self):
        """Base, days and contributions of these payslips by employee, exact, for the monthly declaration.

        :returns: {employee: {'days', 'base', 'employee', 'employer', 'housing'}}
        """
        declared = {}
        for slip in self:
            row = declared.setdefault(slip.employee_id, dict.fromkeys(('days', 'base', 'employee', 'employer', 'housing'), 0))
            row['days'] += wage.exact(slip.dz_paid_days)
            row['base'] += wage.exact(slip.dz_gross)
            for line in slip.line_ids:
                key = {'contribution': 'employee', 'employer': 'employer', 'housing': 'housing'}.get(
                    line.dz_method)
                if key:
                    row[key] += abs(wage.exact(round(line.total, 2)))
        return declared
