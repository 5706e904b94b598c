"""The examples of every command's help and the command lines of the README, run as they are written:
what people copy has to work.

Everything that they name is there: the files, a dictionary, two weeks of answers, a stick and a
folder for `sync`. Where an example names the id of a card, that of a real one is put in its place."""

import datetime
import pathlib
import re
import shutil
import subprocess
import sys

import lianxi

NOW = "2026-03-08T09:00+08:00"
IDS = re.compile(r"\b(1b2c3d4e|0f3a…)")
BACKUP = "collection-2026-03-02T090000.db"
# What a person would say to whatever asks them, and what asks on a terminal alone.
ANSWERS = b"y\n" * 50
ASKS = re.compile(r"lianxi (delete|reset|restore)")
# Lines whose answer is no after a good week: with what they say.
NOES = {
    "lianxi catchup": "no backlog",
    "lianxi check --mend-clock": "no event stands in the future",
    "lianxi edit 联系 --theirs": "no conflicts",
    "lianxi find is:flagged": "nothing found",
    "lianxi find is:leech": "nothing found",
    "lianxi suspend is:leech -n": "for is:leech",
}

CEDICT = """# CC-CEDICT
#! version=1
聯繫 联系 [lian2 xi4] /connection/contact/to get in touch with/
茶館 茶馆 [cha2 guan3] /teahouse/CL:家[jia1]/
行 行 [hang2] /row/line of business/
行 行 [xing2] /to walk/to do/OK!/
圖書館 图书馆 [tu2 shu1 guan3] /library/
火車站 火车站 [huo3 che1 zhan4] /train station/
學生 学生 [xue2 sheng5] /student/
"""
HSK = "ID,Simplified,Traditional,Pinyin,POS,Level\nL3-1,图书馆,圖書館,túshūguǎn,N,3\n" \
      "L3-2,火车站,火車站,huǒchēzhàn,N,3\n"
PAGE = """# 图书馆 túshūguǎn
- Definition: library
## Examples
- 我们下午去**图书馆**看书。
  - Pinyin: Wǒmen xiàwǔ qù túshūguǎn kàn shū.
  - English: In the afternoon we go and read in the library.
"""
PAIRS = "Where is the train station?\t火车站在哪儿？\tCC-BY 2.0 (France) Attribution: made up\n"


def study(learner, days):
    for day in days:
        learner.now = f"{day}T09:00+08:00"
        review = learner.review()
        while question := review.read():
            is_hard = day.day % 3 == 0 and not question["drill"] and question["position"] % 4 == 0
            review.ask({"rating": 1 if is_hard else 3})
        review.close()


def prepare(test):
    """A learner with everything that an example may name, and the shell that runs them."""
    learner = lianxi.Lianxi(test.program, test.folder, now="2026-02-25T09:00+08:00")
    place = pathlib.Path(test.folder) / "place"
    place.mkdir()
    files = {"cedict_ts.u8": CEDICT, "cedict_1_0_ts_utf-8_mdbg.txt.gz": CEDICT,
             "cedict.txt.gz": CEDICT, "hsk30.csv": HSK,
             "page.txt": PAGE, "words.txt": "火车站\n图书馆\ttúshūguǎn\n",
             "words.csv": "Front,Back\n火车站,train station\n图书馆,library\n",
             "article.txt": "我在火车站旁边的图书馆看书，学生都喜欢图书馆。\n", "pairs.tsv": PAIRS}
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf8")
    for deck in ("first", "contact"):
        learner.run("import", test.source / "decks" / deck)
    for name in ("cedict_ts.u8", "hsk30.csv"):
        learner.run("dict", "install", place / name)
    first = datetime.date(2026, 2, 25)
    study(learner, (first + datetime.timedelta(day) for day in range(11)))
    learner.now = NOW
    learner.run("import", test.source / "decks" / "modals")
    stick = place / "stick"
    stick.mkdir()
    other = lianxi.Lianxi(test.program, pathlib.Path(test.folder) / "other", now=NOW)
    other.run("import", test.source / "decks" / "time")
    for name in ("laptop.events", "all.json"):
        other.run("export", "events" if name.endswith("events") else "json", "-o", place / name)
    other.run("export", "anki", "-o", place / "chinese.apkg")
    other.run("backup", stick / "collection.db")
    learner.run("export", "reviews", "-o", place / "reviews.csv")
    (learner.folder / "backups").mkdir()
    learner.run("backup", learner.folder / "backups" / BACKUP)
    (pathlib.Path(learner.env["HOME"]) / "Sync" / "lianxi").mkdir(parents=True)
    learner.run("config", "set", "sync-folder", "~/Sync/lianxi")
    return learner, place


class Examples:
    """Runs command lines as a shell would, each with the learner's files as they were prepared."""

    def __init__(self, test):
        self.test = test
        self.learner, self.place = prepare(test)
        self.kept = pathlib.Path(test.folder) / "kept"
        shutil.copytree(self.learner.folder, self.kept, ignore=shutil.ignore_patterns("kept"))
        self.runs = 0

    def put_back(self):
        for path in self.learner.folder.iterdir():
            if path.name == "kept":
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.kept, self.learner.folder, dirs_exist_ok=True)
        programs = self.place / "bin"
        programs.mkdir(exist_ok=True)
        (programs / "lianxi").write_text(f'#!/bin/sh\nexec {self.test.program} --now {NOW} "$@"\n')
        (programs / "lianxi").chmod(0o755)
        # A copy is a device of its own: it has done something today, and taken something back.
        self.learner.run("import", self.place / "page.txt")
        self.learner.run("suspend", "安静")
        self.learner.run("config", "set", "new-cards", "10")
        for _ in range(3):
            self.learner.run("answer", self.learner.json("next")["card"], "--rating", "3")
        self.learner.run("undo")
        self.id = self.learner.json("next", "kind:reading")["card"][:8]

    def run(self, line, stdin=ANSWERS):
        """The line, with what cannot be the same on every computer replaced."""
        line = IDS.sub(self.id, line).replace("/media/stick", str(self.place / "stick"))
        env = {**self.learner.env, "PATH": f"{self.place / 'bin'}:{self.learner.env['PATH']}",
               "LIANXI_COLLECTION": str(self.learner.collection), "EDITOR": "true", "PAGER": "cat",
               "TERM": "dumb", "LIANXI_DECKS": str(self.test.source / "decks")}
        self.runs += 1
        call = ["script", "-qec", line, "/dev/null"] if ASKS.match(line) else ["sh", "-c", line]
        return subprocess.run(call, env=env, cwd=self.place, input=stdin,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=lianxi.PATIENCE)

    def check(self, where, line):
        result = self.run(line)
        said = result.stdout.decode(errors="replace")
        no = next((text for begin, text in NOES.items() if line.startswith(begin)), None)
        if result.returncode != 0 and not (result.returncode == 1 and no and no in said):
            self.test.fail(f"{where}: `{line}` ended with {result.returncode}:\n{said}")


def examples_of(test, command):
    """The lines between "Examples:" and the first empty one."""
    help_text = test.learner(f"help-{command}").done(command, "--help")
    lines = help_text.split("\n\n")[0].splitlines()
    if lines[:1] != ["Examples:"]:
        test.fail(f"lianxi {command} --help does not begin with examples")
    return [line.strip() for line in lines[1:]]


def every_example_of_the_help(test):
    examples = Examples(test)
    overview = test.learner("overview").done("--help")
    commands = re.findall(r"^  lianxi ([a-z-]+) ", overview, re.MULTILINE)
    test.check("commands are many", len(commands) > 30, True)
    for command in commands:
        examples.put_back()
        for line in examples_of(test, command):
            examples.check(f"lianxi {command} --help", line)
    print(f"{examples.runs} examples of {len(commands)} commands")


def lines_of_readme(text):
    """Command lines of blocks, of tables and within sentences; a word in capitals stands for
    something else and is nothing to be typed."""
    for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE):
        yield from re.findall(r"^    (?:\$ )?(lianxi(?: .*)?)$", block, re.MULTILINE)
    for line in re.findall(r"`(lianxi(?: [^`]*)?)`", text):
        yield " ".join(line.replace("\\|", "|").split())


def every_command_line_of_the_readme(test):
    examples = Examples(test)
    text = (test.source / "README.md").read_text(encoding="utf8")
    lines = [line for line in lines_of_readme(text)
             if not re.search(r"\.\.\.|\b[A-Z]{3,}\b|^lianxi-", line)]
    test.check("command lines are many", len(lines) > 60, True)
    for line in dict.fromkeys(lines):
        examples.put_back()
        examples.check("README.md", line)
    print(f"{examples.runs} command lines of the README")


def the_client_of_the_readme(test):
    examples = Examples(test)
    examples.put_back()
    text = (test.source / "README.md").read_text(encoding="utf8")
    (client,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (examples.place / "client.py").write_text(client, encoding="utf8")
    result = examples.run("python3 client.py", stdin=b"lian2xi4\n\n" * 4)
    said = result.stdout.decode()
    # It ends where nobody types any more.
    test.check("the client asks and saves", "2026-0" in said and "EOFError" in said, True)


def other_programs_of_the_readme(test):
    """What draws the tables runs where it is installed."""
    examples = Examples(test)
    examples.put_back()
    text = (test.source / "README.md").read_text(encoding="utf8")
    examples.check("README.md", "lianxi export stats --table days -o days.csv")
    for program, marker, call in (("gnuplot", "set datafile", "gnuplot -e 'set terminal dumb' script"),
                                  ("Rscript", "days <- read.csv", "Rscript script"),
                                  (sys.executable, "import pandas", f"{sys.executable} script")):
        (block,) = [block for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
                    if marker in block]
        (examples.place / "script").write_text(re.sub(r"^    ", "", block, flags=re.MULTILINE))
        there = shutil.which(program) and (
            program != sys.executable or subprocess.run([program, "-c", "import pandas, matplotlib"],
                                                        capture_output=True).returncode == 0)
        if there:
            examples.check("README.md", call)
        else:
            print(f"skipped: {marker}: {program} or what it needs is not installed")


if __name__ == "__main__":
    lianxi.main(every_example_of_the_help, every_command_line_of_the_readme,
                the_client_of_the_readme, other_programs_of_the_readme)
