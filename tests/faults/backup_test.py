"""The backup that is made by itself each day: when, by whom, and what a failure leaves."""

import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)


def backups(learner):
    """Names of the files in the folder of backups."""
    folder = learner.folder / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def wait_for(learner, count):
    """The backups once there are `count` finished ones."""
    until = time.monotonic() + lianxi.PATIENCE
    while time.monotonic() < until:
        names = backups(learner)
        if sum(name.endswith(".db") for name in names) >= count and \
           all(name.endswith(".db") for name in names):
            return names
        time.sleep(0.02)
    raise lianxi.Differs(f"no {count} backups after {lianxi.PATIENCE} s: {backups(learner)}")


def settled(learner):
    """The files of the folder when nothing has changed for a while."""
    names = backups(learner)
    for _ in range(3):
        time.sleep(0.2)
        if names != backups(learner):
            return settled(learner)
    return names


def once_a_day(test):
    learner = test.learner("daily", backups=True)
    learner.done("import", "-q", *test.decks)
    test.check("after the first import", wait_for(learner, 1), ["collection-2026-03-02T090000.db"])
    learner.now = "2026-03-03T03:59+08:00"
    learner.done("config", "set", "new-cards", "5")
    learner.now = "2026-03-03T04:01+08:00"
    for command in (("due",), ("stats",), ("log",), ("list",), ("check",), (),
                    ("suspend", "联系", "-n")):
        learner.done(*command)
    test.check("before four it is still the day before, and reading makes none", settled(learner),
               ["collection-2026-03-02T090000.db"])
    with learner.review("--limit", 2) as review:
        while review.read():
            review.ask({"rating": 3})
            test.check("none while a session runs", len(backups(learner)), 1)
    names = wait_for(learner, 2)
    test.check("after the session", names[1], "collection-2026-03-03T040100.db")
    learner.done("config", "set", "new-cards", "6")
    test.check("one a day", settled(learner), names)
    copy = lianxi.Lianxi(test.program, test.folder / "copy", learner.now)
    shutil.copy(learner.folder / "backups" / names[1], copy.collection)
    copy.check()
    test.check("what was answered is in it", len(copy.log()), len(learner.log()) - 1)
    learner.done("config", "set", "backups", "no")
    learner.now = "2026-03-04T09:00+08:00"
    learner.done("config", "set", "new-cards", "7")
    test.check("none where the learner wants none", settled(learner), names)


def nobody_waits(test):
    """The reader of a command's output sees its end although the backup is still being made."""
    learner = test.learner("pipe", backups=True)
    learner.done("import", "-q", *test.decks)
    wait_for(learner, 1)
    at_once = 0
    for day in range(3, 9):
        learner.now = f"2026-03-0{day}T09:00+08:00"
        command = learner.command("config", "set", "new-cards", str(day))
        subprocess.run(["sh", "-c", '"$@" | cat', "sh", *command], env=learner.env,
                       timeout=lianxi.PATIENCE, check=True)
        at_once += f"collection-2026-03-0{day}T090000.db" not in backups(learner)
        wait_for(learner, day - 1)
    test.check("the pipe ends before the backup is there", at_once > 0, True)


def many_at_once(test):
    learner = test.learner("many", backups=True)
    learner.done("import", "-q", *test.decks)
    wait_for(learner, 1)
    wanted = ["collection-2026-03-02T090000.db"]
    for day in range(3, 7):
        learner.now = f"2026-03-0{day}T09:00+08:00"
        running = []
        for number in range(1, 9):
            running.append(subprocess.Popen(
                learner.command("config", "set", "new-cards", str(number)), env=learner.env))
            time.sleep(test.random.uniform(0, 0.03))
        for process in running:
            test.check("a command beside others", process.wait(), 0)
        wanted.append(f"collection-2026-03-0{day}T090000.db")
        wait_for(learner, len(wanted))
        test.check("eight commands, one backup", settled(learner), wanted)


def killed(test):
    """Killed at any moment, a backup is either whole or not there; the next one tidies up."""
    learner = test.learner("killed")
    learner.done("import", "-q", *test.decks)
    began = time.monotonic()
    learner.done("backup", "-q")
    lasts = time.monotonic() - began
    whole = partial = 0
    for number in range(25):
        process = subprocess.Popen(learner.command("backup", "-q"), env=learner.env)
        time.sleep(test.random.uniform(0, lasts))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name in backups(learner):
            if ".partial" in name:
                partial += 1
                continue
            copy = lianxi.Lianxi(test.program, test.folder / "killed-copy", learner.now)
            shutil.copy(learner.folder / "backups" / name, copy.collection)
            copy.check()
            shutil.rmtree(copy.folder)
            whole += 1
            (learner.folder / "backups" / name).unlink()
    learner.done("backup", "-q")
    test.check("unfinished ones", [name for name in backups(learner) if "partial" in name], [])
    print(f"25 backups killed: {whole} whole ones found sound, {partial} unfinished")


def failure_is_told_once(test):
    learner = test.learner("failing", backups=True)
    learner.done("config", "set", "backup-share", "1")
    learner.done("import", "-q", *test.decks)
    wait_for(learner, 1)
    # SQLite does not mind a file that is longer than its header says.
    free = shutil.disk_usage(learner.folder).free
    with open(learner.collection, "r+b") as file:
        file.truncate(min(free // 50, 2**40) // 4096 * 4096)
    learner.now = "2026-03-03T09:00+08:00"
    learner.done("config", "set", "new-cards", "5")
    names = settled(learner)
    test.check("none is made", names, ["collection-2026-03-02T090000.db"])
    said = learner.run("config", "set", "new-cards", "6").err.decode()
    test.check("it is said", "no backup was made on 2026-03-03: one takes" in said, True)
    test.check("once", learner.run("config", "set", "new-cards", "7").err.decode(), "")
    learner.now = "2026-03-04T09:00+08:00"
    test.check("nor on the next day", learner.run("config", "set", "new-cards", "8").err, b"")
    settled(learner)
    with open(learner.collection, "r+b") as file:
        file.seek(28)  # the number of pages
        file.truncate(int.from_bytes(file.read(4), "big") * 4096)
    learner.now = "2026-03-05T09:00+08:00"
    learner.done("config", "set", "new-cards", "9")
    wait_for(learner, 2)
    test.check("until there is room", settled(learner),
               ["collection-2026-03-02T090000.db", "collection-2026-03-05T090000.db"])


if __name__ == "__main__":
    lianxi.main(once_a_day, nobody_waits, many_at_once, killed, failure_is_told_once)
