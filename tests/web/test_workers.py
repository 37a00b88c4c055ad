"""The processes of a server: one that dies is replaced, none outlives the server, all remember the same."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import Asker
from serving import Served, copy_chronicle, serve

from khronika.web.workers import number_of_workers

pytestmark = pytest.mark.skipif(number_of_workers() < 2, reason="one core, one process")
PATIENCE = 20.0


@pytest.fixture
def own(coded: Path, tmp_path: Path) -> Path:
    """Give a chronicle of one's own."""
    return copy_chronicle(coded, tmp_path / "chronicle")


def workers(server: Served) -> set[int]:
    """Give the processes that answer for a server."""
    number = server.process.pid
    return set(map(int, Path(f"/proc/{number}/task/{number}/children").read_text().split()))


def becomes(true: Callable[[], bool]) -> bool:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def is_gone(process: int) -> bool:
    """Say whether a process has ended; one that nobody has asked about yet is a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_process_that_dies_is_replaced_and_sessions_go_on(own: Path) -> None:
    with serve(own) as server:
        asker = Asker(server.address)
        assert asker.get(server.link.removeprefix(server.address)).location == "/"
        assert becomes(lambda: len(workers(server)) == number_of_workers())
        before = workers(server)
        os.kill(min(before), signal.SIGKILL)
        assert becomes(lambda: len(workers(server)) == len(before) and min(before) not in workers(server))
        assert [asker.get("/").status for _ in range(8)] == [200] * 8


def test_the_processes_end_with_the_server(own: Path) -> None:
    for sign, status in ((signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)):
        with serve(own) as server:
            assert becomes(lambda server=server: len(workers(server)) == number_of_workers())
            before = workers(server)
            server.process.send_signal(sign)
            assert server.process.wait(PATIENCE) == status
            assert becomes(lambda before=before: all(map(is_gone, before))), sign


def test_a_server_whose_processes_end_at_once_ends(own: Path) -> None:
    with serve(own) as server:
        assert becomes(lambda: len(workers(server)) == number_of_workers())
        for process in workers(server):
            os.kill(process, signal.SIGKILL)
        assert server.process.wait(PATIENCE) == 1
        assert "end as soon as they start" in (server.process.stdout.read() if server.process.stdout else "")


FROM_A_PROCESS = "(time.sleep(1), os.kill(os.getppid(), signal.SIGTERM), time.sleep(60))"
FROM_A_THREAD = "(time.sleep(1), signal.pthread_kill(threading.get_ident(), signal.SIGTERM))"


@pytest.mark.parametrize(("of_service", "of_thread"), [(FROM_A_PROCESS, "None"), ("time.sleep(60)", FROM_A_THREAD)])
def test_a_server_ends_whoever_tells_it_though_a_child_of_its_own_has_ended(
    own: Path, of_service: str, of_thread: str
) -> None:
    alone = Served(own, "", None, "")  # type: ignore[arg-type]  # nothing is served
    told = alone.run(f"""
        import os, signal, subprocess, threading, time
        from khronika.web import workers

        class Service:
            def run(self):
                {of_service}

            def end(self):
                pass

        begun = time.monotonic()
        subprocess.Popen(["true"])
        threading.Thread(target=lambda: {of_thread}, daemon=True).start()
        print(workers.run(Service, 2), time.monotonic() - begun < 30)
    """)
    assert told == "0 True"


def test_attempts_are_counted_for_all_processes_under_keys_that_name_nobody(own: Path) -> None:
    with serve(own) as server:
        code = "from django.core.cache import cache\nprint(cache.add('192.0.2.7 maria', True, 60))"
        assert [server.run(code), server.run(code)] == ["True", "False"]
        assert server.ask("SELECT count(*) FROM store_remembered") == 2, "the link and the attempt"
        assert server.ask("SELECT count(*) FROM store_remembered WHERE cache_key GLOB '*[^0-9a-f]*'") == 0
