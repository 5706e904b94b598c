"""A learner at a terminal: the real program in tmux, at a usual size and at a small one. What the
screen shows at each step stands in screens/SIZE/STEP.txt; LIANXI_REWRITE=1 writes them anew."""

import difflib
import os
import pathlib
import re
import shutil
import signal
import sys
import time

import lianxi
import review_script
from screen import Terminal, width

SCREENS = pathlib.Path(__file__).parent / "screens"
USUAL, SMALL = (80, 24), (40, 12)
REWRITE = bool(os.environ.get("LIANXI_REWRITE"))

NOTHING_LEFT = "nothing is left"
CARD = re.compile(r"[a-z]+( · once more)? · \d+/\d+|" + NOTHING_LEFT)

shown_keys = set()  # those that some step has shown to do what the help sheet says
help_sheet = []
compared = set()  # the files of screens that steps have used


class OnScreen:
    """Hands at a painted screen, and eyes that compare it."""

    def __init__(self, test, learner, size):
        self.test, self.learner, self.size = test, learner, size
        self.home = learner.folder / "home"
        self.terminal = Terminal(learner, *size)
        self.card = None  # the heading of the latest one
        self.places = {}  # of prompt and input line, of each card
        self.drills = 0

    # Hands

    def enter(self):
        self.terminal.keys("Enter")

    def press(self, key):
        self.terminal.type(key)

    def answer(self, text):
        self.terminal.type(text)
        self.enter()

    def draft(self, text):
        self.terminal.type(text)

    def finish(self, _, rest):
        """Types the rest of a draft, which is still there."""
        self.answer(rest)

    def command(self, key):
        self.terminal.keys(f"M-{key}")

    # Eyes

    def question(self):
        """The card that comes after the latest one, once the screen stands still."""
        def is_next(screen):
            heading = CARD.match(screen.rows[0])
            return heading and heading.group() != self.card
        self.terminal.wait_for(until=is_next)
        screen = self.terminal.rest()
        self.card = CARD.match(screen.rows[0]).group()
        return screen.text()

    def step(self, name, *texts, keys=(), size=None):
        """Compares the screen with the file of this name, and keeps to what is always true."""
        screen = self.compare(name, texts, size or self.size)
        self.check_places(name, screen)
        self.check_caret(name, screen)
        shown_keys.update([keys] if isinstance(keys, str) else keys)

    def sheet(self, name, *texts, keys):
        """Reads a page of its own to its end, and leaves it."""
        screen = self.compare(name, texts, self.size)
        rows, page = screen.rows[1:], 1
        while "  … more" in screen.rows:
            self.press(" ")
            page += 1
            # A row that has been read, or the end, is what the next page has in another place.
            screen = self.compare(f"{name}-{page}", (), self.size, differs_from=screen)
            rows += screen.rows[1:]
            shown_keys.add("space")
        if page > 1:
            self.scroll_back(name, page, screen)
        if name.startswith("help"):
            help_sheet.append(rows)
        shown_keys.add(keys)
        self.enter()

    def scroll_back(self, name, pages, last):
        self.terminal.keys("PageUp")
        before = self.terminal.wait_for(until=lambda screen: screen != last)
        self.terminal.keys("PageDown")
        self.terminal.wait_for(until=lambda screen: screen == last)
        self.test.check(f"{name}: page up goes back from page {pages}", "(end)" in before.text(),
                        False)
        shown_keys.update(("page up", "page down"))

    def compare(self, name, texts, size, differs_from=None):
        path = SCREENS / "{}x{}".format(*size) / f"{name}.txt"
        compared.add(path)
        if REWRITE:
            self.terminal.wait_for(*texts, until=lambda screen: screen != differs_from)
            screen = self.terminal.rest(*texts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(screen), encoding="utf-8")
            return screen
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        screen = self.settled(wanted, texts)
        if str(screen) != wanted:
            lines = difflib.unified_diff(wanted.splitlines(), str(screen).splitlines(),
                                         str(path), "the screen", lineterm="")
            self.test.fail("\n".join(lines))
        return screen

    def settled(self, wanted, texts):
        """The screen as soon as it is as wanted, else once it has stood still for long."""
        screen, since = None, time.monotonic()
        while time.monotonic() < since + 3:
            now = self.terminal.wait_for(*texts)
            if str(now) == wanted:
                return now
            if now != screen:
                screen, since = now, time.monotonic()
            time.sleep(0.02)
        return screen

    def check_places(self, name, screen):
        """Prompt and input line stay where they are while a card is up."""
        card = CARD.match(screen.rows[0])
        if not card or card.group() == NOTHING_LEFT:
            return
        prompt = next((row, text[:8]) for row, text in enumerate(screen.rows[1:], 1) if text)
        lines = [row for row, text in enumerate(screen.rows) if re.match(r">|note:", text)]
        places = self.places.setdefault(card.group(), [prompt, lines])
        self.test.check(f"{name}: the prompt's place", prompt, places[0])
        if lines:
            places[1] = places[1] or lines
            self.test.check(f"{name}: the input line's place", lines, places[1])

    def check_caret(self, name, screen):
        """Behind what is typed, and never in the last row: an input method's window needs it."""
        if not screen.cursor or screen.text().endswith("shell>"):
            return
        column, row = screen.cursor
        text = screen.rows[row]
        blank = 1 if text in (">", "note:") else 0  # nothing is typed yet
        self.test.check(f"{name}: the caret's column", column, width(text) + blank)
        if row + 1 >= len(screen.rows):
            self.test.fail(f"{name}: the input line is the last row")


# The day ----------------------------------------------------------------------------------------


def whole_day(test, size):
    learner = review_script.learner_on_the_day(test, "day{}x{}".format(*size))
    hands = OnScreen(test, learner, size)
    try:
        hands.terminal.run("lianxi review")
        review_script.play(hands)
        hands.step("left", "done: 14 answers", "status 0")
    finally:
        hands.terminal.close()
    review_script.compare_log(test, learner)
    test.check("the note is in the log", "问老师" in learner.done("log"), True)


def six_grades(test, size):
    learner = review_script.learner_on_the_day(test, "six{}x{}".format(*size))
    hands = OnScreen(test, learner, size)
    try:
        hands.terminal.run("lianxi review --grades six --kind meaning word:联系")
        hands.terminal.wait_for("enter shows")
        hands.press("?")
        hands.sheet("help-six", "While you type", keys="?")
        hands.enter()
        hands.step("six-grades", "0 1d", "5 15d")
        for grade in "012345":
            hands.press(grade)
            # What was not recalled well comes once more.
            hands.terminal.wait_for(f"grade {grade}, due")
            again = "once more" if grade < "4" else "nothing is left"
            hands.step(f"grade-{grade}", f"grade {grade}, due", again, keys=grade)
            hands.press("u")
            hands.terminal.wait_for("undone", "enter shows")
            hands.enter()
            hands.terminal.wait_for("enter good")
        hands.press("5")
        hands.terminal.wait_for("done: 1 answer")
        hands.enter()
        hands.terminal.wait_for("status 0")
    finally:
        hands.terminal.close()
    learner.check()
    grades = [event["quality"] for event in learner.log()
              if event["type"] == "review" and not event["undone"]]
    test.check("the last grade", grades[-1], 5)


# The first minute -------------------------------------------------------------------------------


def newcomer(test, size):
    """Asked once; what is imported at a key is reviewed at once, and nobody is told to begin."""
    learner = test.learner("newcomer{}x{}".format(*size), now=review_script.TODAY)
    learner.env["LIANXI_DECKS"] = str(test.source / "decks")
    review_script.put_on_path(learner)
    hands = OnScreen(test, learner, size)
    try:
        hands.terminal.run("lianxi")
        hands.step("newcomer", "q enter")
        hands.answer("q")
        hands.step("newcomer-later", "next: lianxi import first", "status 0")
        hands.terminal.run("lianxi")
        hands.terminal.wait_for("q enter")
        hands.enter()
        hands.step("newcomer-first-card", "1/10")
        hands.press("q")
        hands.step("newcomer-left", "imported: 20 new", "status")
    finally:
        hands.terminal.close()


# Coming and going -------------------------------------------------------------------------------


def answers_today(learner):
    return [event["rating"] for event in learner.log()
            if event["type"] == "review" and event["day"] == review_script.TODAY[:10]
            and not event["undone"]]


def check_terminal(hands):
    """Lines, and what is typed is seen: as the shell had it."""
    hands.terminal.run("stty -a | tr ' ;' '\\n\\n' | grep -x -e icanon -e echo | tr '\\n' '+'")
    hands.terminal.wait_for("icanon+echo+status 0")


def start(hands):
    hands.terminal.run("lianxi review --kind reading")
    hands.terminal.wait_for("reading", "1/3")


def resized_and_stopped(hands):
    """A draft outlives another size, Ctrl-Z and fg."""
    other = SMALL if hands.size == USUAL else USUAL
    start(hands)
    hands.draft("lian2 联x")
    hands.step("drafted", "联x")
    hands.terminal.resize(*other)
    hands.places.clear()
    hands.step("drafted", "联x", size=other)
    hands.terminal.resize(*hands.size)
    hands.places.clear()
    hands.step("drafted", "联x")
    hands.terminal.keys("C-z")
    hands.terminal.wait_for("Stopped", "shell>")
    check_terminal(hands)
    hands.terminal.run("fg")
    hands.step("drafted", "联x", keys="Ctrl-Z")
    hands.terminal.keys("C-d")  # something is typed, so this leaves nothing
    hands.step("drafted", "联x")
    hands.terminal.keys("C-u")
    hands.step("emptied", "1/3")
    hands.terminal.keys("C-d")
    hands.terminal.wait_for("tomorrow:", "status 0")
    check_terminal(hands)
    shown_keys.add("Ctrl-D")


def left_and_undone(test, learner, hands):
    """Leaving keeps the answer; the next start can take it back."""
    start(hands)
    hands.enter()
    hands.terminal.wait_for("enter again")
    hands.enter()
    hands.terminal.wait_for("2/4")
    hands.answer(":quit")
    hands.step("quit", "done: 1 answer", "status 0", keys="q")
    test.check("leaving keeps the answer", answers_today(learner), [1])
    start(hands)
    hands.answer(":u")
    hands.step("undone-later", "undone: review of", "1/3")
    test.check("undo takes it back", answers_today(learner), [])
    hands.command("q")
    hands.terminal.wait_for("tomorrow:", "status 0")


def interrupted(test, learner, hands):
    start(hands)
    hands.enter()
    hands.terminal.wait_for("enter again")
    hands.press("3")
    hands.terminal.wait_for("2/3")
    hands.draft("lian")
    hands.terminal.wait_for("> lian")
    hands.terminal.keys("C-c")
    hands.step("interrupted", "left; saved: 1 answer", "status 130", keys="Ctrl-C")
    check_terminal(hands)
    test.check("interrupting keeps the answer", answers_today(learner), [3])


def pasted(test, learner, hands):
    """A pasted text is text, its line ends too: nothing of it is answered or obeyed."""
    start(hands)
    hands.terminal.tmux("set-buffer", "lian2\nxi4\nq")
    hands.terminal.tmux("paste-buffer", "-p")
    hands.step("pasted", "> lian2 xi4 q")
    hands.terminal.keys("C-u")
    hands.terminal.wait_for("1/3")
    hands.terminal.keys("C-d")
    hands.terminal.wait_for("tomorrow:", "status 0")
    test.check("pasting answers nothing", answers_today(learner), [])


def gone(pid):
    """Whether the process ends before patience does; its shell may not have noticed yet."""
    end = time.monotonic() + lianxi.PATIENCE / 3
    while time.monotonic() < end:
        try:
            stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
        except FileNotFoundError:
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def signalled(test, hands):
    """Crashed, terminated, hung up, or killed while it was stopped: the terminal is as before."""
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM, signal.SIGHUP):
        start(hands)
        pid = int((hands.home / "pid").read_text())
        os.kill(pid, number)
        test.check(f"{number.name} ends it", gone(pid), True)
        check_terminal(hands)
    start(hands)
    pid = int((hands.home / "pid").read_text())
    hands.terminal.keys("C-z")
    hands.terminal.wait_for("Stopped", "shell>")
    hands.terminal.run("kill %1; kill -CONT %1")
    test.check("a stopped review can be killed", gone(pid), True)
    check_terminal(hands)


def killed(test, learner, hands):
    """kill -9: what the next card has followed is kept."""
    start_again = "lianxi review --kind reading"
    hands.terminal.run(start_again)
    hands.terminal.wait_for("1/2")
    hands.enter()
    hands.terminal.wait_for("enter again")
    hands.press("4")
    hands.terminal.wait_for("easy, due", "2/2")
    os.kill(int((hands.home / "pid").read_text()), signal.SIGKILL)
    hands.terminal.wait_for("Killed")
    test.check("killing keeps the answer", answers_today(learner), [3, 4])
    learner.check()
    hands.terminal.close()
    hands.terminal = Terminal(learner, *hands.size)
    hands.terminal.run(start_again)
    hands.terminal.wait_for("1/1")


def coming_and_going(test, size):
    learner = review_script.learner_on_the_day(test, "going{}x{}".format(*size))
    hands = OnScreen(test, learner, size)
    try:
        resized_and_stopped(hands)
        pasted(test, learner, hands)
        signalled(test, hands)
        left_and_undone(test, learner, hands)
        interrupted(test, learner, hands)
        killed(test, learner, hands)
    finally:
        hands.terminal.close()


# What the help sheet promises -------------------------------------------------------------------


def keys_of(rows):
    """The keys that a help sheet names."""
    keys = set()
    for row in rows:
        if listed := re.match(r"  (enter|\S( \S)*|space, page down, page up)  \S", row):
            names = listed.group(1)
            keys.update(names.split(", ") if "," in names else names.split())
        keys.update(re.findall(r"Ctrl-[A-Z]|\bAlt\b|:[a-z]+", row))
    return keys


def usual_terminal(test):
    newcomer(test, USUAL)
    whole_day(test, USUAL)
    six_grades(test, USUAL)
    coming_and_going(test, USUAL)


def small_terminal(test):
    newcomer(test, SMALL)
    whole_day(test, SMALL)
    six_grades(test, SMALL)
    coming_and_going(test, SMALL)


def every_key_of_the_help(test):
    promised = set().union(*map(keys_of, help_sheet))
    if len(promised) < 20:
        test.fail(f"the help sheets name only {sorted(promised)}")
    test.check("keys of the help sheet that no step shows", promised - shown_keys, set())


def no_screen_without_a_step(test):
    for path in set(SCREENS.glob("*/*.txt")) - compared:
        if REWRITE:
            path.unlink()
        else:
            test.fail(f"no step shows {path}")


if __name__ == "__main__":
    if not shutil.which("tmux"):
        print("skipped: tests at a terminal (tmux is not installed)")
        sys.exit(0)
    lianxi.main(usual_terminal, small_terminal, every_key_of_the_help,
                no_screen_without_a_step)
