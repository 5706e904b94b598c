"""What merging and syncing cost on a collection of 100,000 cards and 150,000 events, which is made
first (answer.py makes the same one; --keep FOLDER shares it). Prints a table of CPU seconds, and each
as a ratio to a floor of the same run: SQLite's own copy of the file (`vacuum into`). Asserts
nothing. Means something with a release build only. Usage: exchange.py PROGRAM [--keep FOLDER]"""

import argparse
import pathlib
import resource
import shutil
import sqlite3
import sys
import tempfile

import answer

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)


def cpu(work):
    """CPU seconds of what a call waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def own_cpu(work):
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def vacuum(collection, copy):
    db = sqlite3.connect(collection)
    db.execute("vacuum into ?", (str(copy),))
    db.close()


def one_answer(learner):
    with learner.review("--limit", 1) as review:
        review.read()
        review.ask({"rating": 3})
        while review.read():
            review.ask({"rating": 4})


def measure(program, collection, folder):
    folder = pathlib.Path(folder)
    learners = []
    for name in ("laptop", "desktop", "fresh"):
        (folder / name).mkdir()
        learners.append(lianxi.Lianxi(program, folder / name,
                                      answer.day(answer.TODAY) + answer.MORNING))
    laptop, desktop, fresh = learners
    shutil.copyfile(collection, laptop.collection)
    shutil.copyfile(collection, desktop.collection)
    one_answer(laptop)  # and so a device of its own
    shared = folder / "shared"
    shared.mkdir()
    floor = own_cpu(lambda: vacuum(collection, folder / "copy.db"))
    rows = [("SQLite: vacuum into", floor)]

    def row(name, learner, *words):
        rows.append((name, cpu(lambda: learner.done(*words, "-q"))))

    row("check: everything folded again", laptop, "check")
    row("merge: one answer is new", desktop, "merge", laptop.collection)
    row("merge: nothing is new", desktop, "merge", laptop.collection)
    row("merge: everything is new", fresh, "merge", laptop.collection)
    row("sync: the first time, all is written", laptop, "sync", shared)
    row("sync: all is read by another", desktop, "sync", shared)
    row("sync: nothing is new", desktop, "sync", shared)
    one_answer(laptop)
    row("sync: one answer is written", laptop, "sync", shared)
    row("sync: one answer is read", desktop, "sync", shared)
    row("export events", laptop, "export", "events", "-o", folder / "all.events")
    print(f"\n{'CPU s':>8} {'ratio':>7}")
    for name, seconds in rows:
        print(f"{seconds:8.2f} {seconds / floor:7.1f}  {name}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--keep")
    given = parser.parse_args()
    program = pathlib.Path(given.program).resolve()
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
        kept = pathlib.Path(given.keep or folder)
        made = kept / "exchange.db"
        if not made.exists():
            (pathlib.Path(folder) / "made").mkdir()
            shutil.copyfile(answer.make_collection(program, pathlib.Path(folder) / "made"), made)
        measure(program, made, folder)


if __name__ == "__main__":
    main()
