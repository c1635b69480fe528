"""./chamber odoo …: any command of Odoo, those of our addons included."""

from .. import odoo


def main(arguments):
    odoo.ensure().replace(*arguments)
