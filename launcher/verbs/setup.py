"""./chamber setup: all that run and test would do before they start."""

from .. import odoo


def main(_arguments):
    odoo.ensure()
    print("Everything is set up.")
