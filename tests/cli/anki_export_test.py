"""What leaves for other programs, read by others than lianxi: a package of Anki by Python's own
zip, SQLite and JSON, and by Mnemosyne where it is installed; and all of it taken back."""

import csv
import io
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import zipfile

import lianxi

CREATED = 14610  # the day at which packages begin, in days since 1970
FIELDS = "\x1f"
SOUND = b"RIFF not really a sound"

IN_MNEMOSYNE = """
import sys
sys.stdout = sys.stderr  # it talks
from mnemosyne.script import Mnemosyne
program = Mnemosyne(sys.argv[1])
reader = program.component_manager.current("file_format")
for reader in program.component_manager.all("file_format"):
    if type(reader).__name__ == "Anki2":
        break
reader.do_import(sys.argv[2])
db = program.database()
counts = [db.fact_count(), db.card_count(),
          db.con.execute("select count() from log where event_type=9").fetchone()[0]]
program.finalise()
sys.__stdout__.write(" ".join(str(count) for count in counts))
"""


def studied(test, name):
    """A learner with two decks, a plain sound, and three days of answers."""
    learner = test.learner(name)
    learner.done("import", "-q", *test.decks)
    learner.done("add", "茶馆", "--reading", "cháguǎn", "--definition", "teahouse", "-q")
    answer_all(test, learner, "word:联系", "--kind", "meaning")
    for day in range(2, 5):
        learner.now = f"2026-03-0{day}T10:00:00.{day}00+08:00"
        answer_all(test, learner, "--limit", "12")
    learner.done("suspend", "茶馆", "-q")
    learner.done("flag", "联系", "--kind", "meaning", "--note", "odd English", "-q")
    learner.done("set-due", "联系", "--kind", "meaning", "2026-04-01", "-q")
    return learner


def answer_all(test, learner, *options):
    with learner.review(*options) as review:
        while review.read():
            review.ask({"answer": ""})
            review.ask({"rating": test.random.choice((1, 3, 3, 4))})


class Package:
    """A package of Anki as Python sees it."""

    def __init__(self, path, folder):
        with zipfile.ZipFile(path) as archive:
            self.members = archive.namelist()
            self.media = json.loads(archive.read("media"))
            self.files = {name: archive.read(member) for member, name in self.media.items()}
            archive.extract("collection.anki2", folder)
        self.db = sqlite3.connect(pathlib.Path(folder) / "collection.anki2")
        self.models, self.decks, self.conf, self.options = (
            json.loads(text) for text in
            self.rows("select models, decks, conf, dconf from col")[0])

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def count(self, table):
        return self.rows(f"select count(*) from {table}")[0][0]


def states(learner):
    """Every card and how it stands, by what it is."""
    return {(card["word"], card["kind"], card["target"]): card
            for card in learner.json("find", "is:new or not is:new", "--cards")["cards"]}


def a_package_is_what_anki_expects(test):
    learner = studied(test, "package")
    path = learner.folder / "out.apkg"
    told = learner.json("export", "anki", "-o", path)
    package = Package(path, learner.folder)
    test.check("members", sorted(package.members), ["collection.anki2", "media"])
    test.check("the version", package.rows("select ver from col"), [(11,)])
    test.check("integrity", package.rows("pragma integrity_check"), [("ok",)])
    test.check("notes", package.count("notes"), told["notes"])
    test.check("cards", package.count("cards"), told["cards"])
    test.check("reviews", package.count("revlog"), told["reviews"])
    test.check("decks", sorted(deck["name"] for deck in package.decks.values()),
               ["Default", "contact", "first", "own"])
    test.check("types", sorted(model["name"] for model in package.models.values()),
               ["lianxi question", "lianxi word"])
    test.check("the offset and the hour", (package.conf["creationOffset"],
                                           package.conf["rollover"]), (-480, 4))
    test.check("cards are of notes, decks and options that are there", package.rows("""
        select count(*) from cards left join notes on notes.id = nid
        where notes.id is null"""), [(0,)])
    for did, in package.rows("select distinct did from cards"):
        test.check("a deck", str(did) in package.decks, True)
    for mid, fields in package.rows("select mid, flds from notes"):
        model = package.models[str(mid)]
        test.check("fields", len(fields.split(FIELDS)), len(model["flds"]))
    test.check("guids", package.rows("select count(distinct guid) from notes"),
               [(told["notes"],)])
    test.check("reviews are of cards", package.rows(
        "select count(*) from revlog where cid not in (select id from cards)"), [(0,)])
    every_card_has_a_question(test, package)
    test.check("again", learner.run("export", "anki", "-o", path).status, lianxi.USAGE)
    learner.done("export", "anki", "-o", path, "--force", "-q")
    test.check("nothing else is left", sorted(each.name for each in learner.folder.glob("out*")),
               ["out.apkg"])


def every_card_has_a_question(test, package):
    """A template's card is there exactly where the field that it asks is filled."""
    for mid, nid, text in package.rows("select mid, id, flds from notes"):
        model = package.models[str(mid)]
        names = [field["name"] for field in model["flds"]]
        filled = {name for name, value in zip(names, text.split(FIELDS)) if value}
        wanted = [each["ord"] for each in model["tmpls"] if f"{each['name']} question" in filled]
        got = [ord for ord, in package.rows("select ord from cards where nid=? order by ord", nid)]
        test.check("the cards of a note", got, wanted)


def due_days_and_answers_are_the_learners(test):
    learner = studied(test, "due")
    path = learner.folder / "out.apkg"
    learner.done("export", "anki", "word:联系", "-o", path, "-q")
    package = Package(path, learner.folder)
    test.check("one note", package.count("notes"), 1)
    card = package.rows("select due, type, queue, flags, data from cards where ord=0")[0]
    test.check("the day it is due", card[0] + CREATED, 20544)  # 2026-04-01
    test.check("in review, flagged", (card[1], card[2], card[3]), (2, 2, 1))
    test.check("what Anki has no place for", "n" in json.loads(json.loads(card[4])["cd"]), True)
    csv_rows = list(csv.DictReader(io.StringIO(learner.done("export", "reviews", "word:联系"))))
    # Answers of one moment (the clock stands still here) are a millisecond apart in Anki.
    test.check("answers", [(at // 10, ease) for at, ease in
                           package.rows("select id, ease from revlog order by id")],
               [(int(row["review_time"]) // 10, int(row["review_rating"])) for row in csv_rows])


def fsrs_is_where_anki_has_it(test):
    learner = studied(test, "fsrs")
    path = learner.folder / "out.apkg"
    learner.done("config", "set", "scheduler", "fsrs")
    learner.done("config", "set", "retention", "0.85")
    learner.done("export", "anki", "word:联系", "-o", path, "-q")
    package = Package(path, learner.folder)
    data = json.loads(package.rows("select data from cards where ord=0")[0][0])
    card = learner.json("find", "word:联系", "kind:meaning", "--cards")["cards"][0]
    test.check("s, d and dr", (data["s"], data["d"], data["dr"]),
               (card["stability"], card["difficulty"], 0.85))


def sounds_come_along(test):
    learner = test.learner("sounds")
    entry = "# 茶 chá\n- Definition: tea\n- Audio: {}\n"
    learner.done("import", "-q", "-", stdin=entry.format("cha.wav").encode())
    folder = learner.folder / "collection.media"
    folder.mkdir()
    (folder / "cha.wav").write_bytes(SOUND)
    path = learner.folder / "out.apkg"
    test.check("told", learner.json("export", "anki", "-o", path)["media"], 1)
    package = Package(path, learner.folder)
    test.check("the sound", package.files, {"cha.wav": SOUND})
    test.check("its field", "[sound:cha.wav]" in package.rows("select flds from notes")[0][0], True)
    (folder / "cha.wav").unlink()
    without = learner.json("export", "anki", "-o", path, "--force")
    test.check("missing", without["missing_media"], ["cha.wav"])


def all_of_it_comes_back(test):
    learner = studied(test, "leaves")
    path, everything = learner.folder / "out.apkg", learner.folder / "all.json"
    learner.done("export", "anki", "-o", path, "-q")
    learner.done("export", "json", "-o", everything)
    other = test.learner("arrives", learner.now)
    other.done("import", path, "--force", "-q")
    test.check("cards", states(other), states(learner))
    other.check()
    before = learner.check()["log"]
    learner.done("import", path, "--force", "-q")
    test.check("brings nothing to where it came from", learner.check()["log"], before)
    third = test.learner("third", learner.now)
    third.done("import", everything, "-q")
    test.check("everything", {name: third.check()[name] for name in ("log", "state")},
               {name: learner.check()[name] for name in ("log", "state")})
    everything.write_text(json.dumps(json.loads(everything.read_text()), indent=3))
    third.done("import", everything, "-q")
    test.check("laid out anew", third.check()["log"], learner.check()["log"])


def python_with_mnemosyne():
    """The interpreter for which it is installed: Debian's, where another one runs this."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.access(python, os.X_OK) and not subprocess.run(
                [python, "-c", "import mnemosyne.script"], capture_output=True).returncode:
            return python
    return None


def mnemosyne_reads_it(test):
    learner = studied(test, "mnemosyne")
    path = learner.folder / "out.apkg"
    told = learner.json("export", "anki", "-o", path)
    python = python_with_mnemosyne()
    if python is None:
        print("left out: Mnemosyne is not installed (apt-get install mnemosyne)", flush=True)
        return
    data = learner.folder / "mnemosyne"
    data.mkdir()
    ran = subprocess.run([python, "-c", IN_MNEMOSYNE, str(data), str(path)],
                         capture_output=True, env=dict(os.environ, HOME=str(data)),
                         timeout=lianxi.PATIENCE)
    if ran.returncode != 0:
        raise lianxi.Differs(f"Mnemosyne ended with {ran.returncode}:\n{ran.stderr.decode()}")
    test.check("notes, cards and reviews in Mnemosyne",
               [int(count) for count in ran.stdout.split()],
               [told["notes"], told["cards"], told["reviews"]])


if __name__ == "__main__":
    lianxi.main(a_package_is_what_anki_expects, due_days_and_answers_are_the_learners,
                fsrs_is_where_anki_has_it, sounds_come_along, all_of_it_comes_back,
                mnemosyne_reads_it)
