from . import canonical, database, export, findings, verify_export
