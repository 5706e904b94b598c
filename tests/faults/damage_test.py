"""Damaged files: `check` says so, `check --repair` saves every event whose page is untouched."""

import datetime
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)
from stored_pages import PAGE, StoredPages  # noqa: E402

DAYS = 20
ANSWERS_A_DAY = 120
FIRST_DAY = datetime.date(2026, 3, 2)
RANDOM_PAGES = 12
ROUNDS = 10
LAST_LINE = "lianxi check --repair saves what can be read"

# An event with all its facts, by names that are the same in every file.
EVENTS = """
  select device.code, event.seq, event.id, clock_ms, clock_n, written_at, study_day, type,
         subject.key, payload, rating, quality, taken_ms, hints, sentence.key, first_sight,
         scheduler.name, previous.code, previous_seq, interval_days
  from event join device on device.id = event.device
  left join stable_key as subject on subject.id = event.subject
  left join review on review.event = event.id
  left join stable_key as sentence on sentence.id = review.sentence
  left join scheduler on scheduler.id = review.scheduler
  left join device as previous on previous.id = review.previous_device"""


def rows(path, sql):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def events(path):
    """All events by their row."""
    return {row[2]: row for row in rows(path, EVENTS)}


def attempts(path):
    return set(rows(path, "select event, n, typed, verdict from attempt"))


def answer(test, learner, count):
    """Answers so many questions; leaves the session open."""
    review = learner.review("--new", 1000)
    for _ in range(count):
        question = review.read()
        if not question:
            break
        if test.random.random() < 0.5:
            review.ask({"answer": test.random.choice(("lian2xi4", "联系", "he1cha2", ""))})
        review.ask({"rating": test.random.choice((1, 3, 3, 4))})
    return review


def all_decks(test):
    return sorted(path.parent for path in test.source.glob("decks/*/deck.md"))


def studied(test):
    """A learner of some weeks: a file without a log, with a backup of the week before."""
    learner = test.learner("studied")
    learner.done("import", "-q", *test.decks)
    for day in range(DAYS):
        learner.now = f"{FIRST_DAY + datetime.timedelta(days=day)}T09:00+08:00"
        if day == DAYS // 4:
            learner.done("import", "-q", *all_decks(test))
        if day == DAYS - 5:
            learner.done("backup", "-q")
        with answer(test, learner, ANSWERS_A_DAY):
            pass
    for command in (("suspend", "联系"), ("flag", "关系", "--note", "odd"), ("undo",),
                    ("config", "set", "new-cards", "7")):
        learner.done("-q", *command)
    learner.check()
    return learner


class Case:
    """A copy of the learner's collection to be damaged."""

    def __init__(self, test, learner, name, backups=False):
        self.test, self.name = test, name
        self.learner = test.learner(name.replace(" ", "-"), learner.now)
        self.before = events(learner.collection)
        shutil.copy(learner.collection, self.learner.collection)
        log = pathlib.Path(f"{learner.collection}-wal")
        self.log = pathlib.Path(f"{self.learner.collection}-wal")
        if log.exists():
            shutil.copy(log, self.log)
        if backups:
            shutil.copytree(learner.folder / "backups", self.learner.folder / "backups")

    def overwrite(self, at, data, path=None):
        with open(path or self.learner.collection, "r+b") as file:
            file.seek(at)
            file.write(data)

    def random_bytes(self, size):
        return self.test.random.randbytes(size)

    def repair(self):
        """Checks, repairs and checks again; gives what the repair says."""
        found = self.learner.run("check")
        lines = found.out.decode().splitlines()
        self.test.check(f"{self.name}: check", (found.status, lines[-1:]), (4, [LAST_LINE]))
        damaged = self.learner.collection.read_bytes()
        report = self.learner.json("check", "--repair")
        self.learner.check()
        self.test.check(f"{self.name}: the damaged file stays",
                        pathlib.Path(report["aside"]).read_bytes() == damaged, True)
        return report

    def compare(self, report, wanted):
        """The events saved are those wanted, each as it was, and the others are counted."""
        after = events(self.learner.collection)
        renamed = any(device["renamed"] for device in report["devices"])
        begin = 1 if renamed else 0
        changed = [row for id, row in after.items()
                   if self.before.get(id, ())[begin:17] != row[begin:17]]
        self.test.check(f"{self.name}: events that have changed", changed[:3], [])
        self.test.check(f"{self.name}: events missing", sorted(wanted - set(after))[:10], [])
        self.test.check(f"{self.name}: events counted", report["events"], len(after))
        print(f"{self.name}: {len(after)} of {len(self.before)} events saved, "
              f"{report['lost_events']} counted as lost, {report['lost_texts']} texts lost"
              f"{', renamed' if renamed else ''}", flush=True)


def whole_events(pages, before, key_ids, damaged):
    """Events of which every row stands on a page that is untouched."""
    lost = pages.lost("event", damaged) | pages.lost("review", damaged)
    keys = pages.lost("stable_key", damaged) & pages.lost("sqlite_autoindex_stable_key_1", damaged)
    for id, row in before.items():
        if key_ids.get(row[8]) in keys or key_ids.get(row[14]) in keys:
            lost.add(id)
    return set(before) - lost


def damaged_pages(test):
    learner = studied(test)
    pages = StoredPages(learner.collection)
    key_ids = {key: id for id, key in rows(learner.collection, "select id, key from stable_key")}
    size = learner.collection.stat().st_size
    print(f"{size} bytes, {len(events(learner.collection))} events", flush=True)

    def run(name, overwritten, change, backups=False, exact=True):
        case = Case(test, learner, name, backups)
        change(case)
        report = case.repair()
        wanted = whole_events(pages, case.before, key_ids, overwritten)
        case.compare(report, wanted)
        after = events(case.learner.collection)
        if exact:
            test.check(f"{name}: events saved", set(after), wanted)
            test.check(f"{name}: events lost", report["lost_events"],
                       len(case.before) - len(after))
        kept = attempts(learner.collection)
        extra = attempts(case.learner.collection) - kept
        test.check(f"{name}: typed answers that were never given", extra, set())
        return case, report

    middle = size // 2 // PAGE * PAGE
    touched = set(range(middle // PAGE + 1, middle // PAGE + 17))
    case, report = run("middle", touched,
                       lambda case: case.overwrite(middle, case.random_bytes(65536)), backups=True)
    inside = {(row[0], row[1]) for row in case.before.values()}
    backup = next((case.learner.folder / "backups").iterdir())
    gain = {(row[0], row[1]) for row in events(backup).values()} - {
        (row[0], row[1]) for row in events(case.learner.collection).values()}
    is_whole = report["lost_events"] + report["lost_reviews"] + report["lost_texts"] == 0
    test.check("what a backup gives back", (report["backup"], report["backup_events"]),
               (None, None) if is_whole else (str(backup), len(gain)))
    test.check("a gain is of the collection's", gain <= inside, True)

    log = sorted(pages.ids["event"])[len(pages.ids["event"]) // 2]
    in_log = set(range(log, min(log + 16, pages.count + 1)))
    run("middle of the log", in_log,
        lambda case: case.overwrite((log - 1) * PAGE, case.random_bytes(len(in_log) * PAGE)),
        exact=False)
    # What the others name; their indexes hold the same.
    names = rows(learner.collection, "select id, name from deck order by id")
    for table in ("stable_key", "device", "deck"):
        page = sorted(pages.ids[table])[0]
        case, _ = run(f"a page of {table}", {page}, lambda case, page=page: case.overwrite(
            (page - 1) * PAGE, case.random_bytes(PAGE)))
        test.check(f"names of decks without a page of {table}",
                   rows(case.learner.collection, "select id, name from deck order by id"), names)
    run("header", {1}, lambda case: case.overwrite(0, case.random_bytes(100)))
    run("first page", {1}, lambda case: case.overwrite(0, bytes(PAGE)))

    def zero_schema(case):
        for page in pages.schema:
            case.overwrite((page - 1) * PAGE, bytes(PAGE))
    run("schema", pages.schema, zero_schema)

    in_use = [page for page in range(2, pages.count + 1) if page not in pages.free]
    for page in test.random.sample(in_use, RANDOM_PAGES):
        run(f"page {page}", {page},
            lambda case, page=page: case.overwrite((page - 1) * PAGE, case.random_bytes(PAGE)),
            exact=False)

    # The first pages hold the device's name and its index.
    first = set(range(1, 33))
    _, named = run("beginning", first,
                   lambda case: case.overwrite(0, case.random_bytes(32 * PAGE)), backups=True)
    test.check("a backup knows the name", any(each["renamed"] for each in named["devices"]), False)
    _, unnamed = run("beginning alone", first,
                     lambda case: case.overwrite(0, case.random_bytes(32 * PAGE)))
    test.check("nobody knows the name", any(each["renamed"] for each in unnamed["devices"]), True)

    half = size // 2 // PAGE

    def cut(case):
        with open(case.learner.collection, "r+b") as file:
            file.truncate(half * PAGE + 1000)
    run("half", set(range(half + 1, pages.count + 1)), cut, exact=False)


def pages_of(log):
    """The pages that stand in a log, by SQLite's format of it: in frames up to the last commit."""
    frames = log.read_bytes()[32:]
    pages, waiting = set(), set()
    for at in range(0, len(frames) - 24 - PAGE + 1, PAGE + 24):
        waiting.add(int.from_bytes(frames[at:at + 4], "big"))
        if any(frames[at + 4:at + 8]):  # the size of the file after a commit
            pages |= waiting
            waiting = set()
    return pages


def killed(test, answers, before=20):
    """A learner whose session ended so many answers after the last checkpoint, and its log."""
    learner = test.learner(f"killed {answers} after {before}")
    learner.done("import", "-q", *all_decks(test))
    with answer(test, learner, before):
        pass
    review = answer(test, learner, answers)
    review.process.kill()
    review.close()
    log = pathlib.Path(f"{learner.collection}-wal")
    test.check("a log is left", log.stat().st_size > 20 * PAGE, True)
    return learner, log


def damaged_log(test):
    """Answers that stand in the log beside the file, and the file or the log is damaged."""
    lost = 0
    # Of few answers some leave the size of the file alone, and with it the first page.
    for answers, before in ((60, 20), *((4, 20 + 2 * more) for more in range(12))):
        learner, log = killed(test, answers, before)
        everything = set(Case(test, learner, f"as it was after {before} and {answers}").before)
        case = Case(test, learner, f"header with a log of {answers} after {before}")
        case.overwrite(0, case.random_bytes(PAGE))
        if 1 in pages_of(log):  # the file grew, and so its first page is in the log, too
            test.check("the log heals the header", case.learner.run("check").status, 0)
            test.check("nothing is lost", set(events(case.learner.collection)), everything)
        else:
            case.compare(case.repair(), everything)
            lost += 1
            break
    test.check("a header was lost", lost > 0, True)

    learner, log = killed(test, 61)
    size = log.stat().st_size
    for number in range(6):
        case = Case(test, learner, f"log {number}")
        at = 32 + test.random.randrange(size - 8 * PAGE)
        case.overwrite(at, case.random_bytes(5 * PAGE), case.log)
        case.overwrite(0, case.random_bytes(100))
        visible = Case(test, learner, f"visible {number}")
        with open(log, "rb") as file:
            visible.log.write_bytes(file.read(32 + (at - 32) // (PAGE + 24) * (PAGE + 24)))
        if 1 in pages_of(visible.log):
            test.check(f"log {number}: its first part heals the header",
                       case.learner.run("check").status, 0)
            test.check(f"log {number}: what it holds is there",
                       set(events(case.learner.collection)),
                       set(events(visible.learner.collection)))
        else:
            case.compare(case.repair(), set(events(visible.learner.collection)))


def refused(test):
    """What is no collection is left alone; so is one that another process has open."""
    learner = test.learner("refused")
    learner.collection.write_bytes(test.random.randbytes(50000))
    before = learner.collection.read_bytes()
    said = learner.run("check", "--repair")
    test.check("noise", (said.status, b"nothing of the log could be read" in said.err), (4, True))
    test.check("noise stays", learner.collection.read_bytes() == before, True)
    test.check("and nothing else is there", sorted(path.name for path in learner.folder.iterdir()
                                                   if path.is_file()), ["collection.db"])
    learner = test.learner("open")
    learner.done("import", "-q", *test.decks)
    review = learner.review()
    review.read()
    with open(learner.collection, "r+b") as file:
        file.seek(5 * PAGE)
        file.write(test.random.randbytes(PAGE * 20))
    said = learner.run("check", "--repair")
    test.check("open elsewhere", (said.status, b"is open in another process" in said.err), (4, True))
    review.process.kill()
    review.close()


def emptied(test):
    """A collection that has gone, or of which nothing is left, is not begun anew over its backups."""
    for name, damage in (("emptied", lambda path: path.write_bytes(b"")),
                         ("gone", lambda path: path.unlink())):
        learner = test.learner(name)
        learner.done("import", "-q", *test.decks)
        learner.done("backup", "-q")
        before = learner.check()["state"]
        damage(learner.collection)
        for command in (("check",), ("review",), ("due",), ("import", *test.decks)):
            said = learner.run(*command)
            told = b"but there are backups of it" in said.out + said.err
            test.check(f"{name}: {command[0]}", (said.status, told), (4, True))
        backup = next((learner.folder / "backups").iterdir())
        learner.done("restore", "--force", backup)
        test.check(f"{name}: restored", learner.check()["state"], before)
    learner = test.learner("only a log")
    learner.done("import", "-q", *test.decks)
    review = answer(test, learner, 5)
    review.process.kill()
    review.close()
    log = pathlib.Path(f"{learner.collection}-wal").read_bytes()
    learner.collection.write_bytes(b"")
    for command in ("review", "due", "check", "backup"):
        said = learner.run(command)
        told = b"there is a log beside it" in said.out + said.err
        test.check(f"a log alone: {command}", (said.status, told), (4, True))
    report = learner.json("check", "--repair")
    test.check("the log stays", pathlib.Path(f"{report['aside']}-wal").read_bytes() == log, True)
    learner.check()
    learner = test.learner("begun")
    learner.collection.write_bytes(b"")
    learner.check()
    learner.done("import", "-q", *test.decks)


def waiting_shells(test):
    """Acts that begin while a repair goes on are in the new file, or are refused."""
    learner = test.learner("asked")
    learner.done("import", "-q", *all_decks(test))
    with answer(test, learner, 20):
        pass
    middle = learner.collection.stat().st_size // 2 // PAGE * PAGE
    refused = 0
    for number in range(ROUNDS):
        case = Case(test, learner, f"round {number}")
        case.overwrite(middle, case.random_bytes(PAGE))
        repair = subprocess.Popen(case.learner.command("check", "--repair", "--json"),
                                         env=case.learner.env, stdout=subprocess.DEVNULL)
        notes, shells = [f"note {number} {shell}" for shell in range(4)], []
        for note in notes:
            time.sleep(test.random.uniform(0.01, 0.04))
            shells.append(subprocess.Popen(
                case.learner.command("-q", "flag", "关系", "--note", note), env=case.learner.env,
                stderr=subprocess.DEVNULL))
        said = [shell.wait() for shell in shells]
        # A flag that came first has the file: then the repair is refused.
        if repair.wait() != 0:
            refused += 1
            continue
        case.learner.check()
        log = case.learner.done("log", "--json")
        lost = [note for note, status in zip(notes, said) if status == 0 and note not in log]
        test.check(f"{case.name}: acts that were told of and are lost", lost, [])
    test.check("a repair comes about", refused < ROUNDS, True)


if __name__ == "__main__":
    lianxi.main(damaged_pages, damaged_log, refused, emptied, waiting_shells)
