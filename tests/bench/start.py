"""How much CPU time a start costs: prints a table, asserts nothing. Means something with a release
build only. Usage: start.py PROGRAM SOURCE_FOLDER"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

RUNS = 30


def cpu_ms(command, env):
    """User and system time of one run, in milliseconds."""
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (usage.ru_utime + usage.ru_stime) * 1000


def main():
    program, source = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
        learner = lianxi.Lianxi(program, folder, "2026-03-02T09:00+08:00")
        learner.done("import", source / "decks" / "first", source / "decks" / "contact")
        commands = (("lianxi due", learner.command("due")),
                    ("lianxi --version", [str(program), "--version"]),
                    ("/bin/true", ["/bin/true"]))
        # In turn, so that what else the machine does falls on all alike.
        times = {name: [] for name, _ in commands}
        for _ in range(RUNS):
            for name, command in commands:
                times[name].append(cpu_ms(command, learner.env))
    least = statistics.median(times["/bin/true"])
    print(f"CPU time of {RUNS} runs, in ms\n{'':18}{'median':>8}{'least':>8}{'x true':>8}")
    for name, _ in commands:
        median = statistics.median(times[name])
        print(f"{name:18}{median:8.2f}{min(times[name]):8.2f}{median / least:8.1f}")


if __name__ == "__main__":
    main()
