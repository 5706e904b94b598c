"""Collections of other programs: what was answered there stands in the log, and every card is due
when it was due there. With LIANXI_REAL_DATA, real collections too."""

import datetime
import json
import os
import pathlib
import sqlite3
import tempfile
import zipfile

import lianxi

DAY = 86400
CREATED = 1_600_000_000 // DAY * DAY - 4 * 3600  # 04:00 in Shanghai
FIELDS = ("Hanzi", "Pinyin", "English", "Sound")
WORDS = (("茶", "chá", "tea", "[sound:cha.mp3]"), ("酒", "jiǔ", "wine", ""),
         ("茶馆", "chá guǎn", "teahouse", ""), ("Which tone does 不 take?", "", "the fourth", ""))


def day_of(number):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=number)).isoformat()


def model():
    front = {"name": "Recognition", "ord": 0, "qfmt": "{{Hanzi}}",
             "afmt": "{{FrontSide}}<hr id=answer>{{Pinyin}}<br>{{English}}{{Sound}}"}
    back = {"name": "Production", "ord": 1, "qfmt": "{{English}}", "afmt": "{{Hanzi}}"}
    return {"id": 1, "name": "Words", "type": 0, "tmpls": [front, back],
            "flds": [{"name": name, "ord": i} for i, name in enumerate(FIELDS)]}


def package(path, reviews, suspended=()):
    """A package of version 1. `reviews`: card -> [(day after creation, ease, interval)]."""
    with tempfile.NamedTemporaryFile(suffix=".anki2") as file:
        db = sqlite3.connect(file.name)
        db.executescript("""
            create table col (id integer primary key, crt, mod, scm, ver, dty, usn, ls, conf,
                              models, decks, dconf, tags);
            create table notes (id integer primary key, guid, mid, mod, usn, tags, flds, sfld,
                                csum, flags, data);
            create table cards (id integer primary key, nid, did, ord, mod, usn, type, queue, due,
                                ivl, factor, reps, lapses, left, odue, odid, flags, data);
            create table revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor,
                                 time, type);
            create table graves (usn, oid, type);""")
        decks = {"1": {"id": 1, "name": "Default"}, "2": {"id": 2, "name": "Chinese::Tea"}}
        db.execute("insert into col values (1,?,0,0,11,0,0,0,'{}',?,?,'{}','{}')",
                   (CREATED, json.dumps({"1": model()}), json.dumps(decks)))
        for note, values in enumerate(WORDS):
            db.execute("insert into notes values (?,?,1,0,0,' tea ',?,?,0,0,'')",
                       (note + 1, f"guid{note}", "\x1f".join(values), values[0]))
            for card in (0, 1):
                number = 10 * note + card
                done = reviews.get(number, [])
                last = done[-1] if done else None
                queue = -1 if number in suspended else 2 if done else 0
                db.execute("insert into cards values (?,?,2,?,0,0,?,?,?,?,?,?,0,0,0,0,0,'')",
                           (number + 1, note + 1, card, 2 if done else 0, queue,
                            last[0] + last[2] if done else note, last[2] if done else 0,
                            2350 if done else 0, len(done)))
                for day, ease, interval in done:
                    at = (CREATED + day * DAY + 3600) * 1000 + number
                    db.execute("insert into revlog values (?,?,0,?,?,1,2350,4000,1)",
                               (at, number + 1, ease, interval))
        db.commit()
        db.close()
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(file.name, "collection.anki2")
            archive.writestr("media", json.dumps({"0": "cha.mp3"}))
            archive.writestr("0", b"a sound")
    return path


HISTORY = {0: [(1, 3, 1), (2, 3, 3), (5, 2, 7)], 1: [(1, 3, 2)], 30: [(4, 4, 30)]}


def cards_of(learner, word):
    return learner.json("show", word)["entries"][0]["cards"]


def due_days(learner):
    """(word, kind) -> the day on which the card is due."""
    due = {}
    for entry in learner.json("list")["entries"]:
        for card in cards_of(learner, entry["headword"]):
            if card["due"]:
                due[entry["headword"], card["kind"]] = card["due"]
    return due


def anki(test):
    learner = test.learner("anki")
    path = package(learner.folder / "tea.apkg", HISTORY, suspended=(10,))
    report = learner.json("import", path)
    notes = report["notes"]
    test.check("notes", (notes["notes"], notes["words"], notes["plain"]), (4, 3, 2))
    test.check("reviews", notes["history"]["reviews_new"], 5)
    created = CREATED // DAY + 1  # 04:00 in Shanghai is the day before in UTC
    test.check("due days", due_days(learner), {
        ("茶", "meaning"): day_of(created + 12), ("茶", "recall"): day_of(created + 3),
        ("Q: Which tone does 不 take?", "plain"): day_of(created + 34)})
    test.check("sound", (learner.folder / "collection.media" / "cha.mp3").read_bytes(), b"a sound")
    wine = [card for card in cards_of(learner, "酒") if card["kind"] == "meaning"]
    test.check("suspended", [card["suspended"] for card in wine], [True])
    before = learner.check()

    test.check("again", learner.json("import", path)["notes"]["history"]["reviews_new"], 0)
    test.check("log", learner.check()["log"], before["log"])
    learner.done("undo", "--import")
    test.check("taken back", due_days(learner), {})
    learner.done("import", path)
    test.check("brought again", learner.check()["state"], before["state"])

    later = dict(HISTORY)
    later[0] = HISTORY[0] + [(13, 3, 20)]
    package(path, later, suspended=(10,))
    test.check("a later export", learner.json("import", path)["notes"]["history"], {
        "cards": 3, "reviews_new": 1, "reviews_known": 5})
    test.check("its due day", due_days(learner)["茶", "meaning"], day_of(created + 33))


def two_computers(test):
    one, other = test.learner("one"), test.learner("other")
    path = package(one.folder / "tea.apkg", HISTORY)
    for learner in (one, other):
        learner.done("import", path)
    shared = test.folder / "shared"
    shared.mkdir()
    for learner in (one, other, one):
        learner.done("sync", shared)
    test.check("the same state", one.check()["state"], other.check()["state"])
    tea = [event for event in one.log() if event["type"] == "review"]
    test.check("each answer once", len(tea), 5)


def words_and_questions(test):
    learner = test.learner("tables")
    path = learner.folder / "words.csv"
    path.write_bytes("\ufeffFront;Back;Sound\r\n茶馆;teahouse;cháguǎn\r\n茶杯;teacup;chábēi\r\n"
                     .encode("utf-16"))
    told = learner.done("import", path, "-n")
    test.check("what it is taken for", "Front = characters, Back = meaning, Sound = pinyin" in told,
               True)
    test.check("two words", learner.json("import", path)["notes"]["words"], 2)
    other = test.learner("plain")
    test.check("as questions", other.json("import", path, "--map", "plain")["notes"]["plain"], 2)
    wrong = other.run("import", path, "--map", "Middle=pinyin")
    test.check("a field that is not there", wrong.status, lianxi.USAGE)
    test.check("which there are", b"Front, Back, Sound" in wrong.err, True)
    greeting = other.folder / "greeting.csv"
    greeting.write_text("Word,Pinyin,Meaning,Sentence\n好,hǎo,good,你好！\n你好,nǐ hǎo,hello,你好！\n"
                        "茶,chá,tea,我喝茶。\n")
    test.check("a sentence that divides otherwise", other.json("import", greeting)["notes"]["words"], 3)
    unknown = other.folder / "poem.txt"
    unknown.write_text("Not a table\nand not a page.\n")
    test.check("nobody's file", other.run("import", unknown).status, lianxi.BAD_INPUT)


def real_collections(test):
    data = os.environ.get("LIANXI_REAL_DATA")
    if not data:
        return print("  LIANXI_REAL_DATA names no folder: no real collection was read")
    learner = test.learner("real-anki")
    path = pathlib.Path(data) / "anki" / "v1_mnemosyne_anki1.apkg"
    learner.done("import", path)
    with zipfile.ZipFile(path) as archive, tempfile.NamedTemporaryFile() as file:
        file.write(archive.read("collection.anki2"))
        file.flush()
        db = sqlite3.connect(file.name)
        created, = db.execute("select crt from col").fetchone()
        due = [row[0] for row in db.execute("select due from cards where queue = 2 order by due")]
        reviews, = db.execute("select count(*) from revlog where ease > 0").fetchone()
    wanted = {day_of(created // DAY + day) for day in due}
    test.check("due days of Anki", set(due_days(learner).values()) >= wanted, True)
    log = [event for event in learner.log() if event["type"] == "review"]
    test.check("answers of Anki", len(log), reviews)

    learner = test.learner("real-mnemosyne", now="2026-12-01T09:00+08:00")
    path = pathlib.Path(data) / "mnemosyne" / "produced_debian_mnemosyne2.9_default.db"
    learner.done("import", path)
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    due = sorted(day_of(row[0] // DAY)
                 for row in db.execute("select next_rep from cards where grade >= 0"))
    test.check("due days of Mnemosyne", sorted(due_days(learner).values()), due)
    reviews, = db.execute("select count(*) from log where event_type = 9").fetchone()
    log = [event for event in learner.log() if event["type"] == "review"]
    test.check("answers of Mnemosyne", len(log), reviews)


lianxi.main(anki, two_computers, words_and_questions, real_collections)
