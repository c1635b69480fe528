import base64
import time

from odoo import fields, models


class ChainedJournalSealCheck(models.TransientModel):
    _name = 'chained.journal.seal.check'
    _description = "Compare with a Kept Seal"

    file = fields.Binary(string="Kept Seal", required=True, attachment=False)
    filename = fields.Char()

    def action_check(self):
        """Compare the file with the database, keep the result as a verification, and show it.

        :raise AccessError: for anyone but auditors and system administrators
        """
        self.ensure_one()
        self.env['chained.journal.head']._check_auditor()
        started = time.monotonic()
        # the auditor reads through the verification what he may not read as records, and changes nothing
        found = self.env['chained.journal.seal'].sudo()._verify_copy(base64.b64decode(self.file))
        verification = self.env['chained.journal.verification'].sudo()._keep(
            {'kept seal': [self.filename or '']}, found, duration=time.monotonic() - started)
        return verification._action_open()
