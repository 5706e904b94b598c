"""Two small decks: 联系 in "words" (it has a rival and a longer form), 桌子 in "tables"."""

WORDS = """\
# 联系 liánxì
- Part of speech: verb
- HSK: 4 (2.0)
- Definition: to contact, to get in touch with someone
## Examples
- 到了北京以后，请马上跟我联系。
  - Pinyin: Dào le Běijīng yǐhòu, qǐng mǎshàng gēn wǒ liánxì.
  - English: Please get in touch with me as soon as you are in Beijing.
  - Also: 联络
- 他的电话一直联系不上。
  - Pinyin: Tā de diànhuà yīzhí liánxì bu shàng.
  - English: His phone cannot be reached at all.
  - Form: 联系不上
"""

TABLES = """\
# 桌子 zhuōzi
- Part of speech: noun
- HSK: 1 (2.0)
- Definition: table, desk
## Examples
- 桌子上有一杯茶。
  - Pinyin: Zhuōzi shàng yǒu yī bēi chá.
  - English: There is a cup of tea on it.
"""


def learner_of_two_decks(test, name):
    """Both decks are imported; of their nine cards four are open."""
    learner = test.learner(name)
    for deck, text in (("words", WORDS), ("tables", TABLES)):
        folder = learner.folder / deck
        folder.mkdir()
        (folder / "entry.md").write_text(text, encoding="utf-8")
        learner.done("import", folder)
    return learner
