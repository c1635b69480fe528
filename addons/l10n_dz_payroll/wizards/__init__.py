from . import dz_payroll_declaration
from . import hr_payslip_employees
