"""What reports cost on a collection of 100,000 cards and 2,000,000 answers, which is made first (the
one of answer.py, with more answers; --keep FOLDER keeps it). Prints CPU seconds and largest memory of
each, and as a floor what SQLite takes to add up one column of as many rows. Asserts nothing. Means
something with a release build only. Usage: stats.py PROGRAM [--keep FOLDER]"""

import argparse
import os
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import answer

ANSWERS = 20  # to a card
RUNS = 3
REPORTS = (("stats",), ("due", "--short"), ("due",), ("stats", "tones"), ("stats", "levels"),
           ("stats", "leeches"), ("confusions",), ("forecast",), ("export", "stats", "--table", "days"))


def answers_of(db, chance):
    """Answers to every card, the last of which brings it back in the four months to come."""
    for card, in db.execute("select id from card").fetchall():
        days, intervals = [0], [1]
        for _ in range(ANSWERS - 1):
            days.append(days[-1] + intervals[-1])
            intervals.append(min(intervals[-1] * 3 // 2 + 1, 120))
        first = answer.TODAY - days[-1] - 1 - chance.randrange(intervals[-1])
        for day, interval in zip(days, intervals):
            yield (first + day, card, interval, chance.choice((1, 2, 3, 3, 3, 3, 4)),
                   chance.randrange(2000, 9000))


def add_answers(path):
    """Answers as rows of the log, in place of those it had."""
    db = sqlite3.connect(path)
    db.execute("pragma foreign_keys = off")
    device, = db.execute("select device from collection").fetchone()
    seq, row = db.execute("select max(seq), max(id) from event").fetchone()
    db.execute("delete from review")
    db.execute("delete from event where type = 1")
    reviews = sorted(answers_of(db, random.Random(1)))
    moments = [answer.moment(day) + n % 50_000_000 for n, (day, *_) in enumerate(reviews)]
    db.executemany("""insert into event (id, device, seq, clock_ms, clock_n, written_at, offset_min,
            rollover_hour, study_day, type, subject) values (?, ?, ?, ?, 0, ?, 480, 4, ?, 1, ?)""",
                   ((row + n, device, seq + n, at, at, day, card)
                    for n, (at, (day, card, *_)) in enumerate(zip(moments, reviews), 1)))
    previous = {}
    rows = []
    for n, (_, card, interval, rating, taken) in enumerate(reviews, 1):
        rows.append((row + n, rating, taken, device if card in previous else None,
                     previous.get(card), interval))
        previous[card] = seq + n
    db.executemany("""insert into review (event, rating, taken_ms, hints, first_sight, scheduler,
            previous_device, previous_seq, interval_days) values (?, ?, ?, 0, 0, 1, ?, ?, ?)""", rows)
    db.commit()
    print(f"{len(reviews)} answers to {db.execute('select count(*) from card').fetchone()[0]} cards")
    db.close()


def cost(command, env):
    """CPU seconds and MiB. The memory of this process is given back first: a child's is never less."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def floor(path):
    db = sqlite3.connect(path)
    began = time.process_time()
    db.execute("select sum(taken_ms) from review").fetchone()
    return time.process_time() - began


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--keep")
    options = parser.parse_args()
    program = pathlib.Path(options.program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        kept = pathlib.Path(options.keep or folder) / "stats.db"
        if not kept.exists():
            made = pathlib.Path(folder) / "made"
            made.mkdir()
            subprocess.run([sys.executable, __file__, "--make", program, made, kept], check=True)
        env = dict(os.environ, HOME=folder)
        least = statistics.median(floor(kept) for _ in range(RUNS))
        print(f"{'floor: one column added up':<28} {least:7.3f} s")
        for words in REPORTS:
            runs = [cost([program, "--collection", kept, "--now",
                          answer.day(answer.TODAY) + answer.MORNING, *words], env)
                    for _ in range(RUNS)]
            seconds = statistics.median(run[0] for run in runs)
            print(f"{' '.join(words):<28} {seconds:7.3f} s {seconds / least:6.1f} x "
                  f"{runs[0][1]:5} MiB")


def make(program, folder, kept):
    """In a process of its own, whose memory is gone afterwards."""
    collection = answer.make_collection(program, folder)
    add_answers(collection)
    # Whatever it says, a setting folds everything again, and reviews come into their blocks.
    subprocess.run([program, "--collection", collection, "--now",
                    answer.day(answer.TODAY) + answer.MORNING, "config", "set", "new-cards", "19"],
                   check=True)
    shutil.copyfile(collection, kept)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(*map(pathlib.Path, sys.argv[2:]))
    else:
        main()
