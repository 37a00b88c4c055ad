"""The server: one process with threads, on this machine's own address only."""

import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from khronika.errors import ArgumentError

HOST = "127.0.0.1"
THREADS = 8
LARGEST = 2_000_000  # bytes of a request


def make_server(port: int) -> MultiSocketServer | BaseWSGIServer:
    """Bind a server to this machine's own address; in a team a proxy on the same machine speaks for its clients.

    Raises:
        ArgumentError: the port is taken, or a team has no host name.
    """
    if settings.KHRONIKA_TEAM and not settings.ALLOWED_HOSTS:
        reason = 'a team needs a host name: put hosts = ["chronicle.example.org"] under [team] in khronika.toml'
        raise ArgumentError(reason)
    proxy = {"trusted_proxy": HOST, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    application = get_wsgi_application()
    threading.Thread(target=_warm, daemon=True).start()
    try:
        return create_server(
            application,
            host=HOST,
            port=port,
            threads=THREADS,
            ident="khronika",
            max_request_body_size=LARGEST,
            clear_untrusted_proxy_headers=True,
            **(proxy if settings.KHRONIKA_TEAM else {}),
        )
    except OSError as error:
        raise ArgumentError(
            f"port {port} cannot be used ({error.strerror or error}); try another: --port {port + 1}"
        ) from error


def _warm() -> None:
    """Read what pages of events count from while somebody signs in; a chronicle that cannot be read says so there."""
    from khronika.store import columns  # its tables are there once Django is set up

    try:
        columns.current()
    except DatabaseError:
        return
    finally:
        connection.close()
