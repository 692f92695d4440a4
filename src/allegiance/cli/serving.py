"""The command that opens the workbench in a browser."""

from __future__ import annotations

import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import ByOption, the_reader
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.web.security import Hosts

_PATIENCE = 2  # seconds at the end for pages that are being sent; what is being worked out is left
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    casefile: Path | None = None,
    /,
    *,
    port: Annotated[int, Parameter(name="--port", help="Where to listen; 0 takes any that is free.")] = 8640,
    listen: Annotated[
        str, Parameter(name="--listen", help="Another address than this machine's own; asks for a token.")
    ] = "127.0.0.1",
    by: ByOption = None,
) -> int:
    """Open the workbench in a browser: read, judge and show a casefile. It is made if it is not there.

    Parameters
    ----------
    casefile
        The casefile; left out, the only *.casefile in the current folder.
    """
    if not 0 <= port <= 65_535:
        raise UsageError(f"--port {port} is none; give a number from 0 to 65535, such as 8640")
    import uvicorn

    from allegiance.casefile import Casefile
    from allegiance.web.app import workbench
    from allegiance.web.security import Hosts

    path = the_casefile(casefile)
    Casefile.open(path, create=True).close()
    reader = the_reader(by)
    with _bound(listen, port) as bound:
        port = bound.getsockname()[1]
        others = listen not in _LOOPBACK
        token = secrets.token_urlsafe(24) if others else None
        hosts = Hosts(port, listen if others else None, (socket.gethostname(),) if others else ())
        app = workbench(path, judge=reader, hosts=hosts, token=token)
        _announce(hosts, path, token)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
        uvicorn.Server(config).run(sockets=[bound])
    return 0


def _bound(listen: str, port: int) -> socket.socket:
    """A socket that listens there. Raises: UsageError, naming the address."""
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs share one port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((listen, port))
        bound.listen(128)  # a browser that is quick finds somebody listening
    except OSError as fault:
        bound.close()
        raise UsageError(
            f"cannot listen on {listen}:{port} ({fault.strerror}); give another: --port 0 takes any that is free"
        ) from fault
    return bound


def _announce(hosts: Hosts, path: Path, token: str | None) -> None:
    name = hosts.listen or "127.0.0.1"
    if name in ("0.0.0.0", "::"):
        name = hosts.names[0]
    shown = f"[{name}]" if ":" in name else name
    key = f"?token={token}" if token else ""
    sys.stdout.write(f"{path.name}: http://{shown}:{hosts.port}/{key}\n")
    if token:
        sys.stdout.write("Whoever has this link can read and change the casefile. It is sent unencrypted.\n")
    sys.stdout.write("Ctrl-C stops.\n")
    sys.stdout.flush()
