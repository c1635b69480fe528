from odoo import api, models

PREFIX = 'company:'


class ChamberJournalMixin(models.AbstractModel):
    """For journals that have one chain for each chamber, so that chambers do not wait for one another."""
    _name = 'chamber.journal.mixin'
    _description = "Journal of a Chamber"
    _inherit = ['chained.journal.mixin']

    @api.model
    def _get_chain_key(self, vals):
        return f"{PREFIX}{vals.get('company_id') or 0}"

    @api.model
    def _get_chain_names(self, keys):
        """The name of the chamber that each chain is of, in the reader's language."""
        # sudo: what a chamber is called is no secret, while companies are hidden from other chambers
        chambers = self.env['res.company'].sudo().search([('id', '!=', False)])
        names = {f'{PREFIX}{chamber.id}': chamber._get_chamber_name(self.env.lang) for chamber in chambers}
        names[f'{PREFIX}0'] = self.env._("no chamber")
        return {key: names.get(key, key) for key in keys}
