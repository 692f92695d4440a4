"""`python -m allegiance` is the same as the command `allegiance`."""

import sys

from allegiance.cli import main

if __name__ == "__main__":
    sys.exit(main())
