"""Two shells and more on one collection: every answer is in the log once, nobody is locked out
while all are quick, and who holds the collection too long is named.

LIANXI_SHELLS_SECONDS (8) is how long they answer at once."""

import collections
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)
from pseudo_terminal import Pty  # noqa: E402

SECONDS = float(os.environ.get("LIANXI_SHELLS_SECONDS", "8"))
SESSIONS, SINGLE = 2, 2  # processes in `review --json`, and those that run `answer` again and again

# Holds the write lock until it is killed. Its last argument is there to be printed.
HOLD = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("begin immediate")
print("held", flush=True)
time.sleep(600)
"""


class Shell(threading.Thread):
    """One process at a time that answers until the time is over."""

    def __init__(self, learner, name, until):
        super().__init__()
        self.learner, self.name, self.until = learner, name, until
        self.acknowledged, self.problems = [], []

    def next_text(self):
        """A wrong answer that no other shell types."""
        return f"{self.name}x{len(self.acknowledged)}"

    def run(self):
        try:
            while time.monotonic() < self.until:
                self.work()
        except Exception as problem:  # whatever it is, the test must hear of it
            self.problems.append(f"{type(problem).__name__}: {problem}")


class Session(Shell):
    """Answers in `review --json`. What is answered again comes again: there is always one more."""

    def work(self):
        review = self.learner.review("kind:reading")
        question = review.read()
        while question and time.monotonic() < self.until:
            text = self.next_text()
            review.ask({"answer": text})
            if "saved" in review.ask({"rating": 1}):
                self.acknowledged.append(text)
            question = review.read()
        status, said = review.close()
        if status != 0 or said:
            self.problems.append(f"review ended with {status}: {said}")


class Single(Shell):
    """Runs `answer` on one card after the other."""

    def __init__(self, learner, name, until, cards):
        super().__init__(learner, name, until)
        self.cards = cards

    def work(self):
        text = self.next_text()
        card = self.cards[len(self.acknowledged) % len(self.cards)]
        result = self.learner.run("answer", card, text, "--rating", 1, "--json")
        if result.status == 0:
            self.acknowledged.append(text)
        else:
            self.problems.append(f"answer ended with {result.status}: {result.err.decode()}")


def answer_next(learner):
    """Answers the next card with again; gives its id."""
    card = learner.json("next", "kind:reading -rated:1d")["card"]
    learner.done("answer", card, "--rating", 1)
    return card


def answering_at_once(test):
    learner = test.learner("many")
    learner.done("import", "-q", *test.decks)
    for key, value in (("new-cards", 999), ("new-per-entry", 99), ("spacing-days", 0)):
        learner.done("config", "set", key, value)
    # Once answered again, a card may be answered all day.
    cards = [answer_next(learner) for _ in range(8)]
    before = len(learner.log())
    until = time.monotonic() + SECONDS
    shells = [Session(learner, f"s{n}", until) for n in range(SESSIONS)]
    shells += [Single(learner, f"a{n}", until, cards) for n in range(SINGLE)]
    for shell in shells:
        shell.start()
    for shell in shells:
        shell.join(SECONDS + lianxi.PATIENCE)
        test.check(f"{shell.name} has come to its end", shell.is_alive(), False)
        test.check(f"{shell.name} had no problem", shell.problems, [])
    acknowledged = collections.Counter(text for shell in shells for text in shell.acknowledged)
    log = learner.log()
    typed = collections.Counter(attempt["typed"] for event in log[before:]
                                for attempt in event["attempts"])
    test.check("answers acknowledged and not in the log once", acknowledged - typed,
               collections.Counter())
    test.check("answers in the log that nobody was told of", typed - acknowledged,
               collections.Counter())
    test.check("devices that have written", len({event["device"] for event in log}), 1)
    test.check("seqs", [event["seq"] for event in log], list(range(1, len(log) + 1)))
    learner.check()
    counts = ", ".join(f"{shell.name} {len(shell.acknowledged)}" for shell in shells)
    print(f"{sum(acknowledged.values())} answers acknowledged in {SECONDS:g} s ({counts}), "
          f"{sum((acknowledged - typed).values())} lost")
    for shell in shells:
        if not shell.acknowledged:
            test.fail(f"{shell.name} was never let in")


def hold(test, learner):
    """A process that keeps the collection locked; its command line holds a control character."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, learner.collection, "big\x1b[31m.md"],
                              stdout=subprocess.PIPE)
    test.check("the lock is held", holder.stdout.readline(), b"held\n")
    return holder


def let_go(holder):
    holder.kill()
    holder.wait()
    holder.stdout.close()


def the_holder_is_named(test):
    learner = test.learner("held")
    learner.done("import", "-q", *test.decks)
    card = learner.json("next")["card"]
    before = learner.check()
    holder = hold(test, learner)
    try:
        learner.done("due")  # reading goes on
        result = learner.run("answer", card, "--rating", 3)
        review = learner.review("kind:reading")
        review.read()
        review.ask({"answer": "liu2"})
        review.send({"rating": 3})
        status, said = review.close()
    finally:
        let_go(holder)
    program = pathlib.Path(sys.executable).name
    for what, got, text in (("answer", result.status, result.err.decode()),
                            ("review", status, said)):
        test.check(f"{what}: exit status", got, lianxi.COLLECTION)
        wanted = f"collection {learner.collection}: database is locked by process {holder.pid}"
        if not text.startswith(f"lianxi: {wanted} ({program}"):
            test.fail(f"{what}: the holder is not named: {text}")
        test.check(f"{what}: control characters of its command line", "\x1b" in text, False)
    test.check("the collection is as it was", learner.check(), before)
    learner.done("answer", card, "--rating", 1)


def named_at_a_terminal(test):
    """The answer is not lost: once the other is gone the same key saves it."""
    learner = test.learner("terminal")
    learner.done("import", "-q", *test.decks)
    terminal = Pty(learner, "review", "--accessible", "kind:reading")
    terminal.wait_until(lambda new: "1 of" in new)
    terminal.send("liu2\r")
    terminal.wait_until(lambda new: "q quit" in new)
    holder = hold(test, learner)
    try:
        begin = len(terminal.text())
        terminal.send("3\r")
        terminal.wait_until(lambda new: f"by process {holder.pid}" in new and "try again" in new,
                            begin)
    finally:
        let_go(holder)
    begin = len(terminal.text())
    terminal.send("3\r")
    terminal.wait_until(lambda new: "2 of" in new, begin)
    terminal.send("\x04")
    test.check("the session's exit status", terminal.close(), 0)
    reviews = [event for event in learner.log() if event["type"] == "review"]
    test.check("reviews", [event["rating"] for event in reviews], [3])


if __name__ == "__main__":
    lianxi.main(answering_at_once, the_holder_is_named, named_at_a_terminal)
