import re

from odoo import fields, models


class StoreStockCardXlsx(models.AbstractModel):
    _name = 'report.store_requisition.stock_card_xlsx'
    _description = "Stock Card as a Spreadsheet"
    _inherit = ['report.report_xlsx.abstract']

    def generate_xlsx_report(self, workbook, data, objs):
        """Write one sheet for each article; quantities are numbers, balances are formulas."""
        formats = {
            'bold': workbook.add_format({'bold': True}),
            'head': workbook.add_format({'bold': True, 'bottom': 1, 'text_wrap': True}),
            'date': workbook.add_format({'num_format': 'dd/mm/yyyy hh:mm'}),
            'quantity': workbook.add_format({'num_format': '#,##0.##'}),
            'money': workbook.add_format({'num_format': '#,##0.00'})}
        is_rtl = self.env['res.lang']._get_data(code=self.env.lang or 'en_US').direction == 'rtl'
        used = set()
        for wizard in objs:
            for product, card in wizard._get_cards():
                sheet = workbook.add_worksheet(self._get_sheet_name(product, used))
                if is_rtl:
                    sheet.right_to_left()
                self._write_card(sheet, wizard, product, card, formats)

    def _get_sheet_name(self, product, used):
        base = re.sub(r"[\[\]:*?/\\']", ' ', product.name or '').strip()[:24] or str(product.id)
        name = base if base.lower() not in used else f'{base} {product.id}'
        used.add(name.lower())
        return name

    def _write_card(self, sheet, wizard, product, card, formats):
        env = self.env
        sheet.write(0, 0, f'{env._("Stock Card")} — {product.display_name} — {wizard.store_id.display_name}', formats['bold'])
        sheet.write(1, 0, f'{wizard.date_start} → {wizard.date_end} ({product.uom_id.name})')
        sheet.write_row(3, 0, [
            env._("Date"), env._("Paper"), env._("Service or Partner"), env._("Entry"), env._("Exit"), env._("Balance"),
            env._("Value of the Balance")], formats['head'])
        sheet.write(4, 1, env._("Opening balance"), formats['bold'])
        sheet.write_number(4, 5, card.opening, formats['quantity'])
        sheet.write_number(4, 6, card.opening_value, formats['money'])
        for number, row in enumerate(card.rows, 5):
            self._write_row(sheet, number, row, formats)
        sheet.set_column(0, 1, 18)
        sheet.set_column(2, 2, 28)
        sheet.set_column(3, 6, 13)
        sheet.freeze_panes(4, 0)

    def _write_row(self, sheet, number, row, formats):
        movement = row.movement
        moment = fields.Datetime.context_timestamp(self, movement.moment).replace(tzinfo=None)
        sheet.write_datetime(number, 0, moment, formats['date'])
        sheet.write_string(number, 1, movement.reference)
        sheet.write_string(number, 2, movement.party)
        sheet.write_number(number, 3 if movement.quantity > 0 else 4, abs(movement.quantity), formats['quantity'])
        sheet.write_formula(number, 5, f'=F{number}+D{number + 1}-E{number + 1}', formats['quantity'], row.balance)
        sheet.write_number(number, 6, row.balance_value, formats['money'])
