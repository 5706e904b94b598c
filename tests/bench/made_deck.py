"""A deck of made-up words for timings: two common characters each, read as Unihan reads them, in
sentences that share their surroundings as those of real decks do. The same for the same seed."""

import bz2
import random

UNIHAN = "/usr/share/unicode/Unihan_Readings.txt.bz2"  # of the Debian package unicode-data

VERBS = [tuple(pair.split("|")) for pair in """研究|yánjiū 讨论|tǎolùn 喜欢|xǐhuan 需要|xūyào
    介绍|jièshào 了解|liǎojiě 准备|zhǔnbèi 参加|cānjiā 保护|bǎohù 改变|gǎibiàn 发现|fāxiàn 使用|shǐyòng
    学习|xuéxí 记录|jìlù 检查|jiǎnchá 欢迎|huānyíng 支持|zhīchí 反对|fǎnduì 影响|yǐngxiǎng 解决|jiějué
    组织|zǔzhī 观察|guānchá 描写|miáoxiě 比较|bǐjiào 选择|xuǎnzé 继续|jìxù 提高|tígāo 利用|lìyòng""".split()]
NOUNS = [tuple(pair.split("|")) for pair in """学校|xuéxiào 公司|gōngsī 城市|chéngshì 朋友|péngyou
    老师|lǎoshī 医生|yīshēng 农村|nóngcūn 家庭|jiātíng 历史|lìshǐ 文化|wénhuà 经济|jīngjì 科学|kēxué
    艺术|yìshù 音乐|yīnyuè 电影|diànyǐng 小说|xiǎoshuō 报纸|bàozhǐ 机场|jīchǎng 车站|chēzhàn 商店|shāngdiàn
    饭馆|fànguǎn 医院|yīyuàn 银行|yínháng 图书馆|túshūguǎn 公园|gōngyuán 大学|dàxué 工厂|gōngchǎng
    政府|zhèngfǔ 社会|shèhuì 世界|shìjiè 环境|huánjìng 动物|dòngwù 植物|zhíwù 天气|tiānqì 身体|shēntǐ""".split()]
SUBJECTS = [("我们", "Wǒmen"), ("他们", "Tāmen"), ("大家", "Dàjiā"), ("很多人", "Hěn duō rén"),
            ("孩子们", "Háizimen"), ("邻居", "Línjū"), ("同学", "Tóngxué"), ("记者", "Jìzhě")]
ADJECTIVES = """quiet small bright heavy narrow distant gentle ancient modern simple wooden golden
    silver hidden public private northern southern frozen broken painted foreign local common rare
    careful steady sudden gradual double""".split()
THINGS = """bridge harbour garden window market valley river mountain letter lesson promise journey
    engine cloud shadow mirror bottle ladder blanket basket signal border culture method account
    budget weather harvest custom festival""".split()


def characters():
    """Common characters with their readings: those in the frequency list of modern Chinese."""
    readings, common = {}, set()
    with bz2.open(UNIHAN, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("U+"):
                point, field, value = line.rstrip("\n").split("\t")
                if field == "kHanyuPinlu":
                    common.add(point)
                elif field == "kMandarin":
                    readings[point] = value.split()[0]
    known = [(chr(int(point[2:], 16)), readings[point]) for point in sorted(common & readings.keys())]
    # A vowel at the beginning wants an apostrophe.
    return [(sign, sound) for sign, sound in known if sound[0] not in "aāáǎàeēéěèoōóǒò"]


def words(count, rng):
    signs = characters()
    made = {}
    while len(made) < count:
        (first, sound), (second, next_sound) = rng.choice(signs), rng.choice(signs)
        made[first + second] = sound + next_sound
    return made


class Writer:
    """Writes entries whose cards are meaning, reading, recall and a cloze of four sentences; every
    25th has a contrast too."""

    def __init__(self, count, seed):
        self.rng = random.Random(seed)
        self.words = words(count, self.rng)
        self.names = list(self.words)

    def gloss(self):
        """Half of them are those of some thirty words in a deck of 25,000."""
        thing = self.rng.choice(THINGS)
        if self.rng.random() < 0.5:
            thing = f"{self.rng.choice(THINGS)} {thing}"
        return f"{self.rng.choice(ADJECTIVES)} {thing}"

    def noun(self):
        """Mostly another word of the deck; often enough one of those that everybody talks of."""
        if self.rng.random() < 0.2:
            return self.rng.choice(NOUNS)
        name = self.rng.choice(self.names)
        return name, self.words[name]

    def sentence(self, word, gloss):
        """(before, after, pinyin, English)"""
        subject, spoken = self.rng.choice(SUBJECTS)
        verb, verb_sound = self.rng.choice(VERBS)
        noun, noun_sound = self.noun()
        pinyin = self.words[word]
        return self.rng.choice([
            (f"{subject}都{verb}", "。", f"{spoken} dōu {verb_sound} {pinyin}.",
             f"All of them see the {gloss}."),
            (f"{subject}要{verb}{noun}的", "。",
             f"{spoken} yào {verb_sound} {noun_sound} de {pinyin}.", f"They want the {gloss}."),
            (f"{subject}用", f"{verb}{noun}。", f"{spoken} yòng {pinyin} {verb_sound} {noun_sound}.",
             f"They make use of the {gloss}."),
            (f"{noun}的", f"对{subject}很重要。", f"{noun_sound.capitalize()} de {pinyin} duì "
             f"{spoken[0].lower() + spoken[1:]} hěn zhòngyào.", f"The {gloss} matters to them."),
        ])

    def entry(self, index, word):
        pinyin = self.words[word]
        glosses = [self.gloss(), self.gloss()]
        lines = [f"# {word} {pinyin}", "- Part of speech: noun",
                 f"- Definition: {glosses[0]}, {glosses[1]}",
                 f"- Summary: what people call a {glosses[0]} when they talk of it at home.",
                 "## Examples"]
        for _ in range(4):
            before, after, sound, english = self.sentence(word, glosses[0])
            lines += [f"- {before}**{word}**{after}", f"  - Pinyin: {sound}",
                      f"  - English: {english}"]
        other = self.rng.choice(self.names)
        if index % 25 == 0 and other != word:
            before, after, sound, english = self.sentence(word, glosses[0])
            lines += ["## Contrasts", f"### {other} ({self.words[other]})",
                      f"- {word} is one thing; {other} is another.",
                      f"- Wrong: ~~{before}{other}{after}~~", f"- Right: {before}{word}{after}",
                      f"  - Pinyin: {sound}", f"  - English: {english}"]
        lines.append("## Related")
        for other in self.rng.sample(self.names, 2):
            if other != word:
                lines.append(f"- {other} ({self.words[other]}): {self.gloss()}")
        return "\n".join(lines) + "\n"

    def deck(self):
        return "".join(self.entry(index, word) for index, word in enumerate(self.names))


def deck(count, seed):
    """`count` entries as text."""
    return Writer(count, seed).deck()
