from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.payroll.models.base_browsable import BrowsableObject

KEPT = ('dz_method', 'dz_side', 'dz_debit_code', 'dz_credit_code')


class HrPayslip(models.Model):
    _inherit = 'hr.payslip'

    def compute_sheet(self):
        """Compute payslips; the Algerian ones all at once.

        :raises UserError: for an Algerian payslip that is confirmed or cancelled, and whatever the sheet refuses
        """
        own = self.filtered('is_dz')
        if own:
            own.check_access('write')
            if any(slip.state not in ('draft', 'verify') for slip in own):
                raise UserError(self.env._("A confirmed payslip is corrected by a new one, not changed."))
            own.sudo()._dz_compute()  # rights and state checked above; lines are written by the engine only
        others = self - own
        return super(HrPayslip, others).compute_sheet() if others else True

    def _dz_compute(self):
        """Write the lines of Algerian payslips anew: one insertion for all of them."""
        sheets = self._dz_sheets()
        self.line_ids.unlink()
        values = []
        for slip in self:
            values += [{**line, 'slip_id': slip.id} for line in slip._dz_lines(sheets[slip.id])]
        self.env['hr.payslip.line'].with_context(tracking_disable=True).create(values)
        today = fields.Date.context_today(self)
        for slip in self.with_context(tracking_disable=True):  # the batch keeps the history
            sheet = sheets[slip.id]
            slip.write({
                'number': slip.number or slip._dz_next_number(),
                'state': 'verify', 'compute_date': today,
                'dz_paid_days': float(sheet.share * 30), 'dz_work_days': float(sheet.work_days),
            })

    def _dz_next_number(self):
        sequence = self.env.ref('l10n_dz_payroll.ir_sequence_payslip')
        return sequence.next_by_id(sequence_date=self.date_to)

    def get_lines_dict(self):
        """Lines of payslips by rule and contract; for an Algerian payslip, as the engine computes it now."""
        own = self.filtered('is_dz').sudo()  # reads what the batch reads; access to the payslips was checked by reading them
        sheets = own._dz_sheets()
        lines = {
            f'{line["code"]}-{line["contract_id"]}': line for slip in own for line in slip._dz_lines(sheets[slip.id])}
        others = self - own
        return {**lines, **super(HrPayslip, others).get_lines_dict()} if others else lines

    def _dz_lines(self, sheet):
        """Values of the lines of one payslip, by the rules of its structure and the engine's own steps.

        :param sheet: see _dz_sheets; rules written in Python read it as ``dz``, such as ``dz.rates['snmg']``
        """
        self.ensure_one()
        contract = self.contract_id
        localdict = dict(
            self._get_baselocaldict(contract), employee=contract.employee_id, contract=contract, payslip=self, dz=sheet)
        localdict['current_contract'] = BrowsableObject(
            self.employee_id.id, self.get_current_contract_dict(contract, contract), self.env)
        lines, left_out = {}, self.env['hr.salary.rule']
        for rule in self.struct_id.get_structure_with_parents().get_all_rules():
            localdict = rule._reset_localdict_values(localdict)
            if rule not in left_out and rule._satisfy_condition(localdict):
                localdict, lines = self._compute_payslip_line(rule, localdict, lines)
            else:
                left_out += rule._recursive_search_of_rules()
        self.localdict_hook(localdict)
        return [line for line in lines.values() if self._dz_is_shown(line)]

    def _get_lines_dict(self, rule, localdict, lines_dict, key, values, previous_amount):
        localdict, lines_dict = super()._get_lines_dict(rule, localdict, lines_dict, key, values, previous_amount)
        if self.is_dz:
            # a payslip keeps what its rules said on the day
            lines_dict[key].update({name: rule[name] for name in KEPT})
        return localdict, lines_dict

    def _dz_is_shown(self, line):
        """A line without amount is left out, but for the ones that say so: wage of the post, taxable, net."""
        return bool(round(line['total'], 2)) or line['dz_side'] == 'info'
