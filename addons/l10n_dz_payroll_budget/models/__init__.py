from . import dz_payroll_budget_article, hr_payslip_run, hr_payslip_run_charge
