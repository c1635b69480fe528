from odoo import fields, models


class ChamberTrainingCertificateBatchLine(models.Model):
    _name = 'chamber.training.certificate.batch.line'
    _description = "Training Certificate Asked For"
    _inherit = ['chamber.batch.line.mixin']
    _rec_name = 'enrolment_id'

    _batch_job_fields = frozenset({'certificate_id', 'reason', 'enrolment_id'})

    batch_id = fields.Many2one('chamber.training.certificate.batch', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='batch_id.company_id', store=True, precompute=True, index=True)
    enrolment_id = fields.Many2one('chamber.training.enrolment', required=True, readonly=True, index=True, ondelete='restrict')
    partner_id = fields.Many2one(related='enrolment_id.partner_id', store=True, precompute=True)
    certificate_id = fields.Many2one(
        'chamber.training.certificate', readonly=True, index='btree_not_null', ondelete='restrict')
    reason = fields.Text(string="Why Not", readonly=True)

    _enrolment_once = models.Constraint('UNIQUE (batch_id, enrolment_id)', "This participant is already in the batch.")
    _waiting_idx = models.Index("(batch_id, id) WHERE state = 'waiting'")

    def _get_job_refusal(self):
        return self.env._("Certificates are marked as made by the job only.")
