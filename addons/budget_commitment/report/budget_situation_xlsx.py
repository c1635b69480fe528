from odoo import models

COLUMNS = ('opened', 'transferred', 'carried', 'credit', 'committed', 'available', 'liquidated', 'paid', 'to_pay',
           'commitment_rate', 'payment_rate')


class BudgetSituationXlsx(models.AbstractModel):
    _name = 'report.budget_commitment.situation_xlsx'
    _description = "Situation of Credits as a Spreadsheet"
    _inherit = ['report.report_xlsx.abstract']

    def generate_xlsx_report(self, workbook, data, objs):
        """Write one sheet for each situation asked for; figures are numbers, totals are formulas."""
        for wizard in objs:
            self._write_sheet(workbook, wizard.with_context(lang=wizard._get_lang_code()))

    def _write_sheet(self, workbook, wizard):
        sheet = workbook.add_worksheet(wizard.year_id.name[:31])
        if wizard.language == 'ar':
            sheet.right_to_left()
        bold = workbook.add_format({'bold': True})
        head = workbook.add_format({'bold': True, 'text_wrap': True, 'bottom': 1, 'valign': 'top'})
        money, strong = (workbook.add_format({'num_format': '#,##0.00', 'bold': is_bold}) for is_bold in (False, True))
        sheet.write(0, 0, f'{wizard.env._("Situation of Credits")} — {wizard.year_id.display_name} — {wizard.date}', bold)
        sheet.write_row(2, 0, self._get_headings(wizard), head)
        row, chapters = 3, []
        for chapter, articles in wizard._get_rows():
            chapters.append(row)
            self._write_row(sheet, row, chapter.chapter_id, '', chapter, bold, strong)
            for offset, article in enumerate(articles, row + 1):
                self._write_row(sheet, offset, article.article_id, article.analytic_account_id.name or '', article,
                                None, money)
            row += 1 + len(articles)
        self._write_totals(sheet, row, chapters, wizard, bold, strong)
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 2, 32)
        sheet.set_column(3, 2 + len(COLUMNS), 16)
        sheet.freeze_panes(3, 2)

    def _get_headings(self, wizard):
        fields = wizard.env['budget.situation']._fields
        labels = [fields[name]._description_string(wizard.env) for name in COLUMNS]
        first = [wizard.env._("Code"), wizard.env._("Chapter or article"), wizard.env._("Analytic account")]
        return first + labels

    def _write_row(self, sheet, row, article, analytic, situation, text, number):
        sheet.write_string(row, 0, article.code or '', text)
        sheet.write_string(row, 1, article.name or '', text)
        sheet.write_string(row, 2, analytic, text)
        for column, name in enumerate(COLUMNS, 3):
            sheet.write_number(row, column, situation[name], number)

    def _write_totals(self, sheet, row, chapters, wizard, text, number):
        sheet.write(row, 1, wizard.env._("Total"), text)
        for column, value in enumerate(list(wizard._get_totals().values()), 3):
            letter = chr(ord('A') + column)
            cells = '+'.join(f'{letter}{chapter + 1}' for chapter in chapters) or '0'
            sheet.write_formula(row, column, f'={cells}', number, value)
