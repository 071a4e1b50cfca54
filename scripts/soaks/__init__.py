"""The heavy runs of scripts/soak, one module each."""
