"""``python -m samspill`` is the command ``samspill``."""

import sys

from samspill.cli import main

sys.exit(main())
