from . import chamber_training_report
