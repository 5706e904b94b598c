"""The same day line by line: what is said in words or with signs, without a screen, holds every
fact that the screen shows (cli/screens, see terminal_test.py), and nothing that only an eye can
use. And a screen without colours: it is painted in none."""

import pathlib
import re

import lianxi
import review_script
from pseudo_terminal import Pty

SCREENS = pathlib.Path(__file__).parent / "screens" / "80x24"
ESCAPE = "\x1b"


# The parts of what is said, and of what a screen shows ------------------------------------------

HEADING = re.compile(r"^(?:[a-z]+(?:(?:,| ·) once more)?(?:, card | · )\d+|nothing is left)", re.M)


def facts(text):
    """Its words and figures, whatever stands between them and where signs stand for some."""
    text = re.sub(r"(?<=· )(\d+)/(\d+)", r"card \1 of \2", text)
    return set(re.findall(r"[^\s·✓✗…＿>,.:;()]+", text))


def facts_of_screen(screen):
    """Those above the keys, and those of the keys; what is typed is none."""
    rows = screen.rpartition("\nthe cursor: ")[0].splitlines()
    rows = [row for row in rows if not re.match(r">|note:|  (… more|\(end\))$", row)]
    keys = next((at for at, row in enumerate(rows) if row.startswith("enter ")), len(rows))
    # A page of its own, and the end of a note, need no keys where nothing is painted.
    painted_only = len(rows) > keys and re.match("enter (goes back|keeps it)", rows[keys])
    return facts(" ".join(rows[:keys])), set() if painted_only else facts(" ".join(rows[keys:]))


class LineByLine:
    """Hands that type lines, and ears that miss what a screen would show."""

    def __init__(self, test, learner, *words, **env):
        self.test, self.learner = test, learner
        self.home = learner.folder / "home"
        self.pty = Pty(learner, "review", *words, **env)
        self.said = 0  # where the answer to the latest line begins
        self.drills = self.steps = 0

    # Hands

    def say(self, line):
        self.said = len(self.pty.text())
        self.pty.send(line + "\n")

    def enter(self):
        self.say("")

    def press(self, key):
        self.say(key)

    def answer(self, text):
        self.say(text)

    def draft(self, text):
        """A line cannot be left for a command: it is typed afterwards."""

    def finish(self, begun, rest):
        self.say(begun + rest)

    def command(self, key):
        self.say(f":{key}")

    # Ears

    def question(self):
        """The card that follows the latest line."""
        def asked(text):
            found = list(HEADING.finditer(text))
            card = text[found[-1].start():] if found else ""
            return card if re.search(r"^> $|^enter .*$", card, re.M) else None
        card = self.pty.wait_until(asked, self.said)
        return " ".join(card.replace(", once more", " · once more").split())

    def step(self, name, *texts, keys=()):
        """All that the screen shows at this step has been said since the card before it."""
        self.pty.wait_until(lambda text: all(one in " ".join(text.split()) for one in texts),
                            self.said)
        card, keys = facts_of_screen((SCREENS / f"{name}.txt").read_text(encoding="utf-8"))

        def missing(text):
            begins = [0, 0] + [found.start() for found in HEADING.finditer(text)]
            return (card - facts(text[begins[-2]:])) | (keys - facts(text))
        self.steps += 1
        try:
            self.pty.wait_until(lambda text: not missing(text), 0, patience=5)
        except lianxi.Differs:
            self.test.fail(f"{name}: the screen shows what is not said: "
                           f"{sorted(missing(self.pty.text()))}")

    def sheet(self, name, *texts, keys):
        self.step(name, *texts)
        page = 2
        while (SCREENS / f"{name}-{page}.txt").exists():
            self.step(f"{name}-{page}")
            page += 1


def day_in_lines(test, name, *words, **env):
    """Plays the day; gives all that was said."""
    learner = review_script.learner_on_the_day(test, name)
    hands = LineByLine(test, learner, *words, **env)
    review_script.play(hands)
    test.check("the exit status", hands.pty.close(), 0)
    review_script.compare_log(test, learner)
    said = hands.pty.text()
    print(f"{hands.steps} screens compared")
    for what, marks in (("escape", ESCAPE), ("control", "[\0-\x08\x0b-\x1f\x7f-\x9f]"),
                        ("box", "[\u2500-\u259f]")):
        # The terminal itself ends its lines with a carriage return.
        test.check(f"{what} characters", re.findall(marks, said.replace("\r\n", "\n")), [])
    return said


def in_words(test):
    said = day_in_lines(test, "option", "--accessible")
    test.check("signs", re.findall("[✓✗·…]", said), [])
    by_environment = day_in_lines(test, "environment", ACCESSIBLE="1")
    test.check("ACCESSIBLE says the same", by_environment.splitlines(), said.splitlines())


def with_signs(test):
    said = day_in_lines(test, "dumb", TERM="dumb")
    test.check("signs", sorted(set(re.findall("[✓✗]", said))), ["✓", "✗"])


# Without colours --------------------------------------------------------------------------------


def painted(test, name, *words, **env):
    """What a painted screen of one answer is painted with: the SGR sequences."""
    learner = review_script.learner_on_the_day(test, name)
    terminal = Pty(learner, "review", "--kind", "reading", *words, **env)
    for keys, text in (("", "1/3"), ("lian2xi2\r", "enter again"), ("q", "tomorrow:")):
        said = len(terminal.text())
        terminal.send(keys)
        terminal.wait_until(lambda written: text in written, said)
    terminal.close()
    return set(re.findall(r"\x1b\[([\d;]*)m", terminal.text()))


def no_colors(test):
    colors = painted(test, "colors")
    if not any(one.startswith("38;5;") for one in colors) or "1" not in colors:
        test.fail(f"a screen with colours has only {sorted(colors)}")
    test.check("with NO_COLOR", painted(test, "environment", NO_COLOR="1"), {""})
    test.check("with --no-color", painted(test, "option", "--no-color"), {""})


if __name__ == "__main__":
    lianxi.main(in_words, with_signs, no_colors)
