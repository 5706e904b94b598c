"""What taking over a large collection of Anki costs: python3 tests/bench/import_anki.py LIANXI

Makes a package of 50,000 words with 100,000 cards and 1,000,000 answers, imports it into an empty
collection and prints CPU time and largest memory, beside a plain copy by SQLite of the same rows of
notes, cards and answers into a database that syncs as the collection does. A second import, which
has nothing to add, is measured too. `--words N` makes it smaller.
"""

import json
import os
import pathlib
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

FIRST = 0x4E00
SYLLABLES = ("mā", "shí", "hǎo", "dà", "lái", "zhōng", "rén", "xiǎng", "yào", "tiān")
ANSWERS = 10
CREATED = 1_500_000_000 // 86400 * 86400 - 4 * 3600

TABLES = """
    create table notes (id integer primary key, guid text, mid, mod, usn, tags, flds text, sfld,
                        csum, flags, data);
    create table cards (id integer primary key, nid, did, ord, mod, usn, type, queue, due, ivl,
                        factor, reps, lapses, left, odue, odid, flags, data);
    create table revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor, time, type);
    create index ix_cards_nid on cards (nid);
    create index ix_revlog_cid on revlog (cid);
"""


def rows(words):
    rng = random.Random(1)
    notes, cards, answers = [], [], []
    for i in range(words):
        word = chr(FIRST + i % 5000) + chr(FIRST + (7 * i + 13) % 5003) + chr(FIRST + i // 5000)
        pinyin = "".join(rng.choice(SYLLABLES) for _ in range(3))
        notes.append((i + 1, f"guid{i}", 1, 0, 0, "", f"{word}\x1f{pinyin}\x1fmeaning {i}", word, 0,
                      0, ""))
        for side in (0, 1):
            card = 2 * i + side + 1
            day, interval = i % 300, 1
            for n in range(ANSWERS):
                at = (CREATED + day * 86400 + 3600) * 1000 + card * 3 % 80_000_000
                answers.append((at * 4 + n, card, 0, 3, interval, 1, 2500, 4000, 1))
                day, interval = day + interval, interval * 3 // 2 + 1
            cards.append((card, i + 1, 1, side, 0, 0, 2, 2, day, interval, 2500, ANSWERS, 0, 0, 0, 0,
                          0, ""))
    # The id of an answer is its time: one at a time.
    answers = [(CREATED * 1000 + index * 60_000 // 4, *row[1:])
               for index, row in enumerate(sorted(answers))]
    return notes, cards, answers


def fill(path, tables, settings=""):
    db = sqlite3.connect(path)
    db.executescript(settings + TABLES)
    for name, values in zip(("notes", "cards", "revlog"), tables):
        marks = ",".join("?" * len(values[0]))
        db.executemany(f"insert into {name} values ({marks})", values)
    db.commit()
    return db


def package(path, tables, folder):
    file = folder / "collection.anki2"
    db = fill(file, tables)
    db.execute("""create table col (id integer primary key, crt, mod, scm, ver, dty, usn, ls, conf,
                                    models, decks, dconf, tags)""")
    templates = [{"name": "Recognition", "ord": 0, "qfmt": "{{Hanzi}}", "afmt": "{{English}}"},
                 {"name": "Production", "ord": 1, "qfmt": "{{English}}", "afmt": "{{Hanzi}}"}]
    model = {"id": 1, "name": "Words", "type": 0, "tmpls": templates,
             "flds": [{"name": name, "ord": i} for i, name in
                      enumerate(("Hanzi", "Pinyin", "English"))]}
    db.execute("insert into col values (1,?,0,0,11,0,0,0,'{}',?,?,'{}','{}')",
               (CREATED, json.dumps({"1": model}),
                json.dumps({"1": {"id": 1, "name": "Chinese"}})))
    db.commit()
    db.close()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(file, "collection.anki2")
        archive.writestr("media", "{}")
    file.unlink()


def measured(words, env):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{words} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, usage.ru_maxrss // 1024, json.loads(out)


def copy_by_sqlite(folder, tables):
    """Seconds of CPU for the same rows in tables of the same indexes."""
    source = folder / "source.db"
    fill(source, tables).close()
    began = time.process_time()
    db = sqlite3.connect(folder / "copy.db")
    db.executescript("pragma journal_mode = wal; pragma synchronous = full;" + TABLES)
    db.execute("attach ? as source", (str(source),))
    db.executescript("begin; insert into notes select * from source.notes;"
                     "insert into cards select * from source.cards;"
                     "insert into revlog select * from source.revlog; commit;")
    db.close()
    return time.process_time() - began


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    words = int(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[2] == "--words" else 50_000
    tables = rows(words)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        path = folder / "large.apkg"
        package(path, tables, folder)
        env = dict(os.environ, HOME=name, LIANXI_COLLECTION=str(folder / "collection.db"))
        command = [program, "--json", "--no-input", "import", path]
        floor = copy_by_sqlite(folder, tables)
        first, memory, report = measured(command, env)
        history = report["notes"]["history"]
        again, _, _ = measured(command, env)
        print(f"{report['notes']['notes']} notes, {history['cards']} cards, "
              f"{history['reviews_new']} answers")
        print(f"import          {first:7.1f} s of CPU, {memory} MiB, {first / floor:.1f} x the copy")
        print(f"import again    {again:7.1f} s of CPU, {again / floor:.1f} x the copy")
        print(f"copy by SQLite  {floor:7.1f} s of CPU")


main()
