// The dial plan and the zones.
#include "bounds.h"

namespace dialgate::mutation {
namespace {

proto::DialPlan* Plan(Header* h) { return h->mutable_dial_plan(); }

void Transitions(Header* h, std::initializer_list<uint32_t> afters) {
  h->mutable_zones(1)->clear_transitions();
  for (uint32_t after : afters) h->mutable_zones(1)->add_transitions()->set_after(after);
}

}  // namespace

const std::vector<Bound>& PlanBounds() {
  static const std::vector<Bound> bounds = {
      {"dial_plan.region", "none", kNo, [](Header* h) { Plan(h)->set_region(""); }},
      {"dial_plan.region", "one letter", kNo, [](Header* h) { Plan(h)->set_region("C"); }},
      {"dial_plan.region", "three letters", kNo, [](Header* h) { Plan(h)->set_region("CHN"); }},
      {"dial_plan.region", "a digit", kNo, [](Header* h) { Plan(h)->set_region("C1"); }},
      {"dial_plan.region", "small letters", kNo, [](Header* h) { Plan(h)->set_region("cn"); }},
      {"dial_plan.region", "a space", kNo, [](Header* h) { Plan(h)->set_region("C "); }},
      {"dial_plan.country_code", "none", kNo, [](Header* h) { Plan(h)->set_country_code(""); }},
      {"dial_plan.country_code", "3 digits", kYes,
       [](Header* h) { Plan(h)->set_country_code("861"); }},
      {"dial_plan.country_code", "4 digits", kNo,
       [](Header* h) { Plan(h)->set_country_code("8613"); }},
      {"dial_plan.country_code", "a letter", kNo,
       [](Header* h) { Plan(h)->set_country_code("8a"); }},
      {"dial_plan.international_prefixes", "none", kYes,
       [](Header* h) { Plan(h)->clear_international_prefixes(); }},
      {"dial_plan.international_prefixes", "64", kYes,
       [](Header* h) { Fill(Plan(h)->mutable_international_prefixes(), 64, "0"); }},
      {"dial_plan.international_prefixes", "65", kNo,
       [](Header* h) { Fill(Plan(h)->mutable_international_prefixes(), 65, "0"); }},
      {"dial_plan.international_prefixes", "empty", kNo,
       [](Header* h) { Plan(h)->set_international_prefixes(0, ""); }},
      {"dial_plan.international_prefixes", "6 digits", kYes,
       [](Header* h) { Plan(h)->set_international_prefixes(0, "001122"); }},
      {"dial_plan.international_prefixes", "7 digits", kNo,
       [](Header* h) { Plan(h)->set_international_prefixes(0, "0011223"); }},
      {"dial_plan.international_prefixes", "a +", kNo,
       [](Header* h) { Plan(h)->set_international_prefixes(0, "+"); }},
      {"dial_plan.national_prefix", "none", kYes,
       [](Header* h) { Plan(h)->set_national_prefix(""); }},
      {"dial_plan.national_prefix", "4 digits", kYes,
       [](Header* h) { Plan(h)->set_national_prefix("0123"); }},
      {"dial_plan.national_prefix", "5 digits", kNo,
       [](Header* h) { Plan(h)->set_national_prefix("01234"); }},
      {"dial_plan.national_prefix", "a letter", kNo,
       [](Header* h) { Plan(h)->set_national_prefix("X"); }},
      {"dial_plan.bare_national", "not", kYes,
       [](Header* h) { Plan(h)->set_bare_national(false); }},
      {"dial_plan.bare_country_code", "not", kYes,
       [](Header* h) { Plan(h)->set_bare_country_code(false); }},
      {"dial_plan.national_zero", "not", kYes,
       [](Header* h) { Plan(h)->set_national_zero(false); }},
      {"dial_plan.national_lengths", "none", kNo,
       [](Header* h) { Plan(h)->clear_national_lengths(); }},
      {"dial_plan.national_lengths", "0", kNo,
       [](Header* h) {
         FillWords(Plan(h)->mutable_national_lengths(), {0, 1});
       }},
      {"dial_plan.national_lengths", "all 14", kYes,
       [](Header* h) {
         FillWords(Plan(h)->mutable_national_lengths(),
                   {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
       }},
      {"dial_plan.national_lengths", "15", kNo,
       [](Header* h) {
         FillWords(Plan(h)->mutable_national_lengths(), {10, 15});
       }},
      {"dial_plan.national_lengths", "16", kNo,
       [](Header* h) { FillWords(Plan(h)->mutable_national_lengths(), {16}); }},
      {"dial_plan.national_lengths", "32", kNo,
       [](Header* h) { FillWords(Plan(h)->mutable_national_lengths(), {32}); }},
      {"dial_plan.national_lengths", "128", kNo,
       [](Header* h) { FillWords(Plan(h)->mutable_national_lengths(), {128}); }},
      {"dial_plan.national_lengths", "one twice", kNo,
       [](Header* h) {
         FillWords(Plan(h)->mutable_national_lengths(), {10, 10});
       }},
      {"dial_plan.national_lengths", "descending", kNo,
       [](Header* h) {
         FillWords(Plan(h)->mutable_national_lengths(), {10, 9});
       }},
      {"dial_plan.outside_line_prefix", "none", kYes,
       [](Header* h) { Plan(h)->set_outside_line_prefix(""); }},
      {"dial_plan.outside_line_prefix", "4 digits", kYes,
       [](Header* h) { Plan(h)->set_outside_line_prefix("9999"); }},
      {"dial_plan.outside_line_prefix", "5 digits", kNo,
       [](Header* h) { Plan(h)->set_outside_line_prefix("99999"); }},
      {"dial_plan.outside_line_prefix", "*", kNo,
       [](Header* h) { Plan(h)->set_outside_line_prefix("*9"); }},
      {"dial_plan.extensions", "16", kYes,
       [](Header* h) { Fill(Plan(h)->mutable_extensions(), 16, "2XXX"); }},
      {"dial_plan.extensions", "17", kNo,
       [](Header* h) { Fill(Plan(h)->mutable_extensions(), 17, "2XXX"); }},
      {"dial_plan.extensions", "1 character", kNo,
       [](Header* h) { Plan(h)->set_extensions(0, "2"); }},
      {"dial_plan.extensions", "2 characters", kYes,
       [](Header* h) { Plan(h)->set_extensions(0, "XX"); }},
      {"dial_plan.extensions", "6 characters", kYes,
       [](Header* h) { Plan(h)->set_extensions(0, "2XXXX9"); }},
      {"dial_plan.extensions", "7 characters", kNo,
       [](Header* h) { Plan(h)->set_extensions(0, "2XXXXXX"); }},
      {"dial_plan.extensions", "a small x", kNo,
       [](Header* h) { Plan(h)->set_extensions(0, "2xxx"); }},
      {"dial_plan.emergency", "128", kYes,
       [](Header* h) { Fill(Plan(h)->mutable_emergency(), 128, "110"); }},
      {"dial_plan.emergency", "129", kNo,
       [](Header* h) { Fill(Plan(h)->mutable_emergency(), 129, "110"); }},
      {"dial_plan.emergency", "2 digits", kNo, [](Header* h) { Plan(h)->set_emergency(0, "11"); }},
      {"dial_plan.emergency", "3 digits", kYes,
       [](Header* h) { Plan(h)->set_emergency(0, "000"); }},
      {"dial_plan.emergency", "6 digits", kYes,
       [](Header* h) { Plan(h)->set_emergency(0, "123456"); }},
      {"dial_plan.emergency", "7 digits", kNo,
       [](Header* h) { Plan(h)->set_emergency(0, "1234567"); }},
      {"dial_plan.emergency", "an X", kNo, [](Header* h) { Plan(h)->set_emergency(0, "11X"); }},
  };
  return bounds;
}

const std::vector<Bound>& ZoneBounds() {
  static const std::vector<Bound> bounds = {
      {"zones.name", "none", kNo, [](Header* h) { h->mutable_zones(0)->set_name(""); }},
      {"zones.name", "48 characters", kYes,
       [](Header* h) { h->mutable_zones(0)->set_name(std::string(48, 'a')); }},
      {"zones.name", "49 characters", kNo,
       [](Header* h) { h->mutable_zones(0)->set_name(std::string(49, 'a')); }},
      {"zones.name", "a newline", kNo, [](Header* h) { h->mutable_zones(0)->set_name("a\n"); }},
      {"zones.utc_offset", "0", kYes, [](Header* h) { h->mutable_zones(0)->set_utc_offset(0); }},
      {"zones.utc_offset", "a day and a half east", kYes,
       [](Header* h) { h->mutable_zones(0)->set_utc_offset(129600); }},
      {"zones.utc_offset", "a second more", kNo,
       [](Header* h) { h->mutable_zones(0)->set_utc_offset(129601); }},
      {"zones.utc_offset", "a day and a half west", kYes,
       [](Header* h) { h->mutable_zones(0)->set_utc_offset(-129600); }},
      {"zones.utc_offset", "a second more, west", kNo,
       [](Header* h) { h->mutable_zones(0)->set_utc_offset(-129601); }},
      {"zones.utc_offset", "the lowest", kNo,
       [](Header* h) { h->mutable_zones(0)->set_utc_offset(INT32_MIN); }},
      {"zones.transitions", "none", kYes, [](Header* h) { Transitions(h, {}); }},
      {"zones.transitions", "4", kYes,
       [](Header* h) {
         Transitions(h, {1, 2, 3, 4});
       }},
      {"zones.transitions", "5", kNo,
       [](Header* h) {
         Transitions(h, {1, 2, 3, 4, 5});
       }},
      {"zones.transitions.after", "0", kNo, [](Header* h) { Transitions(h, {0}); }},
      {"zones.transitions.after", "32 bits", kYes,
       [](Header* h) {
         Transitions(h, {1, UINT32_MAX});
       }},
      {"zones.transitions.after", "one twice", kNo,
       [](Header* h) {
         Transitions(h, {7, 7});
       }},
      {"zones.transitions.after", "descending", kNo,
       [](Header* h) {
         Transitions(h, {7, 6});
       }},
      {"zones.transitions.utc_offset", "a day and a half", kYes,
       [](Header* h) { h->mutable_zones(1)->mutable_transitions(0)->set_utc_offset(-129600); }},
      {"zones.transitions.utc_offset", "a second more", kNo,
       [](Header* h) { h->mutable_zones(1)->mutable_transitions(0)->set_utc_offset(-129601); }},
      {"zones.transitions.utc_offset", "a second more, east", kNo,
       [](Header* h) { h->mutable_zones(1)->mutable_transitions(0)->set_utc_offset(129601); }},
  };
  return bounds;
}

}  // namespace dialgate::mutation
