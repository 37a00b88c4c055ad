"""The server: threads of one process, on this machine's own address only; `web.workers` runs several such processes."""

import socket
import threading
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from waitress.server import TcpWSGIServer

from khronika.errors import ArgumentError
from khronika.language.search_forms import sought
from khronika.store import columns
from khronika.web.workers import Service

HOST = "127.0.0.1"
THREADS = 8
FIRST_SEARCHES = ("word", "слово")  # which load the dictionaries of the alphabets
LARGEST = 2_000_000  # bytes of a request
SENDING = 1.0  # seconds in which a browser may take what is left of its answer
COURTESY, MOST = 0.001, 10  # seconds in which others may take a new connection, for each of one's own; how many count


class EndingServer(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """A server that another thread may end."""

    def end(self) -> None:
        """Finish the answers being given, within seconds."""
        self.task_dispatcher.shutdown()
        until = time.monotonic() + SENDING
        while any(channel.total_outbufs_len for channel in [*self.active_channels.values()]):
            if time.monotonic() > until:
                return
            time.sleep(0.02)


class PoliteServer(EndingServer):
    """A server that lets those beside it with fewer connections take a new one first."""

    def handle_accept(self) -> None:
        """Take a connection, if nobody else has taken it meanwhile."""
        time.sleep(COURTESY * min(len(self.active_channels), MOST))
        super().handle_accept()


def listen(port: int) -> socket.socket:
    """Open this machine's own address; in a team a proxy on the same machine speaks for its clients.

    Raises:
        ArgumentError: the port is taken, or a team has no host name.
    """
    if settings.KHRONIKA_TEAM and not settings.ALLOWED_HOSTS:
        reason = 'a team needs a host name: put hosts = ["chronicle.example.org"] under [team] in khronika.toml'
        raise ArgumentError(reason)
    try:
        return socket.create_server((HOST, port), backlog=1024)
    except OSError as error:
        raise ArgumentError(
            f"port {port} cannot be used ({error.strerror or error}); try another: --port {port + 1}"
        ) from error


def prepare(listening: socket.socket, threads: int = THREADS, *, is_alone: bool = True) -> Service:
    """Make a server that answers requests that come in at a socket, once it runs."""
    proxy = {"trusted_proxy": HOST, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    server: Service = (EndingServer if is_alone else PoliteServer)(
        get_wsgi_application(),
        _sock=listening,
        bind_socket=False,
        sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        sockets=[listening],
        threads=threads,
        ident="khronika",
        max_request_body_size=LARGEST,
        clear_untrusted_proxy_headers=True,
        **(proxy if settings.KHRONIKA_TEAM else {}),
    )
    columns.keep_in(settings.KHRONIKA_FOLDER)
    threading.Thread(target=_warm, daemon=True).start()
    return server


def _warm() -> None:
    """Read what pages need while somebody signs in; a chronicle that cannot be read says so there."""
    for word in FIRST_SEARCHES:
        sought(word)
    try:
        columns.current()
    except DatabaseError:
        return
    finally:
        connection.close()
