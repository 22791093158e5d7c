#include "policy/wire.h"

#include <gtest/gtest.h>

#include <string>

namespace dialgate {
namespace {

// The bytes must outlive the view.
ByteView View(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

TEST(WireReader, AbsentFieldsAreTheirDefaults) {
  WireReader in(ByteView{});
  EXPECT_EQ(in.Number(1, 0, 9), 0u);
  EXPECT_EQ(in.Signed(2, -1, 1), 0);
  EXPECT_FALSE(in.Flag(3));
  EXPECT_TRUE(in.Bytes(4, 0, 9).empty());
  EXPECT_EQ(in.Words(5, 3), 0);
  EXPECT_EQ(in.Repeated(6, 3).count, 0);
  EXPECT_EQ(in.Finish(), WireError::kNone);
}

TEST(WireReader, ReadsNumbers) {
  const std::string bytes("\x08\x96\x01\x10\x03\x80\x01\x01", 8);  // 1: 150, 2: -2, 16: 1
  WireReader in(View(bytes));
  EXPECT_EQ(in.Number(1, 0, 150), 150u);
  EXPECT_EQ(in.Signed(2, -2, 2), -2);
  EXPECT_TRUE(in.Flag(16));
  EXPECT_EQ(in.Finish(), WireError::kNone);
}

WireError ReadNumber(const std::string& bytes, uint64_t min = 0, uint64_t max = UINT64_MAX) {
  WireReader in(View(bytes));
  in.Number64(1, min, max);
  return in.Finish();
}

TEST(WireReader, TakesOneEncodingOfANumber) {
  EXPECT_EQ(ReadNumber("\x08\x01"), WireError::kNone);
  EXPECT_EQ(ReadNumber("\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), WireError::kNone);
  EXPECT_EQ(ReadNumber(std::string("\x08\x00", 2)), WireError::kMalformed);      // a default
  EXPECT_EQ(ReadNumber(std::string("\x08\x81\x00", 3)), WireError::kMalformed);  // not minimal
  EXPECT_EQ(ReadNumber("\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"),
            WireError::kMalformed);  // 65 bits
  EXPECT_EQ(ReadNumber("\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), WireError::kMalformed);
  EXPECT_EQ(ReadNumber("\x08\x01\x08\x01"), WireError::kMalformed);  // twice
  EXPECT_EQ(ReadNumber("\x10\x01"), WireError::kMalformed);          // unknown
  EXPECT_EQ(ReadNumber(std::string("\x88\x00\x01", 3)),
            WireError::kMalformed);  // a tag that is not minimal
  EXPECT_EQ(ReadNumber("\x08"), WireError::kTruncated);
  EXPECT_EQ(ReadNumber("\x08\x80"), WireError::kTruncated);
  EXPECT_EQ(ReadNumber("\x08\x05", 6), WireError::kOutOfRange);
  EXPECT_EQ(ReadNumber("\x08\x05", 0, 4), WireError::kOutOfRange);
  EXPECT_EQ(ReadNumber("", 1), WireError::kTruncated);
}

TEST(WireReader, TheFirstErrorSticks) {
  const std::string bytes = "\x08\x05\x10\x01";
  WireReader in(View(bytes));
  EXPECT_EQ(in.Number(1, 0, 4), 0u);
  EXPECT_EQ(in.Number(2, 0, 4), 0u);
  in.Fail(WireError::kTruncated);
  EXPECT_EQ(in.Finish(), WireError::kOutOfRange);
}

TEST(WireReader, WordsAscend) {
  for (const auto& [bytes, bits] :
       {std::pair<std::string, int>{"\x0A\x02\x01\x03", 0b1010}, {"\x0A\x01\x02", 0b100}}) {
    WireReader in(View(bytes));
    EXPECT_EQ(in.Words(1, 3), bits);
    EXPECT_EQ(in.Finish(), WireError::kNone);
  }
  for (const std::string& bytes : {std::string("\x0A\x02\x03\x01"), std::string("\x0A\x02\x01\x01"),
                                   std::string("\x0A\x01\x04"), std::string("\x0A\x01\x00", 3),
                                   std::string("\x0A\x00", 2), std::string("\x08\x01")}) {
    WireReader in(View(bytes));
    in.Words(1, 3);
    EXPECT_NE(in.Finish(), WireError::kNone);
  }
}

TEST(WireReader, ListsAreWalkedInPlace) {
  const std::string bytes =
      "\x0A\x01"
      "a"
      "\x0A\x80\x01" +
      std::string(128, 'b') +
      "\x0A\x02"
      "cc";
  WireReader in(View(bytes));
  TextList list{in.Repeated(1, 3)};
  ASSERT_EQ(in.Finish(), WireError::kNone);
  std::string_view text;
  ASSERT_TRUE(list.Next(&text));
  EXPECT_EQ(text, "a");
  ASSERT_TRUE(list.Next(&text));
  EXPECT_EQ(text.size(), 128u);
  ASSERT_TRUE(list.Next(&text));
  EXPECT_EQ(text, "cc");
  EXPECT_FALSE(list.Next(&text));
  WireReader short_of_room(View(bytes));
  short_of_room.Repeated(1, 2);
  EXPECT_EQ(short_of_room.error(), WireError::kOutOfRange);
}

TEST(WireReader, PaddingIsThereAndZero) {
  for (const auto& [bytes, error] :
       {std::pair<std::string, WireError>{std::string("\x0A\x00", 2), WireError::kNone},
        {std::string("\x0A\x02\x00\x00", 4), WireError::kNone},
        {std::string("\x0A\x02\x00\x01", 4), WireError::kMalformed},
        {std::string("\x0A\x03\x00\x00\x00", 5), WireError::kMalformed},
        {"", WireError::kTruncated}}) {
    WireReader in(View(bytes));
    in.Zeros(1, 2);
    EXPECT_EQ(in.Finish(), error);
  }
}

}  // namespace
}  // namespace dialgate
