"""The screens of README.md, recorded from the program. What stands there between
`<!-- screen NAME -->` and `<!-- end of screen -->` is what the scene of that name shows here, at a
terminal and with a clock that stands; LIANXI_REWRITE=1 writes them anew."""

import datetime
import difflib
import functools
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import zipfile

import lianxi
from review_script import put_on_path
from screen import Terminal, width

BLOCK = re.compile(r"(?<=<!-- screen )([a-z-]+)( -->\n)(.*?)(?=<!-- end of screen -->)", re.DOTALL)
REWRITE = bool(os.environ.get("LIANXI_REWRITE"))
LONGEST, WIDEST = 24, 100  # of what a pipe is given; a line of JSON may be wider
FIRST_DAY = datetime.date(2026, 3, 2)

scenes = {}


def scene(function):
    """Its name is the block's; it gives the rows."""
    scenes[function.__name__.replace("_", "-")] = function
    return function


# Learners ---------------------------------------------------------------------------------------


def learner_of(test, name, *decks):
    """A learner of these decks, on the first day."""
    learner = test.learner(name, now=str(FIRST_DAY) + "T09:00+08:00")
    learner.env["LIANXI_DECKS"] = str(test.source / "decks")
    for deck in decks:
        learner.done("import", deck)
    return learner


def session(learner, answer, *query):
    """`answer` gives what is typed, if anything, and the rating."""
    review = learner.review(*query)
    while question := review.read():
        text, rating = answer(question)
        if text:
            review.ask({"answer": text})
        review.ask({"rating": rating})
    review.close()  # with a status of its own where nothing was asked


def pass_day(learner):
    day = datetime.date.fromisoformat(learner.now[:10]) + datetime.timedelta(1)
    learner.now = f"{day}T09:00+08:00"


def study(learner, days, answer, *query):
    """A session on each of so many days; the day after them is today."""
    for _ in range(days):
        session(learner, answer, *query)
        pass_day(learner)


def good(_):
    return None, 3


def once(text, rating):
    """This answer, and good where the card comes once more on the same day."""
    return lambda question: good(question) if question["drill"] else (text, rating)


def shown(learner, command, typed=(), until="status 0", columns=80, rows=LONGEST):
    """The rows that a command leaves on the screen, once what is typed at each text has been."""
    put_on_path(learner)
    terminal = Terminal(learner, columns, rows)
    try:
        terminal.run(command)
        for text, keys in typed:
            terminal.wait_for(text)
            terminal.type(keys)
            terminal.keys("Enter")
        screen = terminal.rest(until)
    finally:
        terminal.close()
    return [row for row in screen.rows if not re.match(r"status \d+$|shell>", row)]


def listed(learner, command, **size):
    """A command as it was typed, and what it prints."""
    return ["$ " + command, *shown(learner, command, **size)]


DAYS = 60
TAKEN_FOR = {"联络": "联系", "交流": "沟通", "刚才": "刚刚", "来往": "联系"}


@functools.cache
def two_months(test):
    """A learner who studies most days and is right mostly, but takes some words for others."""
    learner = learner_of(test, "two-months", "first", "contact", "mind", "time")
    words = {card["id"]: word for word in TAKEN_FOR
             for entry in learner.json("show", word)["entries"] for card in entry["cards"]}
    chance = random.Random(8)

    def answer(question):
        word = words.get(question["card"])
        if word and question["kind"] in ("recall", "cloze") and chance.random() < 0.2:
            return TAKEN_FOR[word], 1
        return None, chance.choices((1, 2, 3, 4), (8, 6, 76, 10))[0]

    for _ in range(DAYS):
        if chance.random() < 0.85:
            session(learner, answer)
        pass_day(learner)
    session(learner, answer)
    # A session's clock stands here, so the answers are given their times afterwards.
    whole = re.sub('"taken_ms":0', lambda _: f'"taken_ms":{chance.randrange(2000, 9000)}',
                   learner.done("export", "json"))
    timed = learner_of(test, "two-months-timed")
    timed.now = learner.now
    (timed.folder / "all.json").write_text(whole, encoding="utf-8")
    timed.done("import", timed.folder / "all.json")
    return timed


# Scenes -----------------------------------------------------------------------------------------


@scene
def cloze(test):
    learner = learner_of(test, "cloze", "contact")
    study(learner, 5, good)
    return shown(learner, "lianxi review --kind cloze word:打交道",
                 [("cloze ·", "bu4hao3 da3 jiao1dao2")], "enter hard", rows=20)


@scene
def newcomer(test):
    return ["$ lianxi", *shown(learner_of(test, "newcomer"), "lianxi", until="q enter")]


@scene
def contrast(test):
    learner = learner_of(test, "contrast", "contact")
    study(learner, 22, good)
    return shown(learner, "lianxi review --kind contrast word:联系", [("contrast ·", "联系")],
                 "enter again", rows=20)


@scene
def leech(test):
    learner = learner_of(test, "leech", "contact")
    study(learner, 8, good)
    query = ("--kind", "recall", "word:联系")
    for wrong in ("交流", "交流", "x", "交流", "交流"):
        study(learner, 1, once(wrong, 1), *query)
        study(learner, 1, good, *query)
    card = learner.json("next", "kind:recall", "word:联系")["card"]
    said = learner.done("answer", card, "交流", "交流")
    return [line for line in said.splitlines() if line.startswith("leech")]


@scene
def why(test):
    learner = learner_of(test, "why", "contact")
    for rating, days in ((3, 1), (3, 6), (2, 15), (1, 1), (3, 1)):
        session(learner, once(None, rating), "--kind", "meaning", "word:联系")
        for _ in range(days):
            pass_day(learner)
    return listed(learner, "lianxi why 联系 --kind meaning")


@scene
def stats(test):
    """What stands above the first of the groups of recall."""
    rows = listed(two_months(test), "lianxi stats", rows=120)
    end = next(place for place, row in enumerate(rows) if row.startswith("recall"))
    return [*rows[:end], "..."]


@scene
def confusions(test):
    return listed(two_months(test), "lianxi confusions")


@scene
def protocol(test):
    """Cards are told by the beginning of their ids."""
    learner = learner_of(test, "protocol", "contact")
    query = ("--kind", "reading", "word:联系")
    study(learner, 1, good, *query)
    lines = []
    with learner.review(*query) as review:
        lines.append(review.read())
        for message in {"answer": "lian2xi2"}, {"rating": "proposed"}:
            lines += ["< " + dumped(message), review.ask(message)]
    return [re.sub(r'(?<="card":"[0-9a-f]{4})[0-9a-f]{28}', "…",
                   line if isinstance(line, str) else dumped(line)) for line in lines]


def dumped(message):
    """As the program writes it."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


PAGE = """\
# 为什么 wèi shénme
- Definition: why
## Examples
- 你**为什么**不联系我？
  - Pinyin: Nǐ wèi shéme bù liánxì wǒ?
  - English: Why don't you get in touch with me?
"""


@scene
def lint(test):
    learner = learner_of(test, "lint")
    (learner.folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return listed(learner, "lianxi lint page.txt", until="status 1")


def anki_package(path):
    """A package of two types of notes, one of which is of words."""
    def named(*names):
        return [{"name": name, "ord": place} for place, name in enumerate(names)]
    words = named("Recognition", "Production")
    words[0].update(qfmt="{{Hanzi}}", afmt="{{FrontSide}}<hr id=answer>{{Pinyin}} {{English}}")
    words[1].update(qfmt="{{English}}", afmt="{{FrontSide}}<hr id=answer>{{Hanzi}} {{Audio}}")
    gaps = [dict(name="Cloze", ord=0, qfmt="{{cloze:Text}}", afmt="{{cloze:Text}}")]
    models = {"1": {"name": "Basic (hanzi)", "type": 0, "tmpls": words,
                    "flds": named("Hanzi", "Pinyin", "English", "Audio")},
              "2": {"name": "Cloze", "type": 1, "tmpls": gaps, "flds": named("Text")}}
    file = path.with_suffix(".anki2")
    db = sqlite3.connect(file)
    db.executescript("""
        create table col(id integer primary key, crt, ver, conf, models, decks);
        create table notes(id integer primary key, guid, mid, tags, flds);
        create table cards(id integer primary key, nid, did, odid, ord, type, queue, due, odue,
                           ivl, factor, flags, data, mod);
        create table revlog(id integer primary key, cid, ease, ivl, factor, time, type);""")
    db.execute("insert into col values (1, 1709236800, 11, '{}', ?, '{}')", (json.dumps(models),))
    notes = [(1, ("茶馆", "cháguǎn", "teahouse", "[sound:chaguan.mp3]")),
             (1, ("地铁", "dìtiě", "underground", "[sound:ditie.mp3]")),
             (1, ("图书馆", "túshūguǎn", "library", "[sound:tushuguan.mp3]")),
             (2, ("中国有多少个省？{{c1::23}}",))]
    for note, (model, fields) in enumerate(notes, 1):
        db.execute("insert into notes values (?, 'g' || ?, ?, '', ?)",
                   (note, note, model, "\x1f".join(fields)))
        for place in range(2 if model == 1 else 1):
            card = 2 * note + place
            db.execute("insert into cards values (?, ?, 1, 0, ?, 2, 2, 500, 0, 20, 2500, 0, '', 0)",
                       (card, note, place))
            for answer in range(5):
                db.execute("insert into revlog values (?, ?, 3, ?, 2500, 4000, 1)",
                           ((1709300000 + 86400 * answer + card) * 1000, card, answer + 1))
    db.commit()
    db.close()
    with zipfile.ZipFile(path, "w") as package:
        package.write(file, "collection.anki2")
        package.writestr("media", "{}")


@scene
def anki(test):
    learner = learner_of(test, "anki")
    anki_package(learner.folder / "chinese.apkg")
    return listed(learner, "lianxi import chinese.apkg", until="[y/N]")


# The README -------------------------------------------------------------------------------------


def every_screen_of_the_readme(test):
    path = test.source / "README.md"
    text = path.read_text(encoding="utf-8")
    named = [name for name, _, _ in BLOCK.findall(text)]
    test.check("a block for each scene", sorted(named), sorted(scenes))

    def recorded(block):
        name, end, wanted = block.groups()
        if name not in scenes:
            return block.group()
        rows = scenes[name](test)
        while not rows[-1]:
            rows.pop()
        test.check(f"{name} is short", len(rows) <= LONGEST, True)
        is_json = rows[0].startswith("{")
        test.check(f"{name} is narrow", is_json or max(map(width, rows)) <= WIDEST, True)
        seen = "".join(f"    {row}".rstrip() + "\n" for row in rows)
        if seen != wanted and not REWRITE:
            lines = difflib.unified_diff(wanted.splitlines(), seen.splitlines(),
                                         f"README.md, screen {name}", "the screen", lineterm="")
            test.fail("\n".join(lines))
        return name + end + seen

    text = BLOCK.sub(recorded, text)
    if REWRITE:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if not shutil.which("tmux"):
        print("skipped: the screens of the README (tmux is not installed)")
        sys.exit(0)
    lianxi.main(every_screen_of_the_readme)
