"""A day's review, card by card, for whoever can type it: at a screen or line by line.

Twelve cards of three words are asked. Whoever plays it is given as `hands`: they press keys, type
answers, and at each step see that the texts named there are shown, and keep what they saw under the
step's name. `keys` of a step are those of the help sheet of which it shows what they do.
"""

import time

import lianxi

DECK = """\
# 联系 liánxì
- Part of speech: verb
- Definition: to contact, to get in touch with someone
## Examples
- 到了北京以后，请马上跟我联系。
  - Pinyin: Dào le Běijīng yǐhòu, qǐng mǎshàng gēn wǒ liánxì.
  - English: Please get in touch with me as soon as you are in Beijing.
  - Also: 联络
# 权力 quánlì
- Part of speech: noun
- Definition: power, authority
## Examples
- 经理的权力很大。
  - Pinyin: Jīnglǐ de quánlì hěn dà.
  - English: The manager has a great deal of power.
# 权利 quánlì
- Part of speech: noun
- Definition: a right, an entitlement
## Examples
- 每个孩子都有上学的权利。
  - Pinyin: Měi gè háizi dōu yǒu shàngxué de quánlì.
  - English: Every child has the right to go to school.
"""

DAYS_BEFORE = ("2026-03-02", "2026-03-03", "2026-03-04")
TODAY = "2026-03-10T09:00+08:00"

# The editor says in what state it finds the terminal, and makes a definition a better one.
EDITOR = """\
#!/bin/sh
stty -a </dev/tty >"$HOME/lent"
exec sed -i 's/a right, an entitlement/a right, what one may claim/' "$1"
"""


def learner_on_the_day(test, name):
    """A learner to whom all twelve cards are due or open."""
    learner = test.learner(name)
    deck = learner.folder / "words"
    deck.mkdir()
    (deck / "entry.md").write_text(DECK, encoding="utf-8")
    learner.done("import", deck)
    for day in DAYS_BEFORE:
        learner.now = day + "T09:00+08:00"
        with learner.review() as review:
            while review.read():
                review.ask({"rating": 3})
    learner.now = TODAY
    home = learner.folder / "home"
    learner.done("config", "set", "speak", f"cat > {home}/said")
    editor = home / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    learner.env["EDITOR"] = str(editor)
    put_on_path(learner)
    return learner


def put_on_path(learner):
    """What is typed is short at every size, and the program can be found when it is to be killed."""
    program = learner.folder / "home" / "lianxi"
    command = " ".join(learner.command())
    program.write_text(f'#!/bin/sh\necho $$ >"$HOME/pid"\nexec {command} "$@"\n')
    program.chmod(0o755)
    learner.env["PATH"] = f"{program.parent}:{learner.env['PATH']}"


def text_of(path):
    """What a program in the background writes into a file."""
    end = time.monotonic() + lianxi.PATIENCE / 3
    while time.monotonic() < end:
        if path.exists() and (text := path.read_text(encoding="utf-8")):
            return text
        time.sleep(0.02)
    raise lianxi.Differs(f"nothing is written to {path.name}")


def meaning_of_lianxi(hands):
    hands.step("meaning", "enter shows the answer")
    hands.press("?")
    hands.sheet("help", "While you type every key is text", keys="?")
    hands.press("w")
    hands.sheet("why", "second success: 6 days", keys="w")
    hands.press("p")
    hands.step("speak-too-soon", "once the answer is there")
    hands.enter()
    hands.step("meaning-answer", "to contact", "enter good", keys="enter")
    hands.press("p")
    hands.step("speak", "said aloud", keys="p")
    hands.test.check("what is said aloud", text_of(hands.home / "said"), "联系\n")
    hands.press("f")
    hands.step("flag", "note:")
    hands.answer("问老师")
    hands.step("flagged", "flagged;", keys="f")
    hands.press("x")
    hands.step("no-such-key", "? for every key")
    hands.press("3")
    hands.step("rated-good", "good, due 2026-03-25", keys="3")


def meaning_of_power(hands):
    hands.step("meaning-power", "enter shows the answer")
    hands.press("4")
    hands.step("rated-easy", "easy, due", keys="4")
    hands.command("u")
    hands.step("undone", "undone: review of this word", keys="u")
    hands.enter()
    hands.step("undone-answer", "power, authority")
    hands.press("１")  # as an input method leaves it
    hands.step("rated-again", "again, due 2026-03-11", keys="1")


def meaning_of_right(hands):
    hands.step("meaning-right", "enter shows the answer")
    hands.press("b")
    hands.step("buried", "hidden until tomorrow", keys="b")


def reading_of_lianxi(hands):
    hands.step("reading")
    hands.answer("lian2xi2")
    hands.step("tone", "tone tones 1/2", "xì: you gave 2, wanted 4", "enter again")
    hands.enter()


def reading_of_power(hands):
    hands.step("reading-power")
    hands.answer("quanli")
    hands.step("untoned", "untoned", "add the tones")
    hands.answer("quán lì")
    hands.step("marks", "right tones 2/2", "enter good")
    hands.enter()


def reading_of_right(hands):
    hands.step("reading-right")
    hands.answer("")
    hands.step("shown", "quánlì", "enter again")
    hands.enter()


def recall_of_lianxi(hands):
    hands.step("recall", "to contact")
    hands.draft("联")
    hands.step("draft", "to contact")
    hands.command("h")
    hands.step("hint", "the word starts with l", keys=("h", "Alt"))
    hands.finish("联", "系")
    hands.step("characters", "right", "enter hard")
    hands.press("3")


def recall_of_power(hands):
    hands.step("recall-power", "power, authority")
    hands.answer("quan2li4")
    hands.step("which-characters", "which characters: 1 权利 2 权力")
    hands.answer("1")
    hands.step("other-word", "other word", "the right sound", "enter again")
    hands.press("2")
    hands.step("rated-hard", "hard, due", keys="2")


def recall_of_right(hands):
    hands.step("recall-right", "a right, an entitlement")
    hands.draft("权")
    hands.command("e")
    hands.step("edited", "a right, what one may claim", "1 field changed in 权利", keys="e")
    lent = text_of(hands.home / "lent").replace(";", " ").split()
    hands.test.check("the editor's terminal", [name in lent for name in ("icanon", "echo")],
                     [True, True])
    hands.finish("权", "利")
    hands.step("edited-answer", "quánlì", "enter good")
    hands.enter()


def blank_of_lianxi(hands):
    hands.step("cloze", "请马上跟我＿＿")
    hands.answer("联络")
    hands.step("rival", "rival", "also good here", "the word wanted")
    hands.answer(":hint")
    hands.step("named-hint", "the word", keys=(":h", ":hint"))
    hands.answer(":x")
    hands.step("no-command", ":x is no command")
    hands.answer("lian2xi4")
    hands.step("digits", "right tones 2/2", "enter hard")
    hands.press("3")


def blank_of_power(hands):
    hands.step("cloze-power", "经理的＿＿很大")
    hands.answer("权限")
    hands.step("wrong", "经理的权力很大", "enter again")
    hands.press("a")
    hands.step("accepted", "accepted from now on", "enter good", keys="a")
    hands.enter()


def blank_of_right(hands):
    hands.step("cloze-right", "上学的＿＿")
    hands.command("s")
    hands.step("suspended", "suspended; lianxi resume", keys="s")


def once_more(hands):
    hands.enter()
    hands.step(f"once-more-{hands.drills}", "enter")
    hands.press("3")


# Kind and part of the prompt, what is done, and the ratings of the day in the end.
CARDS = (
    ("meaning", "联系", meaning_of_lianxi, [3]),
    ("meaning", "权力", meaning_of_power, [1, 3]),
    ("meaning", "权利", meaning_of_right, []),
    ("reading", "联系", reading_of_lianxi, [1, 3]),
    ("reading", "权力", reading_of_power, [3]),
    ("reading", "权利", reading_of_right, [1, 3]),
    ("recall", "to contact", recall_of_lianxi, [3]),
    ("recall", "power", recall_of_power, [2, 3]),
    ("recall", "a right", recall_of_right, [3]),
    ("cloze", "北京", blank_of_lianxi, [3]),
    ("cloze", "经理", blank_of_power, [3]),
    ("cloze", "孩子", blank_of_right, []),
)


def play(hands):
    """Plays the day until nothing is left, the last card undone once."""
    asked = []
    while "nothing is left" not in (text := hands.question()):
        part = [card for card in CARDS if text.startswith(card[0]) and card[1] in text]
        if len(part) != 1:
            raise lianxi.Differs(f"{len(part)} cards of the script are this one:\n{text}")
        kind, prompt, answer, _ = part[0]
        if "once more" in text:
            hands.drills += 1
            once_more(hands)
        else:
            asked.append((kind, prompt))
            answer(hands)
    hands.test.check("cards asked", sorted(asked), sorted(card[:2] for card in CARDS))
    hands.step("done", "done: 14 answers, 1 new card")
    hands.press("u")
    hands.step("last-undone", "once more", "undone")
    once_more(hands)
    hands.step("done-again", "done: 14 answers, 1 new card")
    hands.press("?")
    hands.sheet("help-done", "While you type every key is text", keys="?")
    hands.enter()


def compare_log(test, learner):
    """The ratings of the day, undone ones left out, are those of the table."""
    learner.check()
    shown = {card["id"]: card for entry in
             learner.json("show", "联系", "权力", "权利")["entries"] for card in entry["cards"]}
    ratings = {card: [] for card in shown}
    for event in learner.log():
        if event["type"] == "review" and event["day"] == TODAY[:10] and not event["undone"]:
            ratings[event["card"]].append(event["rating"])
    test.check("ratings of the day", sorted((shown[card]["kind"], one) for card, one in
                                            ratings.items()),
               sorted((kind, one) for kind, _, _, one in CARDS))
