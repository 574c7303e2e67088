"""`python -m sarcoma_tui` is the console command."""

import sys

from sarcoma_tui.cli import main

sys.exit(main())
