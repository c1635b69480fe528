from . import financial_report_xlsx
