"""Drives the real program from outside: runs commands, speaks `review --json` over pipes.

A test is a function that takes a Test and calls its `check`; `main` gives it the program
(argv[1]), the source folder (argv[2]), a temporary folder and a generator with a printed seed
(LIANXI_TEST_SEED repeats a run), and turns what differed into the exit status.
"""

import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

NOTHING, USAGE, BAD_INPUT, COLLECTION, INTERRUPTED = 1, 2, 3, 4, 130

# Longer than any step of a slow build takes; a program that hangs fails the test.
PATIENCE = 60
LONGEST_DIFFERENCE = 2000

Result = collections.namedtuple("Result", "status out err peak_kib")


class Differs(Exception):
    """What the program did is not what it should have done."""


class Lianxi:
    """One learner: a home folder and a collection of their own, and nothing of the machine."""

    def __init__(self, program, folder, now=None, backups=False):
        self.program = str(program)
        self.folder = pathlib.Path(folder)
        self.collection = self.folder / "collection.db"
        self.now = now
        self.env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                     "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            self.env[name] = str(self.folder / name.lower())
            pathlib.Path(self.env[name]).mkdir(parents=True, exist_ok=True)
        if not backups:
            # The day's backup comes after a command has ended, when the folder may be gone.
            config = pathlib.Path(self.env["XDG_CONFIG_HOME"]) / "lianxi" / "config.toml"
            config.parent.mkdir(exist_ok=True)
            config.write_text('backups = "no"\n')

    def command(self, *arguments):
        """The words of a command line: `now` and the collection stand before the others."""
        words = [self.program, "--collection", str(self.collection)]
        if self.now:
            words += ["--now", self.now]
        return words + [str(word) for word in arguments]

    def run(self, *arguments, stdin=b""):
        """Runs a command to its end. `out` and `err` are bytes; peak_kib is its largest memory."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, \
             tempfile.TemporaryFile() as err:
            given.write(stdin)
            given.seek(0)
            process = subprocess.Popen(self.command(*arguments), env=self.env, cwd=self.folder,
                                       stdin=given, stdout=out, stderr=err)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return Result(process.returncode, out.read(), err.read(), usage.ru_maxrss)

    def done(self, *arguments, stdin=b"", status=0):
        """Runs a command that must end with `status`; gives its output as text."""
        result = self.run(*arguments, stdin=stdin)
        if result.status != status:
            raise Differs(f"{list(arguments)} ended with {result.status}, not {status}:\n"
                          f"{result.out.decode(errors='replace')}"
                          f"{result.err.decode(errors='replace')}")
        return result.out.decode()

    def json(self, *arguments, status=0):
        """The one JSON value that a command prints."""
        return json.loads(self.done(*arguments, "--json", status=status))

    def log(self):
        """The events, oldest first."""
        return [json.loads(line) for line in self.done("log", "--json").splitlines()]

    def check(self):
        """The digests of a collection that must be sound."""
        report = self.json("check")
        if not report["ok"]:
            raise Differs(f"check: {report['findings']}")
        return report

    def review(self, *arguments):
        return Review(self.command("review", "--json", *arguments), self.env, self.folder)


class Review:
    """A session of `review --json`. As a context it closes its input and waits at the end."""

    def __init__(self, command, env, folder):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, env=env, cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.errors)

    def read(self):
        """The next line; None at the end of the session."""
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def send(self, message):
        """Writes one line: bytes as they are, anything else as JSON."""
        line = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def ask(self, message):
        """Sends one line and reads the one that answers it."""
        self.send(message)
        if (line := self.read()) is None:
            raise Differs(f"the session ended instead of answering {message!r}")
        return line

    def close(self):
        """Ends the input; gives the exit status and what was said on stderr."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdout.read()
        self.process.stdout.close()
        status = self.process.wait(PATIENCE)
        self.errors.seek(0)
        said = self.errors.read().decode(errors="replace")
        self.errors.close()
        return status, said

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if not self.errors.closed:
            status, said = self.close()
            if kind is None and status != 0:
                raise Differs(f"review ended with {status}:\n{said}")


def holds(path, word):
    """Whether a file holds these bytes. Read piece by piece: the largest memory of a child is never
    less than what this process has had."""
    before = b""
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            if word in before + piece:
                return True
            before = piece[-len(word):]
    return False


class Test:
    """What a test function is given, and the count of what differed."""

    def __init__(self, program, source, folder, seed):
        self.program = program
        self.source = pathlib.Path(source)
        self.decks = [self.source / "decks" / name for name in ("first", "contact")]
        self.folder = pathlib.Path(folder)
        self.random = random.Random(seed)
        self.differences = 0
        self.sanitized = holds(self.program, b"__asan_init")

    def learner(self, name, now="2026-03-02T09:00+08:00", backups=False):
        """A learner with an empty folder of their own; `backups`: one a day, as by default."""
        folder = self.folder / name
        folder.mkdir()
        return Lianxi(self.program, folder, now, backups)

    def check(self, what, got, wanted):
        """Reports `what` where `got` is not `wanted`, and goes on."""
        if got != wanted:
            self.fail(f"{what}: got {got!r}, wanted {wanted!r}")

    def fail(self, text):
        self.differences += 1
        print(f"DIFFERS: {text[:LONGEST_DIFFERENCE]}", flush=True)
        if self.differences >= 20:
            raise Differs("too much differs; the rest is left out")


def main(*tests):
    """Runs the tests in turn, each in a folder of its own, and exits."""
    program, source = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    seed = int(os.environ.get("LIANXI_TEST_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}", flush=True)
    failed = 0
    for function in tests:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="lianxi-test-", ignore_cleanup_errors=True) as folder:
            test = Test(program, source, folder, seed)
            try:
                function(test)
            except Differs as difference:
                test.fail(str(difference))
        failed += test.differences
        print(f"{'FAILED' if test.differences else 'ok'}: {function.__name__} "
              f"({time.monotonic() - began:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)
