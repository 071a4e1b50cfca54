"""`python -m backupd`: the command line."""

import sys

from backupd.cli import main

sys.exit(main())
