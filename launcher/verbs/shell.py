"""./chamber shell [-d DATABASE] …"""

import os

from .. import odoo


def main(arguments):
    chosen = [] if {"-d", "--database"} & set(arguments) else ["-d", os.environ.get("CHAMBER_DB", "chamber")]
    odoo.ensure().replace("shell", "--no-http", *chosen, *arguments)
