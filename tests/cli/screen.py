"""A learner's terminal: a shell in tmux, and what stands on its screen at one moment."""

import collections
import itertools
import subprocess
import time
import unicodedata

import lianxi

CAPTURED = "\nthe cursor: "


def width(text):
    """In columns."""
    return sum(0 if unicodedata.combining(one) else
               2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


class Screen(collections.namedtuple("Screen", "rows cursor")):
    """Its rows, and the (column, row) of the cursor, None where it is hidden."""

    def text(self):
        """All of it as if no row had ended."""
        return " ".join(" ".join(self.rows).split())

    def shows(self, texts):
        return all(text in self.text() for text in texts)

    def __str__(self):
        place = "column {}, row {}".format(*self.cursor) if self.cursor else "hidden"
        return "\n".join(self.rows) + CAPTURED + place + "\n"


class Terminal:
    """A shell in a tmux server of its own."""

    numbers = itertools.count()  # a server that was told to end may still be there

    def __init__(self, learner, columns, rows):
        self.server = f"lianxi{next(self.numbers)}"
        self.env = dict(learner.env, TMUX_TMPDIR=str(learner.folder), SHELL="/bin/sh")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-c", learner.folder, "-x", columns,
                  "-y", rows, "env TERM=screen-256color PS1='shell> ' sh")
        self.wait_for("shell>")

    def tmux(self, *words):
        command = ["tmux", "-L", self.server, *map(str, words)]
        return subprocess.run(command, env=self.env, check=True, capture_output=True,
                              timeout=lianxi.PATIENCE).stdout.decode()

    def keys(self, *names):
        self.tmux("send-keys", *names)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", columns, "-y", rows)

    def screen(self):
        """Both in one command: nothing happens in between."""
        *rows, cursor = self.tmux(
            "capture-pane", "-p", ";",
            "display-message", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}").splitlines()
        seen, column, row = map(int, cursor.split())
        return Screen([line.rstrip() for line in rows], (column, row) if seen else None)

    def wait_for(self, *texts, until=lambda screen: True):
        """Waits until the screen shows all the texts and is as it should be; gives it."""
        end = time.monotonic() + lianxi.PATIENCE / 3
        while time.monotonic() < end:
            screen = self.screen()
            if screen.shows(texts) and until(screen):
                return screen
            time.sleep(0.02)
        raise lianxi.Differs(f"the screen does not come to show {texts}:\n{screen}")

    def rest(self, *texts):
        """The screen that shows all the texts once it stands still."""
        screen = self.wait_for(*texts)
        while True:
            time.sleep(0.2)
            before, screen = screen, self.wait_for(*texts)
            if before == screen:
                return screen

    def run(self, command):
        """Types a command on an empty screen."""
        self.keys("-R")
        self.type(f"clear; {command}; echo status $?")
        self.keys("Enter")

    def close(self):
        self.tmux("kill-server")
