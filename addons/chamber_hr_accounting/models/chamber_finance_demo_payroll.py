from dateutil.relativedelta import relativedelta

from odoo import api, models

# by employee's key (chamber, number in the table): (amount, months, month of the twelve)
ADVANCES = {('16', 9): (40000, 4, 6), ('CN', 11): (60000, 6, 4)}
# what posts of responsibility and everybody get; fictitious amounts
FOR_HEADS, FOR_ALL_BY_DAY, TRANSPORT_BY_DAY, FOR_A_CHILD, ZONE = 8000, 250, 100, 300, {'05': 10}

# days after the first of the next month on which the bank transfers wages, and pays over what was kept from them
NET, OVER = 1, 18
# article of the budget by account of the payroll
ARTICLES = {'631': '11', '638': '11', '635': '12', '637': '12'}


class ChamberFinanceDemo(models.AbstractModel):
    """Twelve months of wages of forty employees."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_payroll(self):
        """Articles, allowances, advances, then each month: computed by the officer, confirmed and paid by the chief."""
        self._name_wage_articles()
        employees = {
            code: self.env['hr.employee'].search([('company_id', '=', self._get_chamber(code).id)], order='id')
            for code in ('CN', '16', '05')}
        for code in employees:
            self._give_allowances(code, employees[code])
        self._grant_advances(employees)
        for month in self._get_months():
            for code in employees:
                self._pay_month(code, month)
            self._count_rows()

    @api.model
    def _name_wage_articles(self):
        """The finance manager says which articles bear wages and contributions, in all chambers."""
        self._as('finance.national', 'CN')['dz.payroll.budget.article'].create([{
            'prefix': prefix, 'article_id': self._get_article(code).id, 'date_from': self._get_opening_day(),
            'company_id': False} for prefix, code in ARTICLES.items()])

    @api.model
    def _give_allowances(self, code, employees):
        env = self._as('chief.hr.national', code)
        start = self._get_opening_day()
        rules = {name: env.ref(f'l10n_dz_payroll.rule_{name}').id
                 for name in ('meal', 'transport', 'responsibility', 'family', 'zone')}
        structure = env['hr.payroll.structure'].search(
            [('is_dz', '=', True), ('company_id', '=', self._get_chamber(code).id)], limit=1)
        given = [{'structure_id': structure.id, 'rule_id': rules['meal'], 'value': FOR_ALL_BY_DAY},
                 {'structure_id': structure.id, 'rule_id': rules['transport'], 'value': TRANSPORT_BY_DAY}]
        if code in ZONE:
            given.append({'structure_id': structure.id, 'rule_id': rules['zone'], 'value': ZONE[code]})
        heads = self.env['hr.department'].search([('company_id', '=', self._get_chamber(code).id)]).manager_id
        given += [{'employee_id': head.id, 'rule_id': rules['responsibility'], 'value': FOR_HEADS} for head in heads]
        given += [{'employee_id': employee.id, 'rule_id': rules['family'], 'value': FOR_A_CHILD * employee.children}
                  for employee in employees if employee.children]
        env['dz.payroll.allowance'].create([{**values, 'date_from': start} for values in given])

    @api.model
    def _grant_advances(self, employees):
        for (code, number), (amount, months, position) in ADVANCES.items():
            env, first = self._as('chief.hr.national', code), self._get_months()[position]
            loan = env['dz.payroll.loan'].create({
                'employee_id': employees[code][number].id, 'company_id': self._get_chamber(code).id, 'amount': amount,
                'installments': months, 'date': first - relativedelta(days=10), 'first_month': first,
                'name': "تسبيق على الأجر (بيانات خيالية)"})
            loan.action_grant()
            self._post_entries(code, [self._prepare_entry(code, 'bank', loan.date, loan.name, [
                ('425', amount), (self._get_bank(code), -amount)])])

    @api.model
    def _pay_month(self, code, month):
        """One batch of a chamber; what the bank transfers is booked in the first days of the next month."""
        officer, chief = self._as('hr.national', code), self._as('chief.hr.national', code)
        run = officer['hr.payslip.run'].create({
            'name': f"أجور شهر {self._name_month(month)}", 'date_start': month,
            'date_end': month + relativedelta(months=1, days=-1), 'is_dz': True,
            'company_id': self._get_chamber(code).id})
        run.action_dz_fill()
        run.with_context(queue_job__no_delay=True).action_dz_start()
        run = run.with_env(chief)
        run.action_dz_confirm()
        run.action_dz_mark_paid()
        if (paid_over := self._get_pay_day(month, OVER)) <= self._get_today():
            run.action_dz_mark_contributions_paid()
            # the button notes today: the year of the demonstration has been told since
            run.sudo().dz_contributions_paid_date = paid_over
        self._pay_out(code, run.sudo().dz_move_id, month)  # the accountant reads the entry, the chief of personnel does not

    @api.model
    def _get_pay_day(self, month, days):
        """A day of the month that follows."""
        return month + relativedelta(months=1, days=days)

    @api.model
    def _pay_out(self, code, move, month):
        """The bank pays the wages, then the funds and the State what was kept back."""
        owed = {}
        for line in move.line_ids.filtered(lambda line: line.account_id.code[:3] in ('421', '431', '422', '442')):
            owed[line.account_id] = owed.get(line.account_id, 0.0) - line.balance
        wages = {account: amount for account, amount in owed.items() if account.code[:3] == '421'}
        rest = {account: amount for account, amount in owed.items() if account not in wages}
        values = []
        for label, amounts, days in (("تحويل أجور", wages, NET), ("دفع الاشتراكات والاقتطاعات", rest, OVER)):
            day = self._get_pay_day(month, days)
            if day <= self._get_today():
                values.append(self._prepare_entry(
                    code, 'bank', day, f"{label} {self._name_month(month)}",
                    [*amounts.items(), (self._get_bank(code), -sum(amounts.values()))]))
        self._post_entries(code, values)
