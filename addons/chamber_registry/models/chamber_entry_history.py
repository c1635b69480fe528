from odoo import api, fields, models


class ChamberEntry(models.Model):
    _inherit = 'chamber.entry'

    def _state_on(self, on_date):
        """Return what the entry was on a day: the values of its acts up to that day, folded.

        Empty where the entry did not exist yet. Relations are ids, dates are ISO texts, as in the acts.
        """
        self.ensure_one()
        acts = self.env['chamber.act'].search(
            [('entry_id', '=', self.id), ('date', '<=', on_date)], order='chain_sequence')
        return self._fold(acts)

    @api.readonly
    def get_values_on(self, on_date):
        """Return [label, text] pairs of what the entry was on a day (ISO date), in the reader's language.

        :raises AccessError: for who may not read the entry
        """
        self.ensure_one()
        self.check_access('read')
        return [list(pair) for pair in self._describe_values(self._state_on(fields.Date.to_date(on_date)))]

    @api.model
    def _fold(self, acts):
        state = {}
        for act in acts:
            state.update(act.values or {})
        return state

    def _find_differences(self):
        """Compare each entry with what its acts say.

        :return: list of dicts ``{entry, field, register, acts}``, empty where all agree
        """
        acts_of = self.env['chamber.act'].search([('entry_id', 'in', self.ids)], order='chain_sequence').grouped('entry_id')
        differences = []
        for entry in self:
            said = self._fold(acts_of.get(entry, []))
            is_ = entry._get_values()
            differences += [
                {'entry': entry, 'field': name, 'register': is_.get(name), 'acts': value}
                for name, value in said.items() if name in is_ and (is_[name] or False) != (value or False)
            ]
        return differences

    def _get_values(self):
        """Return what the entry is now, in the form of an act's values."""
        self.ensure_one()
        current = self.activity_line_ids.filtered(lambda line: not line.date_end)
        values = {'number': self.number, 'partner_id': self.partner_id.id}
        for name in self.VALUE_FIELDS:
            field = self._fields[name]
            value = self[name]
            if field.relational:
                value = value.id
            elif field.type == 'date':
                value = fields.Date.to_string(value)
            values[name] = value
        values['main_activity_id'] = current.filtered(lambda line: line.kind == 'main').craft_activity_id.id
        values['secondary_activity_ids'] = sorted(
            current.filtered(lambda line: line.kind == 'secondary').craft_activity_id.ids)
        return values

    def action_view_on_date(self):
        """Open the screen that shows the entry as it was on a day."""
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.entry.on.date', 'view_mode': 'form', 'target': 'new',
            'name': self.env._("As It Was"), 'context': {'default_entry_id': self.id},
        }
