#include "dialgate/dialed_text.h"

#include <gtest/gtest.h>

#include <string>

namespace dialgate {
namespace {

using Form = DialedText::Form;
using Context = DialedText::Context;

struct Example {
  const char* text;
  Form form;
  bool global;
  const char* digits;
};

TEST(DialedText, ReadsEveryForm) {
  for (const Example& example : {
           Example{"13800138000", Form::kPlain, false, "13800138000"},
           {"+86 138-0013.8000", Form::kPlain, true, "8613800138000"},
           {" (010) 6552-9988 ", Form::kPlain, false, "01065529988"},
           {"tel:+86-138-0013-8000", Form::kTel, true, "8613800138000"},
           {"TEL:911", Form::kTel, false, "911"},
           {"sip:+8613800138000@gw.example;user=phone", Form::kSip, true, "8613800138000"},
           {"sips:%2B86138@[::1]:5061;transport=tls;user=phone", Form::kSip, true, "86138"},
           {"SIP:138%2D0013@h;Transport=UDP", Form::kSip, false, "1380013"},
           {"urn:service:sos", Form::kServiceUrn, false, ""},
           {"URN:Service:SOS.fire.county-3", Form::kServiceUrn, false, ""},
       }) {
    const DialedText text = DialedText::Read(example.text);
    EXPECT_EQ(text.form, example.form) << example.text;
    EXPECT_EQ(text.global, example.global) << example.text;
    EXPECT_EQ(text.subscriber.view(), example.digits) << example.text;
  }
}

TEST(DialedText, ReadsAPhoneContext) {
  const DialedText global = DialedText::Read("tel:0013-8000;Phone-Context=+86-138");
  EXPECT_EQ(global.context, Context::kGlobal);
  EXPECT_EQ(global.context_digits.view(), "86138");
  const DialedText sip = DialedText::Read("sip:8000;phone%2dcontext=%2B86138@h");
  EXPECT_EQ(sip.context, Context::kGlobal);
  EXPECT_EQ(sip.context_digits.view(), "86138");
  for (const char* unusable : {"tel:911;phone-context=example.com", "tel:911;phone-context=138",
                               "tel:911;phone-context=+", "tel:911;phone-context=+1234567890123456",
                               "tel:911;phone-context=", "tel:911;phone-context=a_b"}) {
    EXPECT_EQ(DialedText::Read(unusable).context, Context::kUnusable) << unusable;
  }
}

TEST(DialedText, RefusesWhatNoRuleConsumes) {
  for (const char* text : {"",
                           "+",
                           " ",
                           " +8613800138000",
                           "(+86)138",
                           "86+138",
                           "++86138",
                           "+86+138",
                           "138x",
                           "138,1",
                           "138;1",
                           "138%31",
                           "138*1",
                           "138#",
                           "138&1",
                           "138|1",
                           "138/1",
                           "138!",
                           "138$1",
                           "138?",
                           "<138>",
                           "\"138\"",
                           "{138}",
                           "138^1",
                           "138@h",
                           "138\t",
                           "138\n",
                           "\x7F"
                           "138",
                           "138\xC2\xA0",
                           "\xEF\xBC\x91",
                           "tel:",
                           "tel:%2B86138",
                           "tel:138;",
                           "tel:138;ext=1",
                           "tel:138;isub=1",
                           "tel:138;rn=+1212",
                           "tel:138;phone-context",
                           "tel:138;phone-context=+1;phone-context=+1",
                           "tel:138;phone-context=+1=2",
                           "tel:138;phone-context=+1+2",
                           "tel://138",
                           "tel:138@h",
                           "sip:138",
                           "sip:@h",
                           "sip:138@",
                           "sip:138@h@h",
                           "sip:138:pw@h",
                           "sip:alice@h",
                           "sip:138@h?Route=x",
                           "sip:138@h;method=BYE",
                           "sip:138@h;user=dialstring",
                           "sip:138@h;user=phone;user=phone",
                           "sip:138@h;transport=",
                           "sip:138@h;",
                           "sip:138@h;maddr=1.2.3.4",
                           "sip:138;npdi@h",
                           "sip:138%3B@h",
                           "sip:138%40@h",
                           "sip:138%252B@h",
                           "sip:138%3D@h",
                           "sip:138%00@h",
                           "sip:138%0D%0A@h",
                           "sip:138%2@h",
                           "sip:138%@h",
                           "sip:138%zz@h",
                           "sip:138@h%20",
                           "sip:138@a b",
                           "<sip:138@h>",
                           "urn:service:sosx",
                           "urn:service:sos.",
                           "urn:service:sos..fire",
                           "urn:service:sos.fire.",
                           "urn:service:sos.f_re",
                           "urn:service:counseling",
                           "callto:138",
                           "h323:138"}) {
    EXPECT_EQ(DialedText::Read(text).form, Form::kMalformed) << text;
  }
  EXPECT_EQ(DialedText::Read(std::string_view("138\0", 4)).form, Form::kMalformed);
}

TEST(DialedText, TruncatesNothing) {
  const std::string longest(255, '-');
  EXPECT_EQ(DialedText::Read("1" + longest).form, Form::kMalformed);
  EXPECT_EQ(DialedText::Read(longest.substr(1) + "1").form, Form::kPlain);
  EXPECT_EQ(DialedText::Read(std::string(32, '1')).form, Form::kPlain);
  EXPECT_EQ(DialedText::Read(std::string(33, '1')).form, Form::kMalformed);
}

}  // namespace
}  // namespace dialgate
