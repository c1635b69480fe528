from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberRequest(models.Model):
    _inherit = 'chamber.request'

    training_certificate_id = fields.Many2one(
        'chamber.training.certificate', string="Certificate of Qualification", compute='_compute_training_certificate',
        compute_sudo=True)
    training_certificate_number = fields.Char(compute='_compute_training_certificate', compute_sudo=True)
    proposes_training_certificate = fields.Boolean(compute='_compute_training_certificate', compute_sudo=True)

    @api.depends('partner_id', 'qualification_document', 'state')
    def _compute_training_certificate(self):
        """The newest valid certificate of qualification of the applicant, of any chamber."""
        found = {}
        for certificate in self.env['chamber.training.certificate'].search(
                [('partner_id', 'in', self.partner_id.ids), ('kind', '=', 'qualification'), ('is_revoked', '=', False)],
                order='date, id'):
            found[certificate.partner_id] = certificate
        for request in self:
            certificate = found.get(request.partner_id._origin, self.env['chamber.training.certificate'])
            request.training_certificate_id = certificate
            request.training_certificate_number = certificate.number
            request.proposes_training_certificate = bool(certificate) and request.state in ('draft', 'filed', 'study') \
                and request.qualification_document != certificate.number

    @api.onchange('partner_id')
    def _onchange_partner_qualification(self):
        if self.partner_id and not self.qualification_kind:
            self.update(self._prepare_training_qualification())

    def action_use_training_certificate(self):
        """Take the applicant's certificate of qualification as the proof that the request rests on.

        :raises UserError: where he has none
        """
        self.check_access('write')
        for request in self:
            values = request._prepare_training_qualification()
            if not values:
                raise UserError(self.env._(
                    "%(person)s has no valid certificate of qualification.", person=request.partner_id.name))
            request.write(values)

    def _prepare_training_qualification(self):
        # sudo: what the paper says, which its holder shows; the chamber of the request may be another
        certificate = self.sudo().training_certificate_id
        return certificate._get_qualification_values() if certificate else {}
