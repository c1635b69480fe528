"""What training can carry; each part is measured in a file of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _training_enrolments  # noqa: E402  (beside this file)
import _training_papers  # noqa: E402

PARTS = [_training_enrolments, _training_papers]
MEASUREMENTS = [measurement for part in PARTS for measurement in part.MEASUREMENTS]
