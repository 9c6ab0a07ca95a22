"""``python -m agent_assist`` is ``agent-assist``."""

import sys

from agent_assist.cli import main

if __name__ == "__main__":
    sys.exit(main())
