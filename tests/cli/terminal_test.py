"""A learner at a terminal: the real program in tmux, at a usual size and at a small one."""

import shutil
import subprocess
import sys
import time

import lianxi
from two_decks import learner_of_two_decks


class Terminal:
    """A shell in a tmux server of its own."""

    def __init__(self, learner, width, height):
        self.env = dict(learner.env, TMUX_TMPDIR=str(learner.folder), SHELL="/bin/sh")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height,
                  "env PS1='shell> ' sh")
        self.wait_for("shell>")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-L", "lianxi", *map(str, words)], env=self.env, check=True,
                              capture_output=True, timeout=lianxi.PATIENCE).stdout.decode()

    def keys(self, *names):
        self.tmux("send-keys", *names)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def screen(self):
        return self.tmux("capture-pane", "-p", "-J")  # wrapped lines are joined

    def wait_for(self, *texts):
        """Waits until the screen shows all the texts; gives it."""
        end = time.monotonic() + lianxi.PATIENCE / 3
        while time.monotonic() < end:
            screen = self.screen()
            if all(text in screen for text in texts):
                return screen
            time.sleep(0.05)
        raise lianxi.Differs(f"the screen does not come to show {texts}:\n{screen}")

    def run(self, command):
        """Types a command on an empty screen."""
        self.tmux("send-keys", "-R")
        self.type(f"clear; {command}; echo status $?")
        self.keys("Enter")

    def close(self):
        self.tmux("kill-server")


def ratings(learner):
    """The answers that count, oldest first."""
    return [event["rating"] for event in learner.log()
            if event["type"] == "review" and not event["undone"]]


def review(learner, kind):
    return " ".join(learner.command("review", "--kind", kind))


def single_keys(test, learner, terminal):
    terminal.run(review(learner, "meaning"))
    before = terminal.wait_for("联系", "1/2")
    if "to contact" in before:
        test.fail(f"the answer stands above the question:\n{before}")
    terminal.keys("Enter")
    terminal.wait_for("联系", "to contact", "good")
    terminal.type("3")
    terminal.wait_for("桌子", "2/2")
    test.check("a key saves", ratings(learner), [3])
    terminal.type("u")
    terminal.wait_for("联系", "1/2")
    test.check("undo takes it back", ratings(learner), [])
    terminal.keys("Enter")
    terminal.wait_for("to contact")
    terminal.type("４")  # full width, as an input method leaves it
    terminal.wait_for("桌子", "2/2")
    terminal.type("q")
    terminal.wait_for("status 0")
    test.check("leaving keeps the answer", ratings(learner), [4])


def typed_answer(test, learner, terminal):
    terminal.run(review(learner, "reading"))
    # 联系 has been asked today, so the other word goes first.
    terminal.wait_for("桌子", "1/2", "\n>")
    terminal.type("zhuo2zi")
    terminal.keys("Enter")
    terminal.wait_for("tone", "you gave 2, wanted 1")
    terminal.keys("Enter")
    terminal.wait_for("联系", "2/3", "\n>")
    test.check("enter takes what is proposed", ratings(learner), [4, 1])


def interrupted(test, learner, terminal, wanted):
    """Ctrl-C where the program stands now."""
    terminal.keys("C-c")
    terminal.wait_for("status 130", "saved")
    terminal.run("stty -a | tr ' ;' '\\n\\n' | grep -x -e icanon -e echo | tr '\\n' '+'")
    terminal.wait_for("icanon+echo+status 0")
    test.check("interrupting keeps the answers", ratings(learner), wanted)
    learner.check()


def session(test, width, height):
    learner = learner_of_two_decks(test, f"{width}x{height}")
    terminal = Terminal(learner, width, height)
    try:
        single_keys(test, learner, terminal)
        typed_answer(test, learner, terminal)
        interrupted(test, learner, terminal, [4, 1])
        terminal.run(review(learner, "meaning"))
        terminal.wait_for("桌子", "1/1")
        terminal.keys("Enter")
        terminal.wait_for("table, desk")
        interrupted(test, learner, terminal, [4, 1])
    finally:
        terminal.close()


def usual_terminal(test):
    session(test, 80, 24)


def small_terminal(test):
    session(test, 40, 12)


if __name__ == "__main__":
    if not shutil.which("tmux"):
        print("skipped: tests at a terminal (tmux is not installed)")
        sys.exit(0)
    lianxi.main(usual_terminal, small_terminal)
