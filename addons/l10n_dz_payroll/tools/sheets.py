"""Tables as CSV and XLSX files."""
import csv
import io

import xlsxwriter

# what a spreadsheet would take for a formula
_FORMULA = ('=', '+', '-', '@', '\t', '\r')


def safe_text(value):
    """Text that a spreadsheet shows and does not compute.

    >>> safe_text('=1+1'), safe_text('Amina')
    ("'=1+1", 'Amina')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_csv(header, rows):
    """CSV of Excel's French manner: semicolons, UTF-8 with mark, amounts with two decimals and a comma."""
    output = io.StringIO(newline='')
    writer = csv.writer(output, delimiter=';')
    writer.writerow(header)
    for row in rows:
        writer.writerow([
            f'{value:.2f}'.replace('.', ',') if isinstance(value, float) else safe_text(value) for value in row])
    return output.getvalue().encode('utf-8-sig')


def to_xlsx(title, header, rows, right_to_left=False):
    """One sheet; text stays text, so that account numbers keep their zeros."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {'in_memory': True}) as book:
        sheet = book.add_worksheet(title[:31])
        if right_to_left:
            sheet.right_to_left()
        bold, money = book.add_format({'bold': True, 'bg_color': '#E8EEF2'}), book.add_format({'num_format': '#,##0.00'})
        for column, text in enumerate(header):
            sheet.write_string(0, column, text, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, float):
                    sheet.write_number(number, column, value, money)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, value or '')
        for column, text in enumerate(header):
            width = max([len(text), *(len(str(row[column] or '')) for row in rows[:200])])
            sheet.set_column(column, column, min(width + 3, 40))
        sheet.freeze_panes(1, 0)
    return output.getvalue()
