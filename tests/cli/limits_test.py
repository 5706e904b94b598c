"""Input without end, or nested or repeated without measure: refused by name and line, or taken, with
little memory and in little time.

Prints the peak memory of each. Without sanitizers, which need a large one, the address space is
capped too."""

import os
import resource
import subprocess
import threading

import lianxi
from two_decks import TABLES as GOOD

MIB = 1024
GIB = 1 << 30
MOST_MEMORY_KIB = 512 * MIB  # resident
MOST_ADDRESSES = GIB
MOST_SECONDS = 20  # of the processor

TITLE = "# 安静 ānjìng\n- Definition: quiet\n"


class Capped:
    """A learner whose program gets no more than its share."""

    def __init__(self, test, name):
        self.test = test
        self.learner = test.learner(name)
        (self.learner.folder / "good.md").write_text(GOOD, encoding="utf-8")
        self.learner.done("import", "good.md")
        self.sanitized = test.sanitized

    def cap(self):
        if not self.sanitized:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))

    def run(self, what, *arguments, pieces=(), status=lianxi.BAD_INPUT, said=()):
        """Runs a command, its input made of pieces while it reads; gives what it wrote."""
        process = subprocess.Popen(self.learner.command(*arguments), env=self.learner.env,
                                   cwd=self.learner.folder, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   preexec_fn=self.cap)
        writer = threading.Thread(target=feed, args=(process.stdin, pieces))
        writer.start()
        out = process.stdout.read()
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
        writer.join()
        process.stdout.close()
        seconds = usage.ru_utime + usage.ru_stime
        print(f"  {what}: {usage.ru_maxrss // MIB} MiB, {seconds:.1f} s")
        self.test.check(f"{what}: exit status ({out[-300:]!r})", process.returncode, status)
        for text in said:
            if text.encode() not in out:
                self.test.fail(f"{what}: {text!r} is not in {out[:600]!r}")
        if usage.ru_maxrss > MOST_MEMORY_KIB * (3 if self.sanitized else 1):
            self.test.fail(f"{what} took {usage.ru_maxrss} KiB")
        if seconds > MOST_SECONDS * (5 if self.sanitized else 1):
            self.test.fail(f"{what} took {seconds:.0f} seconds")
        return out


def feed(stream, pieces):
    try:
        for piece in pieces:
            stream.write(piece)
        stream.close()
    except BrokenPipeError:
        pass  # it has read enough


def repeated(text, times):
    """The text so many times, in pieces."""
    once = 10_000
    for _ in range(times // once):
        yield text * once
    yield text * (times % once)


def endless(text):
    """As much of the text as 1 GB."""
    piece = text.encode() * ((1 << 20) // len(text.encode()))
    for _ in range(1 << 10):
        yield piece


def endless_files(test):
    capped = Capped(test, "endless")
    before = capped.learner.check()
    capped.run("a line of 1 GB", "import", "-", pieces=endless("请大家安静"), said=["-:1: "])
    with open(capped.learner.folder / "long.md", "wb") as file:
        file.write(TITLE.encode() + b"- " + b"x" * (2 << 20))
        file.truncate(GIB)
    capped.run("a file of a line of 1 GB", "import", "long.md", said=["long.md:3: "])
    with open(capped.learner.folder / "hollow.md", "wb") as file:
        file.truncate(GIB)
    capped.run("a file of 1 GB of nothing", "import", "hollow.md", said=["hollow.md: "])
    capped.run("/dev/zero", "import", "/dev/zero", said=["/dev/zero: "])
    capped.run("lines without end", "import", "-", pieces=endless("- 安静\n"), said=["-:100000"])
    capped.run("empty lines without end", "lint", "-", pieces=endless("\n"), status=lianxi.NOTHING,
               said=["-:100000"])
    capped.run("an edit without end", "edit", "桌子", "--file", "/dev/zero", said=["/dev/zero: "])
    test.check("the collection is as it was", capped.learner.check(), before)


# What stands in a file, in pieces, and what is said of it; without that it is taken. Made only when
# it is written: the memory of this program would be counted as the other's.
MANY = (
    ("a million bullets", lambda: (TITLE, repeated("- x\n", 999_000)), ":1: "),
    ("nested as deep as a file can be",
     lambda: (TITLE + "## Usage\n", (" " * depth + "- 安静\n" for depth in range(11_000))), ":1: "),
    ("nested as deep as an entry can be",
     lambda: (TITLE + "## Characters\n", (" " * depth + "- 安 (ān): x\n" for depth in range(1_900))),
     None),
    ("a million examples", lambda: (TITLE + "## Examples\n", repeated("- 请安静。\n", 990_000)), ":1: "),
    ("ten million lines", lambda: ("", repeated("a\n", 10_000_000)), ":1000001: "),
    ("a million titles", lambda: ("", repeated("# a\n", 999_000)), ":2: "),
    ("a headword of a megabyte",
     lambda: ("# ", ("安静" * 150_000, " ānjìng\n- Definition: x\n")), ":1: "),
    ("a definition of a megabyte", lambda: (TITLE[:-6], ("quiet " * 150_000, "\n")), ":2: "),
    ("a reading of a megabyte",
     lambda: ("# 安静 ", ("ānjìng" * 100_000, "\n- Definition: x\n")), ":1: "),
    ("an entry of as many forms as may be",
     lambda: (TITLE + "## Usage\n- so\n", (
         *(f"  - 安静{chr(0x4e00 + i)}{chr(0x5e00 + i)} (ānjìng x)\n" for i in range(950)),
         "## Examples\n",
         *(f"- 我们安静{chr(0x4e00 + i)}{chr(0x5e00 + i)}了。\n" for i in range(950)))), None),
    ("a sentence as long as may be",
     lambda: (TITLE + "## Examples\n- ", ("很安静" * 1_800, "。\n")), None),
    ("lists as long as may be",
     lambda: (TITLE, (f"- {label}: {', '.join(map(str, range(2_500)))}\n"
                      for label in ("Keywords", "Tags", "Measure word", "Also pr."))), None),
    ("a title of slashes",
     lambda: ("# 安静 ", ("ān/" * 4_000, "\n- Definition: x\n")), None),
    ("entries without end",
     lambda: ("", (f"# 安{chr(0x4e00 + i % 20_000)}{chr(0x4e00 + i // 20_000)} ān\n"
                   for i in range(110_000))), ": "),
)


def many_things(test):
    capped = Capped(test, "many")
    for what, make, said in MANY:
        begin, rest = make()
        with open(capped.learner.folder / "many.md", "w", encoding="utf-8") as file:
            file.write(begin)
            file.writelines(rest)
        capped.run(what, "import", "-n", "many.md", status=lianxi.BAD_INPUT if said else 0,
                   said=[f"many.md{said}"] if said else [])
    parts = capped.learner.folder / "parts"
    parts.mkdir()
    for number in range(5):
        (parts / f"{number}.md").write_text(TITLE + "\n" * 250_000, encoding="utf-8")
    capped.run("many large files", "import", "-n", parts, said=[f"{parts}/3.md: "])


def odd_files(test):
    capped = Capped(test, "odd")
    folder = capped.learner.folder
    deck = folder / "deck"
    deck.mkdir()
    (deck / "good.md").write_text(GOOD, encoding="utf-8")
    (deck / "back").symlink_to(deck)
    (deck / "to").mkdir()
    (deck / "to" / "up").symlink_to(deck)
    (deck / "to" / "good.md").write_text(GOOD, encoding="utf-8")
    capped.run("links back to the folder", "import", deck, status=0)
    test.check("decks", len(capped.learner.json("decks")["decks"]), 3)
    os.mkfifo(deck / "pipe.md")
    capped.run("a pipe in a deck folder", "import", deck, said=["pipe.md: "])
    os.remove(deck / "pipe.md")
    (deck / "self.md").symlink_to("self.md")
    capped.run("a link to itself", "import", deck, said=["self.md"])
    capped.run("a link to itself, named", "import", deck / "self.md", said=["self.md"])

    os.mkfifo(folder / "pipe.md")
    writer = threading.Thread(target=(folder / "pipe.md").write_text, args=(GOOD,))
    writer.start()
    capped.run("a pipe that is named", "import", "pipe.md", status=0)
    writer.join()


def configuration(test):
    capped = Capped(test, "configuration")
    config = capped.learner.folder / "xdg_config_home" / "lianxi" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    with open(config, "wb") as file:
        file.write(b'color = "')
        file.truncate(GIB)
    for command in (("config", "list"), ("config", "set", "color", "never")):
        capped.run("a configuration of 1 GB", *command, said=["config.toml: "])
    test.check("its size", config.stat().st_size, GIB)
    config.unlink()
    os.mkfifo(config)
    capped.run("a pipe as configuration", "config", "list", said=["config.toml: "])


def messages(test):
    capped = Capped(test, "messages")
    for what, piece in (("a message of 1 GB", "["), ("a text of 1 GB", '{"answer":"'),
                        ("messages without a line end", '{"hint":true}')):
        out = capped.run(what, "review", "--json", pieces=endless(piece), status=0,
                         said=['{"error":'])
        test.check(f"{what}: lines", out.count(b"\n"), 2)
    deep = [b"[" * 60_000 + b"\n", b'{"a":' * 10_000 + b"\n", b"[" * 30_000 + b"]" * 30_000 + b"\n"]
    out = capped.run("deep messages", "review", "--json", pieces=deep, status=0)
    test.check("deep messages: errors", out.count(b'{"error":'), len(deep))
    large = b'{"answer":"' + "安静".encode() * 800 + b'"}\n'
    out = capped.run("a text of 5 KiB", "review", "--json", pieces=[large], status=0)
    test.check("a text of 5 KiB: errors", out.count(b'{"error":'), 1)
    capped.run("lines of 1 GB", "review", pieces=endless("安静"), status=0, said=["4 KiB"])
    capped.run("100,000 messages", "review", "--json", pieces=[b'{"hint":1}\n' * 100_000],
               status=0)


if __name__ == "__main__":
    lianxi.main(endless_files, many_things, odd_files, configuration, messages)
