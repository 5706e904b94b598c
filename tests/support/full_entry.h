#pragma once

// An entry with something in every field.

#include "entry/entry.h"

namespace lianxi {

inline Entry full_entry() {
  Entry entry;
  entry.headword = "联系";
  entry.traditional = "聯繫";
  entry.readings = {
      {"liánxì", {"liánxi"}, "verb, noun", "4 (2.0)", "to contact; a link", "a line"}};
  entry.gloss = "contact";
  entry.summary = "A word for links.";
  entry.keywords = {"contact", "link"};
  entry.measure_words = {"种"};
  entry.separable = true;
  entry.audio = "lianxi.ogg";
  entry.source = "ourselves";
  entry.licence = "CC0";
  entry.tags = {"contact", "100% daily"};
  entry.characters = {{"联", "lián", "to join", {{"耳", "ěr", "an ear", {}}}},
                      {"系", "xì", "to tie", {}}};
  entry.characters_note = "join and tie";
  entry.culture = {"First paragraph.", "Second paragraph."};
  entry.usage_intro = "Two uses.";
  Sentence first;
  first.chinese = "到家以后别忘了联系我。";
  first.pinyin = "Dào jiā yǐhòu bié wàng le liánxì wǒ.";
  first.english = "Get in touch when you are home.";
  first.analysis = "The person follows.";
  first.bold = {{27, 6}};
  first.form = "联系";
  first.also = {"联络"};
  first.reading = "liánxì";
  first.source = "heard";
  Sentence second;
  second.chinese = "怎么联系你？";
  entry.examples = {first, second};
  Sentence usage_sentence;
  usage_sentence.chinese = "我们常联系。";
  entry.usages = {{"By wire/letter",
                   "far away",
                   {usage_sentence},
                   {{"保持联系", "bǎochí liánxì", "to keep in touch"}}}};
  SentencePair pair;
  pair.wrong.chinese = "我明天会关系你。";
  pair.right.chinese = "我明天会联系你。";
  pair.right.english = "I'll be in touch tomorrow.";
  pair.why = "reaching someone is an act";
  pair.when = "by telephone";
  entry.contrasts = {{"关系", "guānxi", {"The line and the friendship."}, {pair}}};
  entry.notes = {{"Verb and noun", {"Both are common."}}};
  entry.related = {{"联络", "liánluò", "to liaise"}, {"沟通", "", ""}};
  return entry;
}

}  // namespace lianxi
