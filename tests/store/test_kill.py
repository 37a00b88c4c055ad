"""Whatever is killed, nothing is half-done and no acknowledged decision is lost."""

import subprocess
import sys
from pathlib import Path

KILL = Path(__file__).parents[2] / "benchmarks" / "kill.py"


def test_killed_at_random_moments_a_chronicle_stays_whole(tmp_path: Path) -> None:
    command = [sys.executable, str(KILL), "--times", "8", "--seed", "11", "--longest", "1", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "whole each time" in done.stdout
