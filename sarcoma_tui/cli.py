"""The console command: from the arguments to an exit status, whatever happens in between."""

from __future__ import annotations

import gc
import sys

from sarcoma_tui import __version__
from sarcoma_tui.commands.streams import RefusedError, finish, let_go, result, settle, tell

PIPE_CLOSED = 141
"""128 + SIGPIPE: whoever read the output has left."""


def main() -> int:
    """Run the command line and give its exit status.

    0 done; 1 a check failed or something damaged was met; 2 bad usage or bad input; 129, 130, 143 after
    SIGHUP, SIGINT, SIGTERM.
    """
    gc.disable()  # nothing that a start makes becomes garbage; a command enables it
    settle()
    try:
        if sys.argv[1:2] == ["--version"]:
            result(f"sarcoma-tui {__version__}\n")  # before click, which would cost four times as much
            return 0
        from sarcoma_tui.commands.program import run

        return run(sys.argv[1:])
    except RefusedError as refusal:
        tell(*refusal.lines)
        return refusal.status
    except BrokenPipeError:
        let_go(sys.stdout)
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from sarcoma_tui.commands.rescue import rescue

        tell(rescue(error))
        return 1
    finally:
        gc.enable()
        finish()
