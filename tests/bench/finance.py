"""What the money side can carry; each part is measured in a file of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _finance_assets  # noqa: E402  (beside this file)
import _finance_inbox  # noqa: E402
import _finance_payroll  # noqa: E402
import _finance_statements  # noqa: E402

PARTS = [_finance_statements, _finance_payroll, _finance_inbox, _finance_assets]
MEASUREMENTS = [measurement for part in PARTS for measurement in part.MEASUREMENTS]
