from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberBatchLineMixin(models.AbstractModel):
    """One paper of a batch: has ``batch_id``, and says in ``_get_job_refusal`` by what it is marked as made."""
    _name = 'chamber.batch.line.mixin'
    _description = "Paper Asked For"
    _order = 'id'

    # what the job writes, beside the state
    _batch_job_fields = frozenset()

    state = fields.Selection(
        [('waiting', "Waiting"), ('issued', "Issued"), ('done', "Printed"), ('failed', "Not possible")],
        string="Status", default='waiting',
        required=True, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any({'state', *self._batch_job_fields} & values.keys() for values in vals_list):
            raise UserError(self._get_job_refusal())
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
            if {'state', 'batch_id', *self._batch_job_fields} & vals.keys():
                raise UserError(self._get_job_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if any(batch.state != 'draft' for batch in self.batch_id):
            raise UserError(self.env._("A batch that has been started can no longer be changed."))

    def _get_job_refusal(self):
        """The sentence for who marks a paper as made by hand."""
        raise NotImplementedError(self._name)
