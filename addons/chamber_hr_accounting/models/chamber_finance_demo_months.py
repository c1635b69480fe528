from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Command

from odoo.addons.l10n_dz_bank.tools import rib

TAX = 'l10n_dz_vat_purchase_19'
# what each chamber has in a month and in a quarter; fictitious amounts
FEES = {'CN': 460000, '16': 655000, '05': 318000}
GRANT = {'CN': 6200000, '16': 2300000, '05': 2000000}
RENT = {'CN': 95000, '16': 42000}
CHARGES = {'CN': 6400, '16': 4700, '05': 3200}
# by how many per cent amounts go up and down from month to month
WAVE = (0, 6, -4, 9, 3, -7, 2, -2, 8, -5, 4, 1)


class ChamberFinanceDemo(models.AbstractModel):
    """What comes back month after month: fees, grants, rent, bills and their payment."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_months(self):
        """Revenue by the bank and the post, bills with their payment orders, returns of value-added tax."""
        self._create_suppliers()
        tenants = {code: self.env['res.partner'].create({'name': f"مستأجر القاعة {number} (شخص خيالي)"})
                   for number, code in enumerate(RENT, start=1)}
        for code in ('CN', '16', '05'):
            self._post_entries(code, [
                values for number, month in enumerate(self._get_months())
                for values in self._prepare_revenue(code, month, number)])
            if code in RENT:
                self._let_hall(code, tenants[code])
            self._enter_bills(code)
        self._declare_tax()

    @api.model
    def _wave(self, amount, number):
        return round(amount * (100 + WAVE[number % len(WAVE)]) / 100, -1)

    @api.model
    def _prepare_revenue(self, code, month, number):
        """Fees received by the post, grants each quarter, charges of the bank."""
        bank, postal, label = self._get_bank(code), self._get_bank(code, 'postal'), self._name_month(month)
        end = month + relativedelta(months=1, days=-1)
        fees = self._wave(FEES[code], number)
        yield self._prepare_entry(
            code, 'postal', end, f"أتاوى القيد المحصلة بالحساب البريدي {label}", [(postal, fees), ('706', -fees)])
        yield self._prepare_entry(
            code, 'bank', end, f"تحويل من الحساب البريدي إلى البنك {label}", [(bank, fees * 0.8), (postal, -fees * 0.8)])
        yield self._prepare_entry(
            code, 'bank', end, f"أعباء بنكية {label}", [('627', self._wave(CHARGES[code], number)), (
                bank, -self._wave(CHARGES[code], number))])
        if month.month % 3 == 1 or month == self._get_months()[0]:
            part = GRANT[code] * (1 if month.month % 3 == 1 else (3 - (month.month - 1) % 3) / 3)
            yield self._prepare_entry(
                code, 'bank', month + relativedelta(days=4), f"إعانة الاستغلال للثلاثي {label}", [(bank, part), ('741', -part)])

    # rent

    @api.model
    def _let_hall(self, code, tenant):
        """An invoice each month; the rent of the last month is still owed."""
        env, company = self._as(self._get_login('accountant', code), code), self._get_chamber(code)
        tax = self.env['account.chart.template'].with_company(company.root_id).ref('l10n_dz_vat_sale_19_other_services')
        invoices = env['account.move'].with_context(tracking_disable=True).create([{
            'move_type': 'out_invoice', 'company_id': company.id, 'journal_id': company._get_chamber_journal('sale').id,
            'partner_id': tenant.id, 'invoice_date': month, 'date': month, 'invoice_date_due': month,
            'invoice_line_ids': [Command.create({
                'name': f"كراء القاعة {self._name_month(month)}", 'price_unit': RENT[code], 'quantity': 1,
                'account_id': self._get_account('708', company).id, 'tax_ids': [Command.set(tax.ids)]})],
        } for month in self._get_months()])
        invoices.action_post()
        for invoice in invoices[:-1]:
            account = invoice.line_ids.account_id.filtered(lambda account: account.account_type == 'asset_receivable')
            receipt = self._post_entries(code, [self._prepare_entry(
                code, 'bank', invoice.date + relativedelta(days=9), f"تحصيل {invoice.name}",
                [(self._get_bank(code), invoice.amount_total), (account, -invoice.amount_total)], tenant)])
            (invoice | receipt).line_ids.filtered(lambda line, account=account: line.account_id == account).reconcile()

    # bills

    @api.model
    def _create_suppliers(self):
        for number, row in enumerate(self._read_table('suppliers')):
            account = f'{99000 + number:010}'
            self.env['res.partner'].create({
                'name': row['name'], 'ref': row['key'], 'is_company': True, 'city': row['city'], 'country_id': self.env.ref(
                    'base.dz').id, 'supplier_rank': 1, 'lang': 'ar_001', 'comment': "مورد خيالي من بيانات العرض",
                'phone': f'0500 00 01 {number:02}', 'vat': f'0999999999990{number:02}',
                'company_registry': f'99/00-99999{number:02} B 99', 'bank_ids': [Command.create({
                    'acc_number': f"00799999{account}{rib.key('99999', account)}", 'allow_out_payment': True})]})

    @api.model
    def _get_supplier(self, key):
        return self.env['res.partner'].search([('ref', '=', key), ('supplier_rank', '>', 0)], limit=1)

    @api.model
    def _enter_bills(self, code):
        """The accountant enters and posts them; the older ones are paid by payment orders, one for each supplier and year."""
        rows = [row for row in self._read_table('bills') if row['chamber'] == code]
        env, company = self._as(self._get_login('accountant', code), code), self._get_chamber(code)
        values = [
            self._prepare_bill(row, company, month, number) for number, month in enumerate(self._get_months()) for row in rows
            if (number + 1) % int(row['every']) == 0]
        bills = env['account.move'].with_context(tracking_disable=True).create(values)
        bills.action_post()
        limit = self._get_months()[-1]
        for (_partner, _year), some in bills.filtered(lambda bill: bill.date < limit).grouped(
                lambda bill: (bill.partner_id, bill.date.year)).items():
            self._pay_bills(code, some)
        self._take_over_statement(code)

    @api.model
    def _prepare_bill(self, row, company, month, number):
        day = month + relativedelta(months=1, days=-6)
        taxes = self.env['account.chart.template'].with_company(company.root_id).ref(TAX) if row['tax'] == '19' else (
            self.env['account.tax'])
        return {
            'move_type': 'in_invoice', 'company_id': company.id, 'journal_id': company._get_chamber_journal('purchase').id,
            'partner_id': self._get_supplier(row['supplier']).id, 'invoice_date': day, 'date': day,
            'ref': f"{row['supplier'].upper()}-{row['chamber']}-{month:%Y%m}", 'invoice_line_ids': [Command.create({
                'name': f"{row['label']} {self._name_month(month)}", 'quantity': 1,
                'price_unit': self._wave(float(row['amount']), number), 'tax_ids': [Command.set(taxes.ids)],
                'account_id': self._get_account(row['account'], company).id,
                'budget_article_id': self._get_article(row['article']).id})],
        }

    @api.model
    def _pay_bills(self, code, bills):
        """Asked for by the budget officer, approved, carried out by the payer."""
        env = self._as(self._get_login('budget', code), code)
        order = env['budget.payment.order']._make_for(bills.with_env(env).sudo())  # the officer reads bills by the order
        order.write({
            'journal_id': self._get_chamber(code)._get_chamber_journal('bank').id, 'memo': "تحويل بنكي",
            'date': self._past(max(bills.mapped('date')) + relativedelta(days=3)),
            'date_payment': self._past(max(bills.mapped('date')) + relativedelta(days=6))})
        order.action_submit()
        self._approve(order, "الخدمة منجزة والاعتماد متوفر")
        order.with_env(self._as(self._get_login('payer', code), code)).action_pay()
        return order

    @api.model
    def _take_over_statement(self, code):
        """What the statements of the bank show as carried out leaves the account of payments under way."""
        company = self._get_chamber(code)
        bank = company._get_chamber_journal('bank')
        transit = bank.outbound_payment_method_line_ids.payment_account_id
        lines = self.env['account.move.line'].search([
            ('account_id', 'in', transit.ids), ('journal_id', '=', bank.id), ('company_id', '=', company.id),
            ('parent_state', '=', 'posted'), ('reconciled', '=', False), ('date', '<', self._get_months()[-1])])
        values = []
        for month, some in lines.grouped(lambda line: line.date.replace(day=1)).items():
            amount = sum(some.mapped('balance'))
            day = month + relativedelta(months=1, days=-1)
            values.append(self._prepare_entry(
                code, 'bank', day, f"كشف البنك {self._name_month(month)}",
                [(some.account_id, -amount), (bank.default_account_id, amount)]))
        moves = self._post_entries(code, values)
        for month, some in lines.grouped(lambda line: line.date.replace(day=1)).items():
            own = moves.filtered(lambda move, month=month: move.date.replace(day=1) == month).line_ids
            (some | own.filtered(lambda line: line.account_id in transit)).sudo().reconcile()

    # tax

    @api.model
    def _declare_tax(self):
        """Returns of the national chamber: that of the month before last is closed, the last one is in preparation."""
        env = self._as('accountant.national', 'CN')
        company = self._get_chamber('CN')
        before, last = self._get_months()[-2:]
        for month in (before, last):
            declared = env['vat.return'].create({'company_id': company.id, 'date_from': month})
            if month == before:
                declared.action_close()
