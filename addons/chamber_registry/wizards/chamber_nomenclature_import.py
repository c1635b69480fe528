import base64
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..tools import nomenclature_file


class ChamberNomenclatureImport(models.TransientModel):
    _name = 'chamber.nomenclature.import'
    _description = "Import of a Nomenclature"

    LEAST_SIMILARITY = 0.4

    step = fields.Selection([('file', "File"), ('review', "Review")], default='file', required=True, readonly=True)
    file = fields.Binary(attachment=False, help="CSV file in UTF-8 with the columns code, name_ar and name_fr.")
    file_name = fields.Char()
    edition_id = fields.Many2one(
        'chamber.craft.edition', help="Edition to fill; empty: a new one is made.")
    edition_code = fields.Char(string="Code of the edition")
    edition_name = fields.Char(string="Name of the edition")
    legal_text = fields.Char(string="Legal text")
    date_start = fields.Date(string="In force from")
    line_ids = fields.One2many('chamber.nomenclature.import.line', 'import_id', string="Activities")
    line_count = fields.Integer(string="Lines", compute='_compute_counts')
    mapped_count = fields.Integer(string="Provisional activities replaced", compute='_compute_counts')
    errors = fields.Text(compute='_compute_errors')

    @api.depends('edition_name')
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.edition_name or self.env._("Import of a nomenclature")

    @api.depends('line_ids.provisional_id')
    def _compute_counts(self):
        for wizard in self:
            wizard.line_count = len(wizard.line_ids)
            wizard.mapped_count = len(wizard.line_ids.provisional_id)

    @api.depends('line_ids.code', 'line_ids.name_ar', 'line_ids.name_fr', 'line_ids.provisional_id', 'edition_id')
    def _compute_errors(self):
        for wizard in self:
            wizard.errors = '\n'.join(wizard._get_errors())

    @api.onchange('edition_id')
    def _onchange_edition_id(self):
        if self.edition_id:
            self.update({
                'edition_code': self.edition_id.code, 'edition_name': self.edition_id.name,
                'legal_text': self.edition_id.legal_text, 'date_start': self.edition_id.date_start,
            })

    def action_preview(self):
        """Read the file into lines and propose, for each, the provisional activity it replaces."""
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        self.write({
            'step': 'review',
            'line_ids': [Command.clear(), *(Command.create({
                'line_number': row.number, 'code': row.code, 'name_ar': row.name_ar, 'name_fr': row.name_fr,
            }) for row in self._read_file())],
        })
        self.line_ids._propose_provisional(self.LEAST_SIMILARITY)
        return self._get_action()

    def action_back(self):
        """Return to the choice of the file; the lines are forgotten."""
        self.ensure_one()
        self.write({'step': 'file', 'line_ids': [Command.clear()]})
        return self._get_action()

    def action_apply(self):
        """Create the edition with its official activities, and close the provisional ones that they replace.

        All or nothing: raises UserError with the numbers of the lines while one of them is wrong.
        """
        self.ensure_one()
        self.check_access('write')
        if not self.line_ids:
            raise UserError(self.env._("There is nothing to import."))
        if errors := self._get_errors():
            raise UserError('\n'.join(errors))
        edition = self._get_edition()
        sectors = self._get_sectors()
        activities = self.env['chamber.craft.activity'].create([
            line._prepare_activity_values(edition, sectors[line.code[:2]]) for line in self.line_ids])
        for line, activity in zip(self.line_ids, activities, strict=True):
            line._translate(activity)
            line._close_provisional(activity, edition.date_start and edition.date_start - timedelta(days=1))
        return edition.action_view_activities()

    def _read_file(self):
        try:
            return nomenclature_file.read(base64.b64decode(self.file))
        except nomenclature_file.FileError as error:
            raise UserError({
                'encoding': self.env._("The file is not a text in UTF-8."),
                'columns': self.env._("The first line must name the columns code, name_ar and name_fr."),
                'empty': self.env._("The file holds no activity."),
            }[error.args[0]]) from error

    def _get_errors(self):
        """Return one sentence for each fault, with the number of its line in the file."""
        self.ensure_one()
        texts = {
            'code': self.env._("the code must have 7 digits"),
            'sector': self.env._("its first two digits are those of no sector"),
            'twice': self.env._("the code stands twice in the file"),
            'name_ar': self.env._("the Arabic name is missing"),
            'name_fr': self.env._("the French name is missing"),
            'mapped': self.env._("its provisional activity is already replaced by another line"),
            'known': self.env._("the code is already in this edition"),
        }
        rows = [
            nomenclature_file.Row(line.line_number, line.code or '', line.name_ar or '', line.name_fr or '')
            for line in self.line_ids]
        found = nomenclature_file.faults(rows, self._get_sectors().keys())
        known = set(self.edition_id.activity_ids.mapped('code'))
        mapped = set()
        for line in self.line_ids:
            wrong = found.setdefault(line.line_number, [])
            wrong += ['known'] if line.code in known else []
            wrong += ['mapped'] if line.provisional_id.id in mapped else []
            mapped.update(line.provisional_id.ids)
        return [
            self.env._("Line %(number)s: %(faults)s.", number=number, faults='; '.join(texts[code] for code in wrong))
            for number, wrong in sorted(found.items()) if wrong
        ]

    def _get_sectors(self):
        sectors = self.env['chamber.craft.activity'].search([('level', '=', 'sector')])
        return {sector.code: sector for sector in sectors}

    def _get_edition(self):
        """Return the edition to fill, with what was typed about it; raises UserError when something is missing."""
        if not (self.edition_code and self.edition_name and self.date_start):
            raise UserError(self.env._("Give the edition a code, a name and the day it comes into force."))
        values = {
            'code': self.edition_code, 'name': self.edition_name, 'legal_text': self.legal_text,
            'date_start': self.date_start, 'is_provisional': False,
        }
        if not self.edition_id:
            return self.env['chamber.craft.edition'].create(values)
        self.edition_id.write({'date_start': self.date_start, 'is_provisional': False})
        return self.edition_id

    def _get_action(self):
        return {
            'type': 'ir.actions.act_window', 'res_model': self._name, 'res_id': self.id,
            'views': [(False, 'form')], 'target': 'current', 'name': self.env._("Import of a nomenclature"),
        }

    def _get_similarities(self, least):
        """Return (line id, provisional id, similarity) for the pairs of one sector that look alike, best first."""
        self.ensure_one()
        self.line_ids.flush_recordset()
        self.env['chamber.craft.activity'].flush_model()
        return self.env.execute_query(SQL(
            """
            SELECT line_id, activity_id, score
              FROM (
                SELECT line.id AS line_id, activity.id AS activity_id, GREATEST(
                         similarity(chamber_normalise(line.name_ar), chamber_normalise(
                             COALESCE(activity.name->>'ar_001', activity.name->>'ar'))),
                         similarity(chamber_normalise(line.name_fr), chamber_normalise(
                             COALESCE(activity.name->>'fr_FR', activity.name->>'en_US')))) AS score
                  FROM chamber_nomenclature_import_line line
                  JOIN chamber_craft_activity sector ON sector.level = 'sector' AND sector.code = left(line.code, 2)
                  JOIN chamber_craft_activity activity ON activity.parent_id = sector.id
                 WHERE line.import_id = %s AND activity.level = 'activity' AND activity.active
                   AND activity.is_official IS NOT TRUE AND activity.replaced_by_id IS NULL
                   ) pair
             WHERE score >= %s
             ORDER BY score DESC, line_id, activity_id
            """, self.id, least))
