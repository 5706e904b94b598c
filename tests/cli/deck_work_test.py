"""What authors and learners do with decks: mend them and import again, edit an entry in an editor,
settle conflicts, export a deck and take it in again."""

import os
import pathlib
import stat

import lianxi

TEA = """# 喝茶 hēchá
- Part of speech: verb
- Definition: to drink tea
## Examples
- 我们下午去**喝茶**吧。
  - Pinyin: Wǒmen xiàwǔ qù hēchá ba.
  - English: Let's go and drink tea this afternoon.
- 爷爷每天早上**喝茶**。
  - Pinyin: Yéye měi tiān zǎoshang hēchá.
  - English: Grandpa has tea evry morning.
- 老朋友来了，他们一起**喝茶**聊天。
  - Pinyin: Lǎo péngyou lái le, tāmen yīqǐ hēchá liáotiān.
  - English: Old friends have come; they drink tea and chat.
"""


def write_deck(learner, text):
    path = learner.folder / "tea.md"
    path.write_text(text, encoding="utf8")
    return path


def study(learner, days):
    """Answers everything good, a day at a time; gives how many answers."""
    answers = 0
    for day in days:
        learner.now = f"2026-03-{day:02}T09:00+08:00"
        review = learner.review()
        while review.read():
            review.ask({"rating": 3})
            answers += 1
        review.close()  # a day may have nothing due
    return answers


def cards_of(learner, word):
    """By id: what a correction must leave alone."""
    (entry,) = learner.json("show", word)["entries"]
    return {card["id"]: (card["kind"], card["due"], card["interval_days"], card["reviews"])
            for card in entry["cards"]}


def editor(learner, name, script):
    """Makes `script` (of sed) the learner's editor."""
    path = learner.folder / name
    path.write_text(f"#!/bin/sh\nsed -i '{script}' \"$1\"\n", encoding="utf8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    learner.env["EDITOR"] = str(path)


def a_typo_mended_keeps_progress(test):
    learner = test.learner("typo")
    learner.done("import", write_deck(learner, TEA))
    answers = study(learner, range(2, 8))
    before = cards_of(learner, "喝茶")
    report = learner.json("import", write_deck(learner, TEA.replace("evry", "every")))
    test.check("entries", report["entries"]["updated"], 1)
    test.check("new cards", report["cards"]["new"], 0)
    test.check("cards after the typo was mended", cards_of(learner, "喝茶"), before)
    test.check("reviews", sum(card[3] for card in before.values()), answers)
    digests = learner.check()
    again = learner.json("import", learner.folder / "tea.md")
    test.check("the same file again", again["entries"]["unchanged"], 1)
    test.check("the same file again", learner.check(), digests)


def a_sentence_taken_out_is_retired(test):
    learner = test.learner("retired")
    learner.done("import", write_deck(learner, TEA))
    study(learner, range(2, 8))
    shown = "我们下午去喝茶吧。"
    before = cards_of(learner, "喝茶")
    at = TEA.index("- 我们")
    learner.done("import", write_deck(learner, TEA[:at] + TEA[TEA.index("- 爷爷"):]))
    test.check("cards without the sentence", cards_of(learner, "喝茶"), before)
    test.check("the sentence is gone", shown in learner.done("show", "喝茶"), False)
    told = {event.get("sentence_text") for event in learner.log()}
    test.check("the log tells it", shown in told, True)
    learner.check()


def an_entry_is_edited(test):
    learner = test.learner("edited")
    learner.done("import", write_deck(learner, TEA))
    study(learner, range(2, 5))
    before = cards_of(learner, "喝茶")
    editor(learner, "mends", "s/evry/every/")
    test.check("what is said", learner.done("edit", "喝茶"),
               "1 field changed in 喝茶; your reviews stay\n")
    test.check("the text", "tea every morning" in learner.done("show", "喝茶"), True)
    test.check("cards after the edit", cards_of(learner, "喝茶"), before)

    editor(learner, "spoils", "s/hēchá ba/héchá ba/")
    refused = learner.run("edit", "喝茶")
    said = refused.err.decode()
    test.check("an edit with a finding", refused.status, lianxi.BAD_INPUT)
    test.check("the finding is told", "no-such-reading" in said, True)
    kept = said[said.rindex("--file ") + len("--file "):].strip()
    test.check("the text is kept", "héchá ba" in pathlib.Path(kept).read_text("utf8"), True)
    test.check("nothing changed", "héchá" in learner.done("show", "喝茶"), False)

    editor(learner, "fails", "/")
    test.check("an editor that fails", learner.run("edit", "喝茶").status, lianxi.USAGE)
    learner.env["EDITOR"] = ""
    test.check("no editor", learner.run("edit", "喝茶").status, lianxi.USAGE)
    learner.check()


def conflicts_are_settled(test):
    learner = test.learner("conflict")
    learner.done("import", write_deck(learner, TEA))
    editor(learner, "mine", "s/: to drink tea/: to have tea/")
    learner.done("edit", "喝茶")
    changed = write_deck(learner, TEA.replace(": to drink tea", ": to take tea"))
    test.check("a dry run lists it", len(learner.json("import", "-n", changed)["conflicts"]), 1)
    learner.done("import", changed)
    (conflict,) = learner.json("edit", status=lianxi.NOTHING)["conflicts"]
    test.check("conflict", (conflict["mine"], conflict["theirs"]), ("to have tea", "to take tea"))
    test.check("mine stays", learner.json("show", "喝茶")["entries"][0]["definition"], "to have tea")

    editor(learner, "settles", "s/: to have tea/: to have or take tea/")
    learner.done("edit", "喝茶")
    test.check("settled in the editor", learner.json("edit")["conflicts"], [])
    learner.done("undo")
    test.check("undone", len(learner.json("edit", status=lianxi.NOTHING)["conflicts"]), 1)
    learner.done("edit", "喝茶", "--theirs")
    test.check("settled by --theirs", learner.json("edit")["conflicts"], [])
    test.check("theirs counts", learner.json("show", "喝茶")["entries"][0]["definition"],
               "to take tea")
    learner.check()


def known_of(learner, words):
    entries = learner.json("show", *words)["entries"]
    for entry in entries:
        del entry["decks"]
    return entries


def every_deck_survives_export_and_import(test):
    learner = test.learner("exports")
    decks = sorted(path.parent for path in test.source.glob("decks/*/deck.md"))
    learner.done("import", "-q", *decks)
    folders = [learner.folder / "out" / path.name for path in decks]
    for folder in folders:
        learner.done("export", "deck", folder.name, "-o", f"{folder}/")
    digests = learner.check()
    report = learner.json("import", *folders)["entries"]
    test.check("entries changed by their own export", report["new"] + report["updated"], 0)
    test.check("digests after that", learner.check(), digests)
    test.check("a deck on standard output", learner.done("export", "deck", "contact"),
               (learner.folder / "out" / "contact" / "contact.md").read_text("utf8"))

    other = test.learner("other")
    other.done("import", "-q", *folders)
    words = [entry["headword"] for entry in learner.json("list")["entries"]]
    test.check("entries and cards in a new collection", known_of(other, words),
               known_of(learner, words))
    test.check("what the decks say of themselves", other.json("decks"), learner.json("decks"))


if __name__ == "__main__":
    os.environ.pop("EDITOR", None)
    lianxi.main(a_typo_mended_keeps_progress, a_sentence_taken_out_is_retired, an_entry_is_edited,
                conflicts_are_settled, every_deck_survives_export_and_import)
