"""Somebody's cat at the keyboard: random keys, 200 a second, for LIANXI_KEYS_SECONDS. The program
never crashes, saves what it says it has saved, and leaves the terminal as it was."""

import datetime
import os
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)
from pseudo_terminal import Pty  # noqa: E402

SECONDS = float(os.environ.get("LIANXI_KEYS_SECONDS", 10))
KEYS_A_SECOND, KEYS_AT_ONCE = 200, 10
FIRST_DAY = datetime.date(2026, 3, 2)

LETTERS = list("abcdefghijklmnoprstuvwxyz")  # q and Ctrl-D are rare: somebody should be there
DIGITS = list("0123456789")
HANZI = list("联系保持关系学习天气我你的一不，。？１２３４：")
# Keys of a terminal, whole and cut short, and bytes that are no text at all.
SEQUENCES = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOA", "\x1b[5~", "\x1b[6~", "\x1b[H",
             "\x1b[F", "\x1b[3~", "\x1b[1;5C", "\x1b[201~", "\x1b[200~lian2\rxi4\rq\x1b[201~",
             "\x1b", "\x1b[", "\x1b\x1b",
             b"\xe8", b"\xff", b"\xf0\x9f", "\u0301", "\u202e", "\U0001f408"]
CONTROLS = ["\x01", "\x05", "\x0b", "\x0c", "\x15", "\x17", "\x1a", "\t", "\x7f", "\b", "\0"]
ALT = ["\x1b" + key for key in "huesbfawp?x"]
LEAVING = ["q", "\x1bq", ":q\r", "\x04", "\x15\x04"]
ANSWERS = ["lian2xi4\r", "liánxì\r", "联系\r", ":hint\r", ":u\r", ":?\r", ":edit\r", ":x\r", "3", "1"]
SIZES = [(80, 24), (40, 12), (200, 60), (20, 5), (10, 3), (1, 1)]


def random_key(chance):
    kinds = ((LETTERS, 25), (DIGITS, 12), (HANZI, 12), (["\r"], 15), ([" "], 5), (SEQUENCES, 8),
             (CONTROLS, 6), (ALT, 8), (ANSWERS, 8), (LEAVING, 1))
    chosen = chance.choices([keys for keys, _ in kinds], [often for _, often in kinds])[0]
    key = chance.choice(chosen)
    return key if isinstance(key, bytes) else key.encode()


class Cat:
    """A learner whose answers are counted as the program counts them."""

    def __init__(self, test):
        self.test = test
        self.learner = test.learner("cat")
        self.learner.env["EDITOR"] = "true"
        self.learner.done("import", "-q", *test.decks)
        self.learner.done("config", "set", "speak", "cat")
        self.days = self.runs = self.keys = self.answers = 0
        self.events = self.learner.log()

    def start(self):
        """A run of the program on a day that still has a question."""
        while True:
            self.learner.now = f"{FIRST_DAY + datetime.timedelta(self.days)}T09:00+08:00"
            six = self.test.random.choice([(), ("--grades", "six")])
            run = Pty(self.learner, "review", *six)
            if "nothing is due" not in run.wait_until(
                    lambda text: text if "\x1b[?25" in text or "nothing is due" in text else ""):
                return run
            self.test.check("nothing to do", run.close(), lianxi.NOTHING)
            self.days += 1
            # What is hidden by chance would leave nothing to ask in the end.
            self.learner.run("resume", "-q", "is:suspended")
            self.events = self.learner.log()

    def type_for(self, seconds):
        """Types until the program leaves or the time is over, then Ctrl-C; gives the time left."""
        run, chance = self.start(), self.test.random
        end = time.monotonic() + seconds
        while time.monotonic() < end and not run.ended():
            tick = time.monotonic() + KEYS_AT_ONCE / KEYS_A_SECOND
            run.send(b"".join(random_key(chance) for _ in range(KEYS_AT_ONCE)))
            self.keys += KEYS_AT_ONCE
            if chance.random() < 0.05:
                run.resize(*chance.choice(SIZES))
            while time.monotonic() < tick and not run.ended():
                run.read(max(0, tick - time.monotonic()))
        interrupted = not run.ended()
        if interrupted:
            run.send("\x03")
        left = end - time.monotonic()
        self.compare(run, run.close(), interrupted)
        return left

    def compare(self, run, status, interrupted):
        self.runs += 1
        written = run.text()
        last = written.rpartition("\x1b[?1049l")[2]
        if status not in ((0, 130) if interrupted else (0,)):
            self.test.fail(f"the exit status is {status}:\n{last}")
        self.test.check("the terminal's settings", run.left, run.settings)
        self.test.check("screens entered and left", written.count("\x1b[?1049h"),
                        written.count("\x1b[?1049l"))
        for what in ("?7", "?25"):
            self.test.check(f"the last {what}", re.findall(rf"\x1b\[{re.escape(what)}([hl])",
                                                           written)[-1], "h")
        said = re.search(r"(?:done|saved): (\d+) answer", last)
        before, self.events = self.events, self.learner.log()
        self.test.check("what was in the log before",
                        [event["seq"] for event in self.events[:len(before)]],
                        [event["seq"] for event in before])
        saved = [event for event in self.events[len(before):]
                 if event["type"] == "review" and not event["undone"]]
        wanted = int(said.group(1)) if said else 0
        self.answers += wanted
        # Between an answer's way into the log and its notice there is time for Ctrl-C.
        if len(saved) - wanted not in ((0, 1) if interrupted else (0,)):
            self.test.fail(f"{wanted} answers were said to be saved, {len(saved)} are; status "
                           f"{status}:\n{last}")


def random_keys(test):
    cat = Cat(test)
    left = SECONDS
    while left > 0:
        left = cat.type_for(left)
    cat.learner.check()
    print(f"{cat.keys} keys, {cat.runs} runs of the program, {cat.answers} answers, "
          f"{len(cat.events)} events, {cat.days + 1} days")
    if cat.answers == 0 or cat.runs < 2:
        test.fail("nothing was answered")


if __name__ == "__main__":
    lianxi.main(random_keys)
