from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = 'res.config.settings'

    verifiable_base_url = fields.Char(
        string="Public Address", config_parameter='verifiable_document.base_url',
        help="Address of the public page in QR codes, for instance https://verify.example.dz."
             " Empty: that of this server.")
    verifiable_max_age_days = fields.Integer(
        string="Oldest List", config_parameter='verifiable_document.max_age_days',
        help="After so many days without a network, the page warns that its list is old.")
    verifiable_issuer_name_ar = fields.Char(
        string="Issuer in Arabic", config_parameter='verifiable_document.issuer_name_ar')
    verifiable_issuer_name_fr = fields.Char(
        string="Issuer in French", config_parameter='verifiable_document.issuer_name_fr')
    verifiable_issuer_name_en = fields.Char(
        string="Issuer in English", config_parameter='verifiable_document.issuer_name_en')
    verifiable_limit_page = fields.Integer(
        string="Pages", config_parameter='verifiable_document.limit_page',
        help="Requests a minute from one address for the page and its files. 0: the default. Negative: no limit.")
    verifiable_limit_data = fields.Integer(
        string="Lists", config_parameter='verifiable_document.limit_data',
        help="Requests a minute from one address for keys, types and status list. 0: the default. Negative: no limit.")
    verifiable_limit_live = fields.Integer(
        string="Checks", config_parameter='verifiable_document.limit_live',
        help="Requests a minute from one address for the state of one document. 0: the default. Negative: no limit.")
