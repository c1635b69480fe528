from odoo import api, fields, models

from ..tools.taken import read_taken


class ChamberTrainingTeaching(models.Model):
    _name = 'chamber.training.teaching'
    _description = "Trainer of a Half-Day"
    _order = 'date_begin, half_day_id, id'
    _rec_name = 'trainer_id'
    _check_company_auto = True

    half_day_id = fields.Many2one('chamber.training.half.day', required=True, index=True, ondelete='cascade')
    session_id = fields.Many2one(related='half_day_id.session_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='half_day_id.company_id', store=True, precompute=True, index=True)
    trainer_id = fields.Many2one('chamber.training.trainer', required=True, index=True, ondelete='restrict', check_company=True)
    date_begin = fields.Datetime(related='half_day_id.date_begin', store=True, precompute=True)
    date_end = fields.Datetime(related='half_day_id.date_end', store=True, precompute=True)
    is_booked = fields.Boolean(related='half_day_id.is_booked', store=True, precompute=True)
    module_id = fields.Many2one(related='half_day_id.module_id')
    room_id = fields.Many2one(related='half_day_id.room_id')

    _trainer_once = models.Constraint(
        "EXCLUDE USING gist (int4range(trainer_id, trainer_id, '[]') WITH =, tsrange(date_begin, date_end) WITH &&)"
        " WHERE (is_booked)", lambda env, diag: env['chamber.training.teaching']._get_trainer_taken_message(diag))

    @api.depends('trainer_id.name', 'session_id.name')
    def _compute_display_name(self):
        for teaching in self:
            teaching.display_name = ' — '.join(filter(None, [teaching.trainer_id.name, teaching.session_id.name]))

    @api.model_create_multi
    def create(self, vals_list):
        teaching = super().create(vals_list)
        teaching.half_day_id._check_changeable()
        return teaching

    def write(self, vals):
        self.half_day_id._check_changeable()
        result = super().write(vals)
        self.half_day_id._check_changeable()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_over(self):
        self.half_day_id._check_changeable()

    @api.model
    def _get_trainer_taken_message(self, diagnostics):
        """Say which trainer teaches elsewhere, in which session and when, after the database refused it."""
        taken = read_taken(diagnostics)
        # sudo: the sentence names the session in the way, which may be one of another chamber
        teaching = taken and self.sudo().search([
            ('trainer_id', '=', taken.resource), ('date_begin', '=', taken.begin), ('date_end', '=', taken.end),
            ('is_booked', '=', True)], limit=1)
        if not teaching:
            return self.env._("This trainer already teaches at that time.")
        return self.env._(
            "%(trainer)s already teaches on %(when)s: %(session)s.", trainer=teaching.trainer_id.name,
            when=teaching.half_day_id._get_when(), session=teaching.session_id.display_name)
