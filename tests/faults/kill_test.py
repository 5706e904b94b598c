"""kill -9 at any moment: a session loses no acknowledged answer, a command is done or not begun.

With `full` as its third word 1,000 sessions are killed at a terminal, else a few dozen."""

import datetime
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)
from pseudo_terminal import Pty  # noqa: E402

FULL = sys.argv[3:] == ["full"]
TERMINAL_KILLS, PIPE_KILLS, COMMAND_KILLS = (1000, 200, 100) if FULL else (40, 30, 10)
SESSIONS_OF_A_COLLECTION = 50
SHELLS_AT_ONCE = 4
FIRST_DAY = datetime.date(2026, 3, 2)
# A sanitizer build answers a few dozen times a second; a release build hundreds of times.
LONGEST_LIFE = 0.25
HEADING = re.compile(rb" \xc2\xb7 (\d+)/\d+")


# Sessions -----------------------------------------------------------------------------------------

def answer_over_pipes(test, learner):
    """Kills a session at a random moment; gives the ratings whose saved lines were read."""
    saved = []
    review = learner.review("--new", 1000)
    early = test.random.random() < 0.1  # now and then before the first question
    question = None if early else review.read()
    timer = threading.Timer(test.random.uniform(0, LONGEST_LIFE), review.process.kill)
    timer.start()
    try:
        question = question or review.read()
        while question:
            if test.random.random() < 0.3:
                review.ask({"answer": "lian2xi4"})
            # Mostly wrong, so that cards come again and there is always one more.
            saved.append(review.ask({"rating": test.random.choice((1, 1, 1, 2, 3, 4))})["saved"])
            question = review.read()
    except (BrokenPipeError, ValueError, lianxi.Differs):
        pass  # the pipe closed under the question, the line ended early or there was none
    timer.join()
    status, said = review.close()
    if status not in (-9, 0):
        test.fail(f"review ended with {status} before it was killed: {said}")
    return [answer["rating"] for answer in saved], status == -9


def answer_at_terminal(test, learner):
    """The same at a terminal; an answer is acknowledged when the next question is shown."""
    run = Pty(learner, "review", "--new", 1000)
    early = test.random.random() < 0.1
    end = time.monotonic() + lianxi.PATIENCE / 3
    while not early and not HEADING.search(run.written) and time.monotonic() < end:
        run.read(0.01)
    timer = threading.Timer(test.random.uniform(0, LONGEST_LIFE), run.process.kill)
    timer.start()
    given, looked_to = [], 0
    while not run.ended():
        run.read(0.01)
        for heading in HEADING.finditer(run.written, looked_to):
            looked_to = heading.end()
            if int(heading[1]) == len(given) + 1:
                given.append(test.random.choice((1, 1, 1, 2, 3, 4)))
                # Enter shows the answer, of a typed one too: it is not known.
                run.send(f"\r{given[-1]}")
    timer.join()
    status = run.close()
    if status not in (-9, 0):
        test.fail(f"review ended with {status} before it was killed:\n{run.text()[-500:]}")
    shown = [int(number) for number in HEADING.findall(run.written)]
    return given[:max(shown, default=1) - 1], status == -9


def killed_sessions(test, where, answer, wanted):
    """Kills so many sessions, each on a day of its own, and compares what they had shown as saved
    with the log."""
    kills = answers = unheard = lost = 0
    while kills < wanted:
        learner = test.learner(f"{where.replace(' ', '-')}-{kills}")
        learner.done("import", "-q", *test.decks)
        acknowledged = {}
        before = kills
        for day in range(2 * SESSIONS_OF_A_COLLECTION):
            if kills == min(wanted, before + SESSIONS_OF_A_COLLECTION):
                break
            today = str(FIRST_DAY + datetime.timedelta(days=day))
            learner.now = f"{today}T09:00+08:00"
            acknowledged[today], killed = answer(test, learner)
            kills += killed
            learner.check()
        if kills == before:
            return test.fail("no session lived until it was killed")
        answers += sum(map(len, acknowledged.values()))
        more, gone = compare_log(test, learner, acknowledged)
        unheard, lost = unheard + more, lost + gone
        shutil.rmtree(learner.folder)
    print(f"{kills} sessions killed {where}: {answers} answers acknowledged, {unheard} saved "
          f"without a word of it, {lost} lost", flush=True)
    if answers < kills:
        test.fail("too few answers")


def compare_log(test, learner, acknowledged):
    """Each day's reviews are the acknowledged ones, in order, and at most one on its way. Gives how
    many were on their way, and how many are lost."""
    logged = {day: [] for day in acknowledged}
    for event in learner.log():
        if event["type"] == "review":
            logged[event["day"]].append(event["rating"])
    on_their_way = lost = 0
    for day, wanted in acknowledged.items():
        found = logged[day]
        test.check(f"{day}: acknowledged answers in the log", found[:len(wanted)], wanted)
        on_their_way += max(0, len(found) - len(wanted))
        lost += max(0, len(wanted) - len(found))
        if len(found) > len(wanted) + 1:
            test.fail(f"{day}: {len(found) - len(wanted)} reviews that nobody was told of")
    return on_their_way, lost


def sessions_over_pipes(test):
    killed_sessions(test, "over pipes", answer_over_pipes, PIPE_KILLS)


def sessions_at_a_terminal(test):
    killed_sessions(test, "at a terminal", answer_at_terminal, TERMINAL_KILLS)


# Commands -----------------------------------------------------------------------------------------

class Kept:
    """A collection to begin from again and again, in the same file."""

    def __init__(self, learner):
        self.learner = learner
        self.copy = learner.folder / "kept.db"
        shutil.copyfile(learner.collection, self.copy)
        self.state = pathlib.Path(learner.env["XDG_STATE_HOME"])
        self.kept_state = learner.folder / "kept-state"
        shutil.copytree(self.state, self.kept_state)

    def put_back(self):
        # Else it would take itself for a copy, and go on as another device.
        shutil.rmtree(self.state)
        shutil.copytree(self.kept_state, self.state)
        for path in self.learner.folder.glob(self.learner.collection.name + "-*"):
            path.unlink()
        for path in self.learner.folder.glob(self.learner.collection.name + ".*"):
            path.unlink()
        shutil.copyfile(self.copy, self.learner.collection)

    def kill(self, test, words, lasts):
        """Runs a command and kills it at a random moment; True where it was killed."""
        self.put_back()
        process = subprocess.Popen(self.learner.command(*words), env=self.learner.env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(test.random.uniform(0, lasts))
        process.kill()
        return process.wait() == -9


def a_collection(test, name):
    learner = test.learner(name)
    learner.done("import", "-q", *test.decks)
    with learner.review("--new", 1000) as review:
        while review.read():
            if review.ask({"rating": 4})["saved"]["due"] is None:
                break
            if test.random.random() < 0.02:
                break
    return learner


def killed_commands(test):
    """Each leaves the collection as it was, or as it is when it is done."""
    learner = a_collection(test, "commands")
    text = learner.done("export", "deck", "first").replace("Definition: weather",
                                                           "Definition: weather, of any kind")
    deck = learner.folder / "newer.md"
    deck.write_text(text)
    kept = Kept(learner)
    every_deck = sorted(path.parent for path in test.source.glob("decks/*/deck.md"))
    for words in (("import", "-q", *every_deck), ("import", "-q", deck), ("undo",),
                  ("undo", "--import"), ("delete", "--force", "天气"),
                  ("config", "set", "rollover", "3"), ("suspend", "deck:first")):
        kept.put_back()
        before = digests(learner)
        started = time.monotonic()
        learner.done(*words)
        lasts = time.monotonic() - started
        after = digests(learner)
        test.check(f"{words[:2]} changes the collection", before != after, True)
        kills = undone = 0
        for _ in range(COMMAND_KILLS):
            kills += kept.kill(test, words, lasts)
            found = digests(learner)
            undone += found == before
            if found not in (before, after):
                test.fail(f"{words[:2]}: neither done nor left alone")
        print(f"{kills} killed of {COMMAND_KILLS} times `{' '.join(map(str, words[:2]))}`: "
              f"{undone} collections as they were", flush=True)


def digests(learner):
    report = learner.check()
    return report["state"], report["log"]


# Migrations ---------------------------------------------------------------------------------------

class Old:
    """A collection of the first version, made from the dump of one."""

    def __init__(self, test, name):
        self.test = test
        self.learner = test.learner(name)
        self.path = self.learner.collection
        self.backup = self.path.with_name(self.path.name + ".v1-backup")
        dump = (test.source / "tests/store/upgrade/v1.sql").read_text()
        connection = sqlite3.connect(self.path)
        connection.executescript(dump)
        connection.close()
        self.kept = Kept(self.learner)

    def look(self):
        """The version after a migration that may have been killed; a new one has a whole copy of
        the old one beside it."""
        version = version_of(self.path)
        if version == 1:
            return version
        if not self.backup.exists():
            self.test.fail("migrated without a copy aside")
        elif version_of(self.backup) != 1:
            self.test.fail("the copy aside is of another version")
        return version


def version_of(path):
    connection = sqlite3.connect(path)
    version, = connection.execute("pragma user_version").fetchone()
    sound, = connection.execute("pragma integrity_check").fetchone()
    connection.close()
    if sound != "ok":
        raise lianxi.Differs(f"{path}: {sound}")
    return version


def killed_migrations(test):
    """A migration that is killed leaves the old version or the new one."""
    old = Old(test, "migration")
    started = time.monotonic()
    old.learner.done("due")
    lasts = time.monotonic() - started
    wanted, newest = digests(old.learner), version_of(old.path)
    kills = still_old = 0
    for _ in range(3 * COMMAND_KILLS):
        kills += old.kept.kill(test, ("due",), lasts)
        version = old.look()
        still_old += version == 1
        if version not in (1, newest):
            test.fail(f"killed at version {version}, between 1 and {newest}")
        test.check("what it holds afterwards", digests(old.learner), wanted)
        test.check("the version afterwards", old.look(), newest)
    print(f"{kills} migrations killed: {still_old} collections of the old version", flush=True)


def migrations_at_once(test):
    """Several shells that find an old collection: one migrates it, all of them go on."""
    old = Old(test, "at-once")
    for _ in range(COMMAND_KILLS):
        old.kept.put_back()
        shells = [subprocess.Popen(old.learner.command("due"), env=old.learner.env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                  for _ in range(SHELLS_AT_ONCE)]
        said = [shell.communicate()[1] for shell in shells]
        test.check("what they say", [(shell.returncode, err) for shell, err in zip(shells, said)],
                   [(0, b"")] * SHELLS_AT_ONCE)
        old.look()
        left = sorted(path.name for path in old.path.parent.glob("collection.db?*"))
        test.check("files beside it", left, [old.backup.name])


if __name__ == "__main__":
    lianxi.main(sessions_at_a_terminal, sessions_over_pipes, killed_commands, killed_migrations,
                migrations_at_once)
