"""`khronika invite`: the first administrator of a team, or anybody else, gets a link."""

from pathlib import Path

import click

BY = "khronika invite"  # who invited, in the audit log


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("username", metavar="NAME")
@click.option("--role", type=click.Choice(["reader", "coder", "reviewer", "administrator"]), default="administrator",
              show_default=True, help="What they may do.")  # fmt: skip
@click.option("--forget-second-factor", "forgets", is_flag=True, help="Forget their second factors, which are lost.")
def invite(folder: Path, username: str, role: str, forgets: bool) -> None:
    """Make a user of the team that is served from DIR, and print the link by which they set their password.

    It works once and for three days. A name that is there already gets a new link, and their password is void.
    """
    from khronika.work.chronicle import open_chronicle

    chronicle = open_chronicle(folder, team=True)
    from django.contrib.auth.models import User

    from khronika.work import users

    if User.objects.filter(username=username).exists():
        made = users.invite_again(username, by=BY)
        if forgets:
            users.forget_second_factor(username, by=BY)
    else:
        made = users.invite(username, role, by=BY)  # type: ignore[arg-type]  # click checks it
    hosts = chronicle.config.team.hosts
    click.echo(f"https://{hosts[0] if hosts else 'HOST'}/invitation/{made.code}/")
