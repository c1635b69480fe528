from . import chamber_training_certificate_revoke
from . import chamber_training_attendance_correct
from . import chamber_training_session_cancel
from . import chamber_training_need_register
from . import chamber_training_need_plan
from . import chamber_training_enrol
from . import chamber_training_enrolment_end
