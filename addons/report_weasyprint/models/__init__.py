from . import ir_actions_report
from . import ir_actions_report_batch
from . import ir_actions_report_resource
from . import res_company
