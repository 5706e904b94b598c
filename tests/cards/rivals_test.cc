#include "cards/rivals.h"

#include <doctest/doctest.h>

#include "support/among.h"
#include "support/entries.h"

namespace lianxi {
namespace {

/// "联络 (liánluò) 找": with the first reading of each.
std::string with_readings(const std::vector<Rival>& rivals) {
  std::string text;
  for (const Rival& rival : rivals) {
    text += (text.empty() ? "" : " ") + rival.text;
    if (!rival.readings.empty()) text += " (" + rival.readings.front() + ")";
  }
  return text;
}

EntryBuilder contact() {
  return EntryBuilder("联系", "liánxì")
      .define("to contact, to get in touch with someone; a link", "verb, noun");
}
EntryBuilder relation() {
  return EntryBuilder("关系", "guānxi").define("a relationship; bearing", "noun");
}
EntryBuilder against_relation() { return contact().contrast("关系", "guānxi", {}); }

const Sentence kCases =
    sentence("两起案件之间的联系很清楚。", "Liǎng qǐ ànjiàn zhījiān de liánxì hěn qīngchu.",
             "The link between the two cases is clear.");
const Sentence kNeighbours =
    sentence("邻居之间的关系要靠平时维护。", "Línjū zhījiān de guānxi yào kào píngshí wéihù.");
const Sentence kEvents = sentence("这两件事有什么联系？", "Zhè liǎng jiàn shì yǒu shénme liánxì?");

}  // namespace

TEST_CASE("the deck's word counts as it stands") {
  Sentence said = kCases;
  said.also = {"关系", "关联", "牵连", "瓜葛"};
  EntryBuilder entry = against_relation().contrast("关联", "guānlián", {});
  const Among words(entry.related("牵连", "qiānlián").example(said),
                    {relation().example(kNeighbours)});
  const auto rivals = words.of_blank();
  REQUIRE(with_readings(rivals) == "关系 (guānxi) 关联 (guānlián) 牵连 (qiānlián) 瓜葛");
  CHECK(rivals[0].evidence == "Also: in the deck");
}

TEST_CASE("a word that a known sentence has between the same neighbours is a rival") {
  const Entry other = relation()
                          .example(kNeighbours)
                          .example("他迟到跟我有什么关系？", "Tā chídào gēn wǒ yǒu shénme guānxi?");
  const Among words(against_relation().example(kCases).example(kEvents), {other});
  const auto rivals = words.of_blank();
  REQUIRE(with_readings(rivals) == "关系 (guānxi)");
  CHECK(rivals[0].evidence == kNeighbours.chinese);
  CHECK(words.of_blank(1).at(0).evidence == "他迟到跟我有什么关系？");
}

TEST_CASE("of several sentences the one that shares most is the evidence") {
  const Entry other =
      relation()
          .example("两国之间的关系很紧张。", "Liǎng guó zhījiān de guānxi hěn jǐnzhāng.")
          .example("邻居之间的关系很好。");
  const Entry entry = against_relation().example("邻居之间的联系越来越少。");
  CHECK(Among(entry, {other}).of_blank().at(0).evidence == "邻居之间的关系很好。");
}

TEST_CASE("the word that governs the blank decides") {
  const struct {
    std::string chinese, pinyin, other, other_pinyin, rivals;
  } rows[] = {
      {"这两件事有什么联系？", "Zhè liǎng jiàn shì yǒu shénme liánxì?", "你和他是什么关系？",
       "Nǐ hé tā shì shénme guānxi?", ""},
      {"我跟他没有联系。", "Wǒ gēn tā méiyǒu liánxì.", "没关系，我也刚到。",
       "Méi guānxi, wǒ yě gāng dào.", ""},
      {"我跟他没有联系。", "Wǒ gēn tā méiyǒu liánxì.", "这件事跟你没有关系。",
       "Zhè jiàn shì gēn nǐ méiyǒu guānxi.", "关系"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.chinese);
    CAPTURE(row.other);
    const Entry other = relation().example(row.other, row.other_pinyin);
    const Among words(against_relation().example(row.chinese, row.pinyin), {other});
    CHECK(words.blank() == row.rivals);
  }
}

TEST_CASE("a sentence that is called wrong in the same frame speaks against the word") {
  const Entry unwarned = relation().example(kNeighbours).contrast("联系", "liánxì", {});
  SentencePair fathers = pair("父子之间的联系很紧张。", "父子之间的关系很紧张。");
  fathers.right.pinyin = "Fùzǐ zhījiān de guānxi hěn jǐnzhāng.";
  const Entry warned = relation().example(kNeighbours).contrast("联系", "liánxì", {fathers});
  const Entry other = against_relation().example(kCases);
  CHECK(Among(unwarned, {other}).blank() == "联系");
  CHECK(Among(warned, {other}).blank() == "");
  CHECK(Among(other, {warned}).blank() == "关系");
}

TEST_CASE("a blank that a wrong and right pair decides admits one word, whatever others say") {
  // The wrong half is this very sentence with that word in the blank.
  SentencePair better = pair("他们父子之间的联系很好。", "他们父子处得很好。");
  EntryBuilder entry = relation();
  entry.example("他们父子之间的关系很好。", "Tāmen fùzǐ zhījiān de guānxi hěn hǎo.")
      .example(kNeighbours)
      .contrast("联系", "liánxì", {better});
  const Among families(entry, {contact().example(kCases)});
  CHECK(families.blank(0) == "");
  CHECK(families.blank(1) == "联系");

  // The right half is this sentence, and that word is in the wrong half.
  EntryBuilder talk("沟通", "gōutōng");
  talk.example("有问题要跟房东沟通。", "Yǒu wèntí yào gēn fángdōng gōutōng.");
  SentencePair reach = pair("电话打不通，怎么沟通房东？", "电话打不通，怎么跟房东联系？");
  reach.right.pinyin = "Diànhuà dǎ bu tōng, zěnme gēn fángdōng liánxì?";
  EntryBuilder call = contact().contrast("沟通", "gōutōng", {reach});
  call.example("我明天跟房东联系。", "Wǒ míngtiān gēn fángdōng liánxì.");
  call.contrast("沟通", "", {pair("有事联系跟房东。", "有事跟房东联系。")});
  const Among landlords(call, {talk});
  CHECK(landlords.blank(0) == "沟通");
  CHECK(landlords.blank(1) == "");
  CHECK(landlords.blank(2) == "沟通");  // grammar: nothing is said of that word
  CHECK(landlords.rivals(CardKind::contrast, "沟通").empty());
}

TEST_CASE("a word the entry is not set against must fit the English too") {
  const Sentence with_you = sentence("回国以后我跟你联系。", "Huíguó yǐhòu wǒ gēn nǐ liánxì.");
  const Entry liaise = EntryBuilder("联络", "liánluò")
                           .define("to get in touch; liaison", "verb")
                           .example("到了就跟他联络。", "Dào le jiù gēn tā liánluò.");
  Entry naming = liaise;
  naming.related = {{"联系", "", ""}};
  const auto between = [](const char* word, const char* definition, const char* part) -> Entry {
    return EntryBuilder(word, "")
        .define(definition, part)
        .example("数字之间的" + std::string(word) + "很明显。");
  };
  const char* touch = "I'll get in touch with you.";
  const char* clear = "The cases have a clear connection.";
  const struct {
    Sentence said;
    std::string english;
    bool related;
    Entry other;
    std::string rivals;
  } rows[] = {
      {with_you, touch, true, liaise, "联络"},
      {with_you, "I'll phone you.", true, liaise, ""},
      {with_you, "", true, liaise, "联络"},
      {with_you, touch, false, naming, "联络"},
      // A word of the same class needs more around it.
      {with_you, touch, false, liaise, ""},
      {kCases, clear, false, between("关联", "connection", "noun"), "关联"},
      {kCases, clear, false, between("矛盾", "contradiction", "noun"), ""},
      {kCases, clear, false, between("相关", "connection", "adjective"), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.other.headword);
    CAPTURE(row.english);
    EntryBuilder entry = contact();
    if (row.related) entry.related(row.other.headword, "");
    entry.example(row.said.chinese, row.said.pinyin, row.english);
    CHECK(Among(entry, {row.other}).blank() == row.rivals);
  }
}

TEST_CASE("between the neighbours of a word of grammar much fits, and only the deck decides") {
  Sentence said = sentence("我跟老板商量。", "Wǒ gēn lǎobǎn shāngliang.");
  const Entry other =
      EntryBuilder("和", "hé").example("他和老板商量了。", "Tā hé lǎobǎn shāngliang le.");
  const auto of = [&](const char* part) {
    EntryBuilder entry = EntryBuilder("跟", "gēn").define("with", part).contrast("和", "hé", {});
    return Among(entry.example(said), {other}).blank();
  };
  CHECK(of("verb") == "和");
  CHECK(of("preposition") == "");
  CHECK(of("adverb") == "");
  said.also = {"同"};
  CHECK(of("preposition") == "同");
}

TEST_CASE("a longer form admits itself with the rival put in") {
  const Entry liaise =
      EntryBuilder("联络", "liánluò")
          .define("to get in touch; liaison", "verb")
          .phrase("联络不上", "liánluò bu shàng")
          .phrase("联络方式", "liánluò fāngshì")
          .example("这是我的联络方式。")
          .example("毕业以后我们也保持联络。", "Bìyè yǐhòu wǒmen yě bǎochí liánluò.")
          .example("手机没电，谁都联络不上。", "Shǒujī méi diàn, shéi dōu liánluò bu shàng.");
  EntryBuilder entry = contact();
  entry.phrase("保持联系", "bǎochí liánxì").example("以后保持联系。");
  entry.phrase("联系不上", "liánxì bu shàng").example("我一直联系不上她。");
  entry.phrase("联系方式", "liánxì fāngshì")
      .example("给我你的联系方式。", "", "Give me your number.");
  const Among related(EntryBuilder(entry).related("联络", "liánluò"), {liaise});
  const auto kept = related.rivals(CardKind::cloze, "保持联系");
  REQUIRE(with_readings(kept) == "保持联络 (bǎochíliánluò)");
  CHECK(kept[0].evidence == "毕业以后我们也保持联络。");
  CHECK(with_readings(related.rivals(CardKind::cloze, "联系不上")) ==
        "没联系上 (méiliánxìshàng) 联络不上 (liánluòbushàng)");
  CHECK(related.form("联系方式") == "");  // the English says something else
  // A word that only has the same part of speech does not go into forms.
  CHECK(Among(entry, {liaise}).form("保持联系") == "");
  // Nor one that the entry calls wrong there.
  entry.contrast("联络", "liánluò", {pair("他们保持联络。", "他们保持联系。")});
  CHECK(Among(entry, {liaise}).form("保持联系") == "");
}

TEST_CASE("another form of the headword is a rival where it is as long and stands there too") {
  const Among words(contact()
                        .phrase("联系不上", "liánxì bu shàng")
                        .phrase("联系不到", "liánxì bu dào")
                        .example("我一直联系不上客服。", "Wǒ yīzhí liánxì bu shàng kèfú.")
                        .example("他一直联系不到客服。", "Tā yīzhí liánxì bu dào kèfú.")
                        .example("他一直联系客服。", "Tā yīzhí liánxì kèfú."),
                    {});
  CHECK(words.form("联系不上") == "没联系上 联系不到");
  CHECK(words.form("联系不到") == "没联系到 联系不上");
  CHECK(words.blank() == "");
}

TEST_CASE("what cannot come about may also not have come about") {
  const struct {
    EntryBuilder entry;
    std::string form, pinyin, rivals;
  } rows[] = {
      {EntryBuilder("听", "tīng"), "听不懂", "tīng bu dǒng", "没听懂 (méitīngdǒng)"},
      {EntryBuilder("懂", "dǒng"), "听不懂", "tīng bu dǒng", "没听懂 (méitīngdǒng)"},
      {EntryBuilder("见面", "jiànmiàn").separable(), "见不到面", "jiàn bu dào miàn",
       "没见到面 (méijiàndàomiàn)"},
      {EntryBuilder("买", "mǎi"), "买不起", "mǎi bu qǐ", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.form);
    EntryBuilder entry = row.entry;
    entry.phrase(row.form, row.pinyin).example("他们" + row.form + "。");
    const auto rivals = Among(entry, {}).rivals(CardKind::cloze, row.form);
    CHECK(with_readings(rivals) == row.rivals);
  }
}

TEST_CASE("a definition admits words that share a gloss with it") {
  const struct {
    std::string definition, part, rivals;
  } rows[] = {
      {"to contact; liaison", "verb", "联络 (liánluò)"},
      {"to liaise; to get in touch with sb.", "verb, noun", ""},
      {"to liaise", "verb", ""},
      {"a link", "adjective", ""},
      {"a link", "", "联络 (liánluò)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.definition);
    CAPTURE(row.part);
    const Entry other = EntryBuilder("联络", "liánluò").define(row.definition, row.part);
    const auto rivals = Among(contact(), {other}).recall();
    CHECK(with_readings(rivals) == row.rivals);
  }
  // Related words speak for themselves, and so does the title.
  Entry entry = contact();
  entry.gloss = "Connection";
  entry.related = {
      {"联络", "liánluò", "to contact"}, {"沟通", "", "to talk"}, {"关联", "", "connection"}};
  const auto rivals = Among(entry, {}).recall();
  REQUIRE(with_readings(rivals) == "联络 (liánluò) 关联");
  CHECK(rivals[0].evidence == "both mean: to contact");
}

TEST_CASE("cards that show the word have no rivals") {
  const Among words(contact(), {EntryBuilder("联络", "liánluò").define("to contact", "verb")});
  CHECK(words.rivals(CardKind::meaning, "liánxì").empty());
  CHECK(words.rivals(CardKind::reading, "liánxì").empty());
}

TEST_CASE("what the deck admits fills the blank that its author marked") {
  const auto marked = [](std::string chinese, std::string pinyin, const std::string& bold,
                         const std::string& also) {
    Sentence said = sentence(std::move(chinese), std::move(pinyin));
    if (!bold.empty()) said.bold = {{said.chinese.find(bold), bold.size()}};
    said.also = {also};
    return said;
  };
  const auto in_touch = [&](const std::string& bold, const std::string& also) {
    return Among(
        contact()
            .phrase("保持联系", "bǎochí liánxì")
            .example(marked("我们一直保持联系。", "Wǒmen yīzhí bǎochí liánxì.", bold, also)),
        {});
  };
  // The headword's blank: the whole has the partner before it.
  for (const char* bold : {"联系", ""}) {
    CAPTURE(bold);
    CHECK(in_touch(bold, "联络").blank() == "联络");
    CHECK(in_touch(bold, "联络").form("保持联系") == "保持联络");
  }
  // The whole: beside the partner it would stand twice.
  for (const char* bold : {"没关系", ""}) {
    CAPTURE(bold);
    const Among words(
        EntryBuilder("关系", "guānxi")
            .phrase("没关系", "méi guānxi")
            .example(marked("没关系，我也刚到。", "Méi guānxi, wǒ yě gāng dào.", bold, "没事儿")),
        {});
    CHECK(words.blank() == "");
    CHECK(words.form("没关系") == "没事儿");
  }
  CHECK(in_touch("保持联系", "常联系").blank() == "");
  CHECK(in_touch("保持联系", "常联系").form("保持联系") == "常联系");
}

TEST_CASE("what begins with its negation has no verb that could be undone") {
  EntryBuilder dealings("打交道", "dǎ jiāodào");
  dealings.separable().phrase("不好打交道", "bù hǎo dǎ jiāodào");
  CHECK(Among(dealings.example("他不好打交道。", "Tā bù hǎo dǎ jiāodào."), {}).form("不好打交道") ==
        "");
}

}  // namespace lianxi
