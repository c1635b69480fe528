from odoo import api, fields, models
from odoo.fields import Domain


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    checklist_ids = fields.One2many('chamber.training.checklist', 'session_id', copy=False)
    checklist_progress = fields.Float(
        string="Prepared (%)", compute='_compute_checklist_progress', store=True, aggregator='avg')

    @api.depends('checklist_ids.is_done')
    def _compute_checklist_progress(self):
        for session in self:
            lines = session.checklist_ids
            session.checklist_progress = 100 * len(lines.filtered('is_done')) / len(lines) if lines else 0

    def _add_checklist(self):
        """Give sessions the usual checklist of their programme."""
        # sudo: usual checklists are settings that all who prepare a session follow
        templates = self.env['chamber.training.checklist.template'].sudo().search(Domain('active', '=', True))
        pairs = [
            (session, template) for session in self for template in templates
            if template.kind in (False, session.kind)
            and (not template.programme_id or template.programme_id == session.programme_id)
        ]
        lines = self.env['chamber.training.checklist'].create([
            {
                'session_id': session.id, 'name': template.name, 'sequence': template.sequence, 'step': template.step,
                'date_due': self.env['chamber.training.checklist']._get_due_date(session, template),
            }
            for session, template in pairs
        ])
        languages = {code for code, _name in self.env['res.lang'].get_installed()}
        for line, (_session, template) in zip(lines, pairs, strict=True):
            line.update_field_translations('name', {
                lang: text for lang, text in template._fields['name']._get_stored_translations(template).items()
                if lang in languages})

    def _check_off(self, *steps):
        """Note as done the lines of the checklist that these steps fulfil."""
        # sudo: a step of the session ticks its line, also the first attendance of a trainer
        lines = self.sudo().checklist_ids.filtered(lambda line: line.step in steps and not line.is_done)
        lines.write({'is_done': True})
