"""`review --json`, word by word: what is asked, what is answered, and what changes nothing."""

import subprocess
import sys

import lianxi
from two_decks import learner_of_two_decks

QUESTION = ["card", "kind", "word", "prompt", "hint", "choices", "drill", "position", "of"]
VERDICT = ["verdict", "correct", "proposed", "intervals"]


def compare(test, what, got, wanted):
    """Compares the keys that are wanted; None stands for null, not for a missing key."""
    test.check(what, {key: (got or {}).get(key, "missing") for key in wanted}, wanted)


def is_error(test, what, got):
    """An error is a line of its own with a text."""
    if not got or list(got) != ["error"] or not isinstance(got["error"], str) or not got["error"]:
        test.fail(f"{what}: got {got!r}, wanted an error")


def questions(learner, *arguments):
    """What a whole session asks when every card is good at once."""
    asked = []
    with learner.review(*arguments) as review:
        while question := review.read():
            asked.append(question)
            review.ask({"rating": 3})
    return asked


def what_a_question_says(test):
    learner = learner_of_two_decks(test, "question")
    with learner.review("--deck", "words", "--kind", "reading") as review:
        question = review.read()
        test.check("keys of a question", sorted(question), sorted(QUESTION))
        compare(test, "a reading card", question,
                {"kind": "reading", "word": "联系", "prompt": "联系", "hint": None, "choices": [],
                 "drill": False, "position": 1, "of": 1})
        card = question["card"]
        test.check("length of a card's id", len(card), 32)
        test.check("what is no hex digit in it", set(card) - set("0123456789abcdef"), set())
        test.check("rated at once", review.ask({"rating": 1}),
                   {"saved": {"card": card, "rating": 1, "due": "2026-03-03"}})
        compare(test, "the same card comes again", review.read(),
                {"card": card, "drill": True, "position": 2, "of": 2})
        test.check("a drill keeps the due date", review.ask({"rating": 4}),
                   {"saved": {"card": card, "rating": 4, "due": "2026-03-03"}})
        test.check("the end", review.read(), None)


def asked_again(test):
    learner = learner_of_two_decks(test, "again")
    with learner.review("--deck", "words", "--kind", "reading") as review:
        card = review.read()["card"]
        before = learner.check()["log"]
        is_error(test, "proposed before any answer", review.ask({"rating": "proposed"}))
        first = review.ask({"answer": "lianxi"})
        test.check("a verdict holds what it should", set(VERDICT) - set(first), set())
        compare(test, "letters without tones", first,
                {"verdict": "untoned", "correct": None, "proposed": None})
        is_error(test, "proposed while asked again", review.ask({"rating": "proposed"}))
        test.check("log while asked again", learner.check()["log"], before)
        compare(test, "with tones", review.ask({"answer": "lián xì"}),
                {"verdict": "right", "correct": "liánxì", "proposed": 3,
                 "intervals": {"1": 1, "2": 1, "3": 1, "4": 1}})
        is_error(test, "an answer after the verdict", review.ask({"answer": "lian2xi4"}))
        test.check("taking what is proposed", review.ask({"rating": "proposed"}),
                   {"saved": {"card": card, "rating": 3, "due": "2026-03-03"}})
    review = learner.log()[-1]
    compare(test, "the review in the log", review,
            {"type": "review", "card": card, "rating": 3, "day": "2026-03-02",
             "scheduler": "sm2", "interval_days": 1,
             "attempts": [{"typed": "lianxi", "verdict": "untoned"},
                          {"typed": "lián xì", "verdict": "right"}]})


def verdicts(test):
    """Answers to one card after the other of a session that writes nothing."""
    rows = (
        ("meaning", "words", (("to contact", "shown", 3),)),
        ("meaning", "words", (("", "shown", 3),)),
        ("reading", "words", (("lian2xi2", "tone", 1),)),
        ("reading", "words", (("LIAN2 XI4", "right", 3),)),
        ("reading", "words", (("lian2si4", "letters", 1),)),
        ("reading", "words", (("", "shown", 1),)),
        ("reading", "words", (("lianxi", "untoned", None), ("lianxi", "untoned", 2))),
        ("reading", "tables", (("zhuo1zi", "right", 3),)),
        ("recall", "words", (("联系", "right", 3),)),
        ("recall", "words", (("lian2xi2", "tone", 2),)),
        ("recall", "words", (("桌子", "other_word", 1),)),
        ("cloze", "words", (("联络", "rival", None), ("联系", "right", 3))),
        ("cloze", "words", (("饿", "wrong", 1),)),
    )
    learner = learner_of_two_decks(test, "verdicts")
    before = learner.check()
    for kind, deck, answers in rows:
        with learner.review("--cram", "--kind", kind, "--deck", deck, "--limit", 1) as review:
            review.read()
            for typed, verdict, proposed in answers:
                got = review.ask({"answer": typed})
                compare(test, f"{kind} of {deck}, {typed!r} of {answers}", got,
                        {"verdict": verdict, "proposed": proposed})
                test.check(f"{typed!r}: the correct answer is told", got["correct"] is not None,
                           proposed is not None)
            compare(test, "saved nowhere", review.ask({"rating": 2})["saved"],
                    {"rating": 2, "due": None})
    test.check("digests after cramming", learner.check(), before)


def lines_that_do_not_fit(test):
    learner = learner_of_two_decks(test, "lines")
    before = learner.check()
    with learner.review() as review:
        question = review.read()
        for line in (b"", b"good", b"{", b"null", b"[]", b"3", b'"answer"', b"{}", b'{"rate":3}',
                     b'{"rating":0}', b'{"rating":5}', b'{"rating":-1}', b'{"rating":"3"}',
                     b'{"rating":2.5}', b'{"rating":null}', b'{"rating":18446744073709551619}',
                     b'{"rating":"good"}', b'{"answer":3}', b'{"answer":null}',
                     b'{"answer":"a","rating":3}', b'{"answer":"\xff\xfe"}', b"\x00\x1b[2J",
                     b"[" * 5000, b'{"answer":"\\ud800"}', b'{"rating":3}{"rating":3}'):
            is_error(test, f"the line {line[:40]!r}", review.ask(line))
        test.check("digests after lines that do not fit", learner.check(), before)
        test.check("the question still stands", review.ask({"rating": 3})["saved"]["card"],
                   question["card"])
        test.check("one review is in the log", learner.log()[-1]["card"], question["card"])
        review.read()
        review.ask({"answer": ""})
    test.check("end of input keeps what was saved and nothing else",
               [event["type"] for event in learner.log()].count("review"), 1)


def selection(test):
    learner = learner_of_two_decks(test, "selection")
    for arguments, count in ((("--limit", 1), 1), (("--limit", 0), 0), (("--new", 2), 2),
                             (("--new", 0), 0), (("--deck", "tables"), 2),
                             (("--kind", "meaning"), 2), (("--kind", "cloze"), 0),
                             (("--kind", "reading", "--deck", "words"), 1)):
        with learner.review(*arguments) as review:
            question = review.read()
            test.check(f"{arguments}: cards", question["of"] if question else 0, count)
            if not question:
                status, said = review.close()
                test.check(f"{arguments}: exit status", status, lianxi.NOTHING)
                if not said:
                    test.fail(f"{arguments}: nothing was said about nothing to do")
    before = learner.check()
    crammed = questions(learner, "--cram")
    test.check("cram asks every card once", len({card["card"] for card in crammed}), 9)
    test.check("cram asks no card twice", len(crammed), 9)
    test.check("digests after cramming", learner.check(), before)
    asked = questions(learner)
    test.check("cards of the first day", sorted((card["word"], card["kind"]) for card in asked),
               sorted((word, kind) for word in ("联系", "桌子") for kind in ("meaning", "reading")))
    with learner.review() as review:
        test.check("nothing is left", review.read(), None)
        test.check("exit status with nothing to do", review.close()[0], lianxi.NOTHING)


def hints_lower_what_is_proposed(test):
    learner = test.learner("hints")
    learner.done("import", "-q", *test.decks)
    with learner.review("--kind", "reading", "word:安静") as review:
        review.read()
        hints = []
        while hint := review.ask({"hint": True})["hint"]:
            hints.append(hint)
        test.check("hints", hints, ["starts with a", "starts with an"])
        test.check("after two hints", review.ask({"answer": "an1jing4"})["proposed"], 1)
        test.check("after the verdict", review.ask({"hint": True})["hint"], None)
        review.ask({"rating": "proposed"})
        review.read()
        test.check("the drill", review.ask({"answer": "an1jing4"})["proposed"], 3)
        review.ask({"rating": "proposed"})


def acts(test):
    """What a screen has a key for, a program has a message for."""
    learner = learner_of_two_decks(test, "acts")
    with learner.review("--kind", "reading") as review:
        first = review.read()
        test.check("nothing to take back", review.ask({"undo": True}), {"undone": None})
        test.check("accepting before a verdict", review.ask({"accept": True}), {"accepted": False})
        test.check("a flag", review.ask({"flag": "odd"}), {"flagged": True})
        is_error(test, "a flag without a text", review.ask({"flag": 1}))
        is_error(test, "a quality beyond the six", review.ask({"quality": 6}))
        compare(test, "a quality", review.ask({"quality": 5})["saved"],
                {"card": first["card"], "rating": 4})
        second = review.read()
        test.check("undo", review.ask({"undo": True}), {"undone": "review"})
        test.check("the card is asked again", review.read()["card"], first["card"])
        test.check("bury", review.ask({"bury": True}), {"buried": first["card"]})
        test.check("the next one", review.read()["card"], second["card"])
        test.check("a wrong answer", review.ask({"answer": "ma1"})["proposed"], 1)
        test.check("accepted", review.ask({"accept": True}), {"accepted": True})
        test.check("proposes good", review.ask({"rating": "proposed"})["saved"]["rating"], 3)
        test.check("the end", review.read(), None)
    kinds = [event["type"] for event in learner.log() if event["type"] not in ("import", "setting")]
    test.check("the log", kinds, ["flag", "review", "undo", "bury", "accept", "review"])
    learner.check()


def the_client_of_the_readme(test):
    readme = (test.source / "README.md").read_text(encoding="utf-8")
    client = readme.split("```python\n")[1].split("```")[0]
    test.check("its length is what it says: about twenty lines",
               16 <= len(client.strip().splitlines()) <= 22, True)
    learner = learner_of_two_decks(test, "client")
    binary = learner.folder / "bin"
    binary.mkdir()
    words = " ".join(learner.command())
    (binary / "lianxi").write_text(f'#!/bin/sh\nexec {words} "$@"\n')
    (binary / "lianxi").chmod(0o755)
    env = dict(learner.env, PATH=f"{binary}:{learner.env['PATH']}", PYTHONIOENCODING="utf-8")
    learner.done("suspend", "kind:meaning")
    with learner.review() as review:
        first = review.read()["word"]
    answers = {"联系": ["lianxi", "lian2xi4", ""], "桌子": ["zhuo1zi", "4"]}
    lines = answers.pop(first) + answers.popitem()[1]
    told = subprocess.run([sys.executable, "-c", client], env=env, cwd=learner.folder,
                          input="\n".join(lines) + "\n", capture_output=True, text=True,
                          encoding="utf-8", timeout=lianxi.PATIENCE)
    test.check("what it complains of", told.stderr, "")
    for text in ("add the tones", "right liánxì", "2026-03-03"):
        if text not in told.stdout:
            test.fail(f"{text!r} is missing in what the client printed:\n{told.stdout}")
    test.check("ratings that it saved",
               sorted(event["rating"] for event in learner.log() if event["type"] == "review"),
               [3, 4])


if __name__ == "__main__":
    lianxi.main(what_a_question_says, asked_again, verdicts, lines_that_do_not_fit, selection,
                hints_lower_what_is_proposed, acts, the_client_of_the_readme)
