"""`khronika serve`: the workbench in a browser."""

import os
import sys
import threading
import webbrowser
from functools import partial
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Port on 127.0.0.1.")
@click.option("--team", is_flag=True, help="Serve several people with accounts, behind a proxy that speaks HTTPS.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser, where there is a screen.")
def serve(folder: Path, port: int, team: bool, opens: bool) -> None:
    """Open the workbench of a chronicle in the browser.

    Prints a link that signs you in once, within five minutes; press Enter for a new one. Nobody else on the network can
    reach it. With --team people sign in with accounts, and a proxy on this machine answers for the host names in
    khronika.toml; the first administrator is made by khronika invite.
    """
    from khronika.work.chronicle import open_chronicle

    open_chronicle(folder, team=team)
    from khronika.web import server, workers

    listening = server.listen(port)
    if team:
        _greet_team(folder, port)
    else:
        _greet(f"http://{server.HOST}:{port}", opens)
    number = workers.number_of_workers()
    if number == 1:
        server.prepare(listening).run()
    else:
        status = workers.run(partial(server.prepare, listening, server.THREADS // number, is_alone=False), number)
        if status:
            click.echo("khronika: the server's processes end as soon as they start; what they said is above", err=True)
        sys.exit(status)


def _greet(address: str, opens: bool) -> None:
    link = _print_link(address)
    if opens and (
        sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        webbrowser.open(link)
    if sys.stdin.isatty():
        threading.Thread(target=_renew, args=(address,), daemon=True).start()


def _print_link(address: str) -> str:
    from khronika.web.security.link import LINK

    link = f"{address}/enter/{LINK.issue()}/"
    click.echo(f"Sign in once, within five minutes: {link}")
    click.echo("Stop with Ctrl+C." + (" Enter gives a new link." if sys.stdin.isatty() else ""))
    return link


def _renew(address: str) -> None:
    from django.db import connection

    from khronika.web.workers import STILL

    for _ in sys.stdin:
        with STILL:
            _print_link(address)
            connection.close()


def _greet_team(folder: Path, port: int) -> None:
    from django.conf import settings
    from django.contrib.auth.models import User

    click.echo(f"Serving {', '.join(settings.ALLOWED_HOSTS)} on 127.0.0.1:{port}, for a proxy that speaks HTTPS.")
    administrators = User.objects.filter(groups__name="administrator", is_active=True)
    if not any(user.has_usable_password() for user in administrators):
        click.echo(f"No administrator can sign in yet. Make one: khronika invite {folder} NAME")
