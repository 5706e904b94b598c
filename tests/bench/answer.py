"""What passes between the key and the next question on a collection of 100,000 cards, which is
made first and keeps for later runs in the folder that --keep names. Prints tables, asserts nothing.
Means something with a release build only. Usage: answer.py PROGRAM [--keep FOLDER]

1,000 answers over pipes: from writing the rating until the next question has been read. In turn
with each a bare insert of one row by SQLite, committed with a full sync on the same disk, so that
what else the machine does falls on both; it also stands for the pause that a learner makes. The
same on the painted screen of a terminal: from the key until the next question has been drawn. Then
the answers under strace (to be installed), which tells the syncs between the key and the
acknowledgement, and those of the single command `answer`."""

import argparse
import fcntl
import os
import pathlib
import pty
import random
import re
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

import made_deck

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

ENTRIES = 25000
ANSWERS = 1000
STARTS = 5
UNDOS = 200
COMMANDS = 20
TODAY = 20514  # 2026-03-02, in days since 1970
MORNING = "T09:00+08:00"
# A word that is not in the deck; looking for it costs what looking for any costs.
TYPED = "xue2xi2"


def day(number):
    return time.strftime("%Y-%m-%d", time.gmtime(number * 86400))


def moment(number):
    return number * 86400000 + 3600000  # 09:00 at +08:00


# A collection with a history ----------------------------------------------------------------------

def history_of(place, kind):
    """Days and intervals of a card's reviews, all good: most are past their third and spread over
    the fortnight to come, none is overdue; a few words began in the last days."""
    if place < ENTRIES * 3 // 5 and (kind in ("meaning", "reading") or place < ENTRIES * 2 // 5):
        last = TODAY - 15 + (place * 7 + len(kind)) % 15
        return [(last - 7, 1), (last - 6, 6), (last, 15)]
    recent = place - ENTRIES * 3 // 5
    if recent < 30 and kind in ("meaning", "reading"):
        first = TODAY - 1 - recent // 10
        return [(begun, interval) for begun, interval in ((first, 1), (first + 1, 6)) if begun < TODAY]
    return []


def write_history(path):
    """Reviews as the program writes them; what follows from them is left to the program."""
    db = sqlite3.connect(path)
    device, = db.execute("select device from collection").fetchone()
    seq, = db.execute("select max(seq) from event").fetchone()
    places = {}
    reviews = []
    for card, entry, kind in db.execute("""select card.id, entry, name from card
            join card_kind on card_kind.id = kind where name <> 'contrast' order by position"""):
        place = places.setdefault(entry, len(places))
        reviews += [(on, card, interval) for on, interval in history_of(place, kind)]
    latest = {}
    count = {}
    for on, card, interval in sorted(reviews):
        seq += 1
        count[on] = count.get(on, 0) + 1
        at = moment(on) + 1000 * count[on]
        event = db.execute("""insert into event (device, seq, clock_ms, clock_n, written_at,
                offset_min, rollover_hour, study_day, type, subject)
                values (?, ?, ?, 0, ?, 480, 4, ?, 1, ?)""", (device, seq, at, at, on, card)).lastrowid
        previous = latest.get(card)
        db.execute("""insert into review (event, rating, taken_ms, hints, first_sight, scheduler,
                previous_device, previous_seq, interval_days)
                values (?, 3, 4000, 0, 0, 1, ?, ?, ?)""",
                   (event, device if previous else None, previous, interval))
        latest[card] = seq
    db.commit()
    db.close()


def make_collection(program, folder):
    learner = lianxi.Lianxi(program, folder, day(TODAY - 60) + MORNING)
    deck = learner.folder / "made.md"
    deck.write_text(made_deck.deck(ENTRIES, 1), encoding="utf8")
    learner.done("import", "-q", deck)
    write_history(learner.collection)
    learner.now = day(TODAY) + MORNING
    # Whatever it says, a setting folds everything again.
    learner.done("config", "set", "new-cards", "20")
    learner.check()
    return learner.collection


# One session --------------------------------------------------------------------------------------

class Session:
    """A session on a copy of the collection, given to the disk before it begins."""

    def __init__(self, program, collection, folder):
        self.learner = lianxi.Lianxi(program, folder, day(TODAY) + MORNING)
        shutil.copyfile(collection, self.learner.collection)
        os.sync()

    def review(self, *before):
        """`before`: the words of a command that runs it."""
        command = list(before) + self.learner.command("review", "--json")
        return lianxi.Review(command, self.learner.env, self.learner.folder)


def ratings(count):
    rng = random.Random(2)
    return rng.choices((1, 2, 3, 4), (10, 10, 70, 10), k=count)


def cpu_seconds(pid):
    """What a process has used so far, to the nanosecond: the clock of a process by its number."""
    return time.clock_gettime((~pid << 3) | 2)


def answer_all(review, each):
    """Calls `each` with a function that rates the question and waits for the next one."""
    review.read()
    for rating in ratings(ANSWERS):
        review.ask({"answer": TYPED})
        line = b'{"rating":%d}' % rating

        def rate():
            review.send(line)
            if b"saved" not in review.process.stdout.readline():
                sys.exit("an answer was not saved")
            return review.process.stdout.readline()
        if not each(rate):
            sys.exit("the day's queue is too short")


class Floor:
    """One row, committed with a full sync."""

    def __init__(self, folder):
        self.db = sqlite3.connect(folder / "floor.db", isolation_level=None)
        for pragma in ("journal_mode = wal", "synchronous = full", "wal_autocheckpoint = 0"):
            self.db.execute("pragma " + pragma)
        self.db.execute("create table line (id integer primary key, text text not null)")

    def insert(self):
        self.db.execute("insert into line (text) values (?)", ("x" * 200,))


def timed(call, cpu):
    """(result, ms, ms of CPU)"""
    cpu_before, before = cpu(), time.perf_counter()
    result = call()
    after, cpu_after = time.perf_counter(), cpu()
    return result, (after - before) * 1000, (cpu_after - cpu_before) * 1000


def time_answers(session):
    answers, floors = [], []
    floor = Floor(session.learner.folder)
    with session.review() as review:
        def each(rate):
            question, *figures = timed(rate, lambda: cpu_seconds(review.process.pid))
            answers.append(figures)
            floors.append(timed(floor.insert, time.process_time)[1:])
            return question
        answer_all(review, each)
    return answers, floors


# At a terminal ------------------------------------------------------------------------------------

class Screen:
    """The painted review, 80 by 24; without a caret each picture ends in its last row."""

    END = b"\x1b[24;1H"

    def __init__(self, command, env):
        self.end, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(command, env=dict(env, TERM="xterm-256color"),
                                        stdin=terminal, stdout=terminal, start_new_session=True)
        os.close(terminal)
        self.read()

    def read(self):
        drawn = b""
        while not drawn.endswith(self.END):
            drawn += os.read(self.end, 65536)
        return drawn

    def press(self, key):
        os.write(self.end, key)
        return self.read()

    def leave(self):
        os.write(self.end, b"q")
        try:
            while os.read(self.end, 65536):
                pass
        except OSError:  # the terminal is gone
            pass
        self.process.wait()


def time_screen(session):
    """A rating at once, of cards that the learner judges."""
    answers, floors = [], []
    floor = Floor(session.learner.folder)
    screen = Screen(session.learner.command("review", "--kind", "meaning", "--new", "0"),
                    session.learner.env)
    for _ in range(ANSWERS):
        drawn, *figures = timed(lambda: screen.press(b"3"), lambda: cpu_seconds(screen.process.pid))
        answers.append(figures)
        floors.append(timed(floor.insert, time.process_time)[1:])
        if b"nothing is left" in drawn:
            break
    screen.leave()
    return answers, floors


# What strace saw ----------------------------------------------------------------------------------

def trace(session):
    """For each answer the files synced between key and acknowledgement; then those synced while
    the program was about to wait."""
    path = session.learner.folder / "trace"
    with session.review("strace", "-f", "-y", "-s", "24", "-o", str(path),
                        "-e", "trace=read,write,pwrite64,fsync,fdatasync") as review:
        answer_all(review, lambda rate: rate())
    answers, rests, now = [], [], []
    database = str(session.learner.collection)
    for line in open(path, encoding="utf8", errors="replace"):
        if match := re.search(r"\b(?:fsync|fdatasync)\(\d+<([^>]*)>", line):
            now.append("sync " + ("wal" if match[1].endswith("-wal") else "other"))
        elif match := re.search(r"\bpwrite64\(\d+<([^>]*)>", line):
            if match[1] == database:
                now.append("database")
        elif re.search(r"\bread\(0<", line) or 'write(1<' in line and '"{\\"saved' in line:
            if "write(1<" in line:
                answers.append(now)
            else:
                rests.append(now)
            now = []
    return answers, rests


def trace_commands(session):
    """Syncs of `answer` as a command, opening and closing the collection."""
    learner = session.learner
    db = sqlite3.connect(learner.collection)
    cards = [key.hex() for key, in db.execute("""select key from card
        join stable_key using (id) join card_kind on card_kind.id = kind
        where name = 'meaning' and due_day <= ? limit ?""", (TODAY, COMMANDS))]
    db.close()
    counts = []
    for card in cards:
        path = learner.folder / "trace"
        subprocess.run(["strace", "-f", "-o", str(path), "-e", "trace=fsync,fdatasync",
                        *learner.command("answer", "-q", card, "--rating", 3)],
                       env=learner.env, stdout=subprocess.DEVNULL, check=True)
        counts.append(path.read_text().count("sync("))
    return counts


# What is printed ----------------------------------------------------------------------------------

def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def print_row(name, values, floor=None):
    median = statistics.median(values)
    ratio = f"{median / statistics.median(floor):10.1f}" if floor else ""
    print(f"{name:26}{median:10.3f}{percentile(values, 0.99):10.3f}{max(values):10.3f}{ratio}")


def print_answers(answers, floors, where):
    name = f"{len(answers)} answers {where}, ms"
    print(f"\n{name:26}{'median':>10}{'99th':>10}{'most':>10}{'x insert':>10}")
    for column, name in enumerate(("wall", "CPU")):
        print_row(f"answer, {name}", [figures[column] for figures in answers],
                  [figures[column] for figures in floors])
        print_row(f"bare insert, {name}", [figures[column] for figures in floors])


def print_trace(answers, rests):
    syncs = [sum(what.startswith("sync") for what in answer) for answer in answers]
    checkpoints = sum("database" in answer for answer in answers)
    print(f"\nsyncs between key and acknowledgement: {statistics.median(syncs):.0f} in the median, "
          f"{max(syncs)} at most;\ncheckpoints there: {checkpoints}, "
          f"before waiting for the next key: {sum('database' in rest for rest in rests)}")


def print_starts(program, session):
    """From the command to the first question."""
    wall, cpu, least = [], [], []
    for _ in range(STARTS):
        began = time.perf_counter()
        with session.review() as review:
            review.read()
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append(cpu_seconds(review.process.pid) * 1000)
        began = time.perf_counter()
        subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, check=True)
        least.append((time.perf_counter() - began) * 1000)
    print(f"\n{STARTS} starts, in ms{'median':>19}{'99th':>10}{'most':>10}{'x version':>10}")
    print_row("first question, wall", wall, least)
    print_row("first question, CPU", cpu)
    print_row("--version, wall", least)


def child_cpu(command, env):
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def print_undos(session):
    """Each undo finds those before it in its way."""
    learner = session.learner
    cpu = [child_cpu(learner.command("undo"), learner.env) for _ in range(UNDOS)]
    print(f"\n{UNDOS} times `undo`, in CPU ms{'median':>12}{'99th':>10}{'most':>10}")
    print_row("the first 20", cpu[:20])
    print_row("the last 20", cpu[-20:])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    program = options.program.resolve()
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as temporary:
        keep = options.keep or pathlib.Path(temporary) / "made"
        collection = keep / "collection.db"
        if not collection.exists():
            keep.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=keep) as making:
                make_collection(program, making).rename(collection)
        db = sqlite3.connect(collection)
        cards, events = (db.execute(f"select count(*) from {table}").fetchone()[0]
                         for table in ("card", "event"))
        db.close()
        print(f"{cards} cards, {events} events, {collection.stat().st_size >> 20} MiB")

        def session(name):
            folder = pathlib.Path(temporary) / name
            folder.mkdir()
            return Session(program, collection, folder)
        first = session("time")
        print_starts(program, first)
        print_answers(*time_answers(first), "by pipe")
        print_undos(first)
        first.learner.check()
        screen = session("screen")
        print_answers(*time_screen(screen), "on screen")
        screen.learner.check()
        print_trace(*trace(session("trace")))
        counts = trace_commands(session("commands"))
        print(f"syncs of the command `answer`: {statistics.median(counts):.0f} in the median, "
              f"{max(counts)} at most")


if __name__ == "__main__":
    main()
