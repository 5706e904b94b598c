"""What is not a page, a command or a collection: a clear message, the right exit status, and
nothing written."""

import json
import os
import pty
import re
import sqlite3
import subprocess

import lianxi
from two_decks import TABLES as GOOD

WITHOUT_HEADWORD = """\
#
- Part of speech: noun
- Definition: window
## Examples
- 请把窗户打开。
"""
WITHOUT_ITS_WORD = """\
# 窗户 chuānghu
- Part of speech: noun
- Definition: window
## Examples
- 门开着，外面很冷。
- 他把门关上了。
"""
ONE_BAD_SENTENCE = """\
# 窗户 chuānghu
- Part of speech: noun
- Definition: window
## Examples
- 请把窗户打开。
  - Pinyin: Qǐng bǎ chuānghu dǎ kāi.
  - English: Open it, please.
- 门开着，外面很冷。
  - Pinyin: Mén kāi zhe, wàimiàn hěn lěng.
  - English: The door is open, it is cold outside.
"""
LONG_LINE = 200 * 1024 * 1024
MOST_MEMORY_KIB = 160 * 1024


def write_long_line(path):
    """A page with a line of 200 MB."""
    with open(path, "wb") as file:
        file.write("# 窗户 chuānghu\n- Definition: window\n## Examples\n- ".encode())
        part = "请把窗户打开".encode() * 50_000
        for _ in range(LONG_LINE // len(part) + 1):
            file.write(part)


def learner_of_one_word(test, name):
    learner = test.learner(name)
    (learner.folder / "good.md").write_text(GOOD, encoding="utf-8")
    learner.done("import", "good.md")
    return learner


def files_of(learner):
    """What lies in the collection's folder, page files left out."""
    return sorted(path.name for path in learner.folder.glob("collection*"))


def compare_refusal(test, what, result, status, *texts):
    """The exit status, a message that holds every text, and no trace of a crash."""
    said = result.err.decode(errors="replace")
    test.check(f"{what}: exit status ({said.strip()})", result.status, status)
    for text in texts:
        if text not in said:
            test.fail(f"{what}: {text!r} is not in {said!r}")


# A file, what is in it, and what must be said of it besides its name.
PAGES_TO_REFUSE = (
    ("empty.md", b"", "empty"),
    ("blank.md", b" \n\n\t\n", "empty"),
    ("binary.md", bytes(range(256)) * 40, "binary"),
    ("utf16.md", b"\xff\xfe" + GOOD.encode("utf-16-le"), "UTF-16"),
    ("utf16be.md", b"\xfe\xff" + GOOD.encode("utf-16-be"), "UTF-16"),
    ("latin.md", GOOD.encode() + b"- caf\xe9\n", ":9: "),
    ("headless.md", WITHOUT_HEADWORD.encode(), "headword"),
    ("prose.txt", "今天天气很好，我们去公园吧。\n".encode(), "headword"),
    ("wordless.md", WITHOUT_ITS_WORD.encode(), "窗户"),
)


def pages_to_refuse(test):
    learner = learner_of_one_word(test, "pages")
    before = (learner.check(), files_of(learner))
    for name, content, text in PAGES_TO_REFUSE:
        (learner.folder / name).write_bytes(content)
        compare_refusal(test, name, learner.run("import", name), lianxi.BAD_INPUT, name, text)
    (learner.folder / "hollow").mkdir()
    for name in ("hollow", "missing.md"):
        compare_refusal(test, name, learner.run("import", name), lianxi.BAD_INPUT, name)
    test.check("digests and files after refusals", (learner.check(), files_of(learner)), before)

    # One bad file among good ones spoils the import, unless it is to go on.
    (learner.folder / "window.md").write_text(ONE_BAD_SENTENCE, encoding="utf-8")
    result = learner.run("import", "window.md", "binary.md")
    compare_refusal(test, "good and bad", result, lianxi.BAD_INPUT, "binary.md")
    test.check("digests after good and bad", learner.check(), before[0])
    result = learner.run("import", "--keep-going", "window.md", "binary.md")
    compare_refusal(test, "--keep-going", result, 0, "binary.md", "window.md:8: ")
    words = [entry["headword"] for entry in learner.json("list")["entries"]]
    test.check("words after --keep-going", sorted(words), ["桌子", "窗户"])


def wordless_page_names_its_lines(test):
    learner = learner_of_one_word(test, "wordless")
    (learner.folder / "wordless.md").write_text(WITHOUT_ITS_WORD, encoding="utf-8")
    report = learner.json("import", "wordless.md", status=lianxi.BAD_INPUT)
    complaints = report["diagnostics"] + report["sentences"]["refused"]
    lines = {complaint["line"] for complaint in complaints}
    if not lines & {1, 5, 6}:
        test.fail(f"no complaint names the headword's or a sentence's line: {complaints}")


def one_bad_sentence(test):
    learner = learner_of_one_word(test, "sentence")
    (learner.folder / "window.md").write_text(ONE_BAD_SENTENCE, encoding="utf-8")
    report = learner.json("import", "window.md")
    refused = [(one["file"], one["line"]) for one in report["sentences"]["refused"]]
    test.check("the refused sentence", refused, [("window.md", 8)])
    test.check("entries", report["entries"], {"new": 1, "updated": 0, "unchanged": 0})
    learner.check()


def long_line(test):
    learner = learner_of_one_word(test, "long")
    before = (learner.check(), files_of(learner))
    write_long_line(learner.folder / "long.md")
    result = learner.run("import", "long.md")
    compare_refusal(test, "a line of 200 MB", result, lianxi.BAD_INPUT, "long.md:4: ")
    if result.peak_kib > MOST_MEMORY_KIB:
        test.fail(f"a line of 200 MB took {result.peak_kib} KiB of memory")
    test.check("digests and files after it", (learner.check(), files_of(learner)), before)


def refusals_before_there_is_a_collection(test):
    learner = test.learner("nothing")
    (learner.folder / "empty.md").write_bytes(b"")
    compare_refusal(test, "empty", learner.run("import", "empty.md"), lianxi.BAD_INPUT, "empty.md")
    test.check("entries in the collection", learner.json("list")["entries"], [])


def wrong_usage(test):
    learner = learner_of_one_word(test, "usage")
    before = learner.check()
    for arguments in (("reviw",), ("review", "--fast"), ("review", "--limit", "many"),
                      ("review", "--limit", "-1"), ("review", "--kind", "poem"), ("import",),
                      ("show",), ("--now", "yesterday", "due"), ("config", "set", "new-cards", "x"),
                      ("config", "set", "no-such-key", "1"), ("undo", "now"),
                      ("undo", "--import", "--setting"), ("export", "poems"),
                      ("review", "--deck", "nowhere")):
        compare_refusal(test, arguments, learner.run(*arguments), lianxi.USAGE, "lianxi")
    compare_refusal(test, "did you mean", learner.run("reviw"), lianxi.USAGE, "review")
    for arguments in (("show", "不存在"), ("suspend", "不存在"), ("review", "--kind", "cloze"),
                      ("undo",), ("redo",), ("undo", "--setting")):
        result = learner.run(*arguments)
        compare_refusal(test, arguments, result, lianxi.NOTHING)
        if not result.err:
            test.fail(f"{arguments}: nothing on stderr")
    test.check("digests after wrong usage", learner.check(), before)


def foreign_collections(test):
    learner = learner_of_one_word(test, "foreign")
    good = learner.collection.read_bytes()

    def refused(what, *arguments):
        before = learner.collection.read_bytes()
        for words in (arguments,) if arguments else (("due",), ("import", "good.md"), ("undo",)):
            result = learner.run(*words)
            if words[0] == "check":  # what it finds is its answer
                result = result._replace(err=result.out + result.err)
            compare_refusal(test, f"{what}: {words}", result, lianxi.COLLECTION, "collection.db")
        test.check(f"{what}: the file is as it was", learner.collection.read_bytes() == before,
                   True)

    with sqlite3.connect(learner.collection) as db:
        db.execute("pragma user_version = 9999")
    db.close()
    refused("newer")
    learner.collection.write_bytes("这不是数据库。\n".encode() * 500)
    refused("no database")
    learner.collection.write_bytes(good[:5000])
    refused("cut off")
    learner.collection.write_bytes(good[:4096] + b"\x5a" * 4096 * 60 + good[4096 * 61:])
    refused("pages overwritten", "check")
    learner.collection.unlink()
    with sqlite3.connect(learner.collection) as db:
        db.execute("create table recipe (name text)")
    db.close()
    refused("of another program")


ESC, CSI_C1, DEL, BIDI, ZERO_WIDTH = "\x1b", "\x9b", "\x7f", "\u202e", "\u200b"
HOSTILE = f"""\
# 窗户 chuānghu
- Part of speech: no{ESC}[31mun
- HSK: 4{ESC}]0;title\x07
- Definition: win{ESC}[2Jdow{CSI_C1}2J{DEL}{BIDI}evil{ZERO_WIDTH}
- Tags: ta{ESC}[5mg
## Usage
- At{CSI_C1}5m home: opening{BIDI} it{ESC}c
  - 打开{ESC}[8m窗户 (dǎkāi chuānghu): to open{DEL} it
## Examples
- 请把窗户{ZERO_WIDTH}打开{ESC}[1m。
  - Pinyin: Qǐng bǎ chuānghu dǎ{ESC}[7m kāi.
  - English: Open{ESC}[3J it,{BIDI} please{CSI_C1}31m.
  - Analysis: open{ESC}[4m
- 门{ESC}[2J开着{BIDI}，外面很冷。
  - English: no{ESC}[2J word
## Related
- 门{ESC}[1m (mén): do{BIDI}or
- Strange{ESC}[2J: label{CSI_C1}2J
"""
CONTROLS = (set(range(0x20)) - {0x0A, 0x09}) | set(range(0x7F, 0xA0)) | \
    set(range(0x200B, 0x2010)) | set(range(0x2028, 0x202F)) | set(range(0x2060, 0x206A)) | {0xFEFF}


def output_at_terminal(learner, arguments):
    """What a command writes to a terminal with colour, without its own colours and line ends."""
    master, slave = pty.openpty()
    env = dict(learner.env, TERM="xterm-256color")
    process = subprocess.Popen(learner.command(*arguments), env=env, cwd=learner.folder,
                               stdin=subprocess.DEVNULL, stdout=slave, stderr=slave)
    os.close(slave)
    written = b""
    try:
        while piece := os.read(master, 65536):
            written += piece
    except OSError:
        pass  # the last one who could write has gone
    os.close(master)
    process.wait(lianxi.PATIENCE)
    return re.sub(r"\x1b\[(1|2|22|31|39|38;5;\d+)m", "", written.decode()).replace("\r\n", "\n")


def compare_no_controls(test, what, text):
    raw = sorted({f"U+{ord(c):04X}" for c in text if ord(c) in CONTROLS})
    if raw:
        where = next(line for line in text.splitlines() if set(map(ord, line)) & CONTROLS)
        test.fail(f"{what} prints {raw} raw: {where!r}")


def hostile_deck(test, name):
    """A learner, and a deck of hostile names and texts: its folder."""
    learner = test.learner(name)
    folder = learner.folder / f"deck{ESC}[2J{BIDI}x"
    folder.mkdir()
    (folder / "deck.md").write_text(f"- Title: Good{ESC}[2J{BIDI}\n- Author: A{CSI_C1}2J\n",
                                    encoding="utf-8")
    (folder / f"page{ESC}[1m.md").write_text(HOSTILE, encoding="utf-8")
    return learner, folder


def hostile_text(test):
    learner, folder = hostile_deck(test, "hostile")
    word = "窗户"
    nonsense = f"x{ESC}[2J{CSI_C1}{BIDI}"
    page = folder / f"page{ESC}[1m.md"

    def printed(*arguments, stdin=b""):
        result = learner.run(*arguments, stdin=stdin)
        for stream in (result.out, result.err):
            compare_no_controls(test, arguments, stream.decode())
        return result

    def printed_in_every_way(*arguments):
        """As lines, as records, as JSON and at a terminal: for what changes nothing."""
        for form in ((), ("--plain",), ("--json",)):
            printed(*arguments, *form)
        compare_no_controls(test, f"{arguments} at a terminal",
                            output_at_terminal(learner, arguments))

    def all_reports():
        for arguments in ((), ("due",), ("list",), ("decks",), ("log",), ("stats",), ("check",),
                          ("show", word), ("show", word, "--rivals"), ("find", word),
                          ("find", word, "--cards"), ("find", "is:flagged", "--cards"),
                          ("why", word), ("next",), ("catchup", "-n"), ("edit",),
                          ("confusions",),
                          ("config", "list"), ("lint", folder), ("import", "-n", folder),
                          ("import", "-n", "--explain", folder)):
            printed_in_every_way(*arguments)

    printed("lint", folder)
    printed("import", "-n", folder)
    printed("import", folder)
    printed("import", folder, "--json")
    if not learner.json("list")["entries"]:
        raise lianxi.Differs("the hostile page was not taken: nothing is tested")
    all_reports()

    # What a learner gives is no better than a deck: words, queries, names, notes, values.
    for arguments in ((nonsense,), ("show", nonsense), ("find", nonsense),
                      ("find", f"is:{nonsense}"), ("find", f"deck:{nonsense}"), ("why", nonsense),
                      ("answer", nonsense), ("flag", nonsense, "--note", nonsense),
                      ("suspend", nonsense), ("delete", nonsense), ("edit", nonsense),
                      ("lint", nonsense), ("import", nonsense), ("export", "deck", nonsense),
                      ("export", nonsense), ("review", "--deck", nonsense),
                      ("review", "--kind", nonsense), ("due", f"--{nonsense}"),
                      ("config", "get", nonsense), ("config", "set", nonsense, nonsense),
                      ("config", "set", "new-cards", nonsense),
                      ("config", "set", "tone-colors", nonsense), ("set-due", word, nonsense)):
        printed_in_every_way(*arguments)
    sound = learner.now, learner.collection
    learner.now = nonsense
    printed_in_every_way("due")
    learner.now, learner.collection = sound[0], page / nonsense
    printed_in_every_way("import", folder)
    learner.collection = page
    printed_in_every_way("due")
    learner.now, learner.collection = sound

    answers = f"\n3\nx{ESC}[2J{BIDI}\n3\n\n3\n".encode()
    messages = b'{"answer":"x\\u001b[2J\\u202e"}\n{"rating":3}\n' * 9
    printed("review", "--cram", stdin=answers)
    printed("review", "--cram", "--accessible", stdin=answers)
    printed("review", "--cram", "--json", stdin=messages)
    for form in ((), ("--json",)):
        card = learner.json("next")["card"]
        printed("answer", card, nonsense, nonsense, *form)
        printed("undo")
        printed("answer", card, nonsense, "--rating", "3", *form)
    printed("undo")
    printed("review", stdin=answers)
    for form in ((), ("--json",)):
        for arguments in (("flag", word, "--note", nonsense), ("suspend", word), ("resume", word),
                          ("bury", word), ("undo",), ("redo",), ("set-due", word, "+7"), ("undo",),
                          ("reset", word, "--force"), ("undo",), ("delete", word, "--force"),
                          ("undo",)):
            printed(*arguments, *form)
        all_reports()

    # The deck changes what the learner has changed too: a conflict.
    mine = learner.folder / f"mine{ESC}[2J.md"
    mine.write_text(HOSTILE.replace("Definition: win", f"Definition: mine{ESC}[5m"),
                    encoding="utf-8")
    test.check("an edit with a finding", printed("edit", word, "--file", mine).status,
               lianxi.BAD_INPUT)
    kept = [line for line in mine.read_text().split("\n") if "Strange" not in line]
    mine.write_text("\n".join(kept), encoding="utf-8")
    test.check("an edit", printed("edit", word, "--file", mine).status, 0)
    page.write_text(HOSTILE.replace("Definition: win", f"Definition: theirs{CSI_C1}5m{BIDI}"),
                    encoding="utf-8")
    printed("import", folder)
    conflicts = learner.json("edit", status=lianxi.NOTHING)["conflicts"]
    test.check("fields in conflict", len(conflicts), 1)
    learner.now = "2026-04-20T09:00+08:00"  # so that cards are due and catchup has work
    all_reports()
    printed("catchup", "--minutes", "1")
    test.check("settling", printed("edit", word, "--theirs").status, 0)
    printed("undo", "--import")
    learner.check()


if __name__ == "__main__":
    lianxi.main(pages_to_refuse, wordless_page_names_its_lines, one_bad_sentence, long_line,
                refusals_before_there_is_a_collection, wrong_usage, foreign_collections,
                hostile_text)
