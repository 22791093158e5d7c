#include "power_site.h"

#include <cstdlib>

#include "dialgate/posix/receipt_text.h"
#include "fake_crypto.h"
#include "platform/audit/log_walk.h"
#include "platform/audit/receipt_signing.h"

namespace dialgate::testing {
namespace {

PolicyText PolicyOf(uint64_t serial) {
  PolicyText text = WithSerial(serial);
  text.roles[0].caps = {{Counts::kDialed, kCallsToANumber, 0, 10080, Per::kNumber}};
  text.history_events = kCallsToANumber;
  text.contacts.clear();
  for (unsigned i = 0; i < 8; ++i) text.contacts.push_back({"L-1042", DigitsOf(i), Role::kDebtor});
  return text;
}

}  // namespace

std::string DigitsOf(unsigned number) { return "861380013800" + std::to_string(number); }

PowerSite::PowerSite()
    : policy7_(gate_.Write(PolicyOf(7))), policy8_(gate_.Write(PolicyOf(8))) {
  const auto keys = posix::ReadGateKeys(gate_.device());
  auto writer = audit::LedgerWriter::Open(auditor_folder());
  const auto entered = writer->AddGateLog(*audit::ParseLog(keys->settings->log),
                                          keys->settings->site, keys->settings->gate, 0);
  if (!entered) abort();
  ReadAuditor();
}

void PowerSite::ReadAuditor() { auditor_ = std::move(*audit::ReadAuditor(auditor_folder())); }

std::string PowerSite::Hold(int64_t now) {
  Checkpoint head;
  posix::Wiped<SealKey> next_key;
  const auto walked = audit::WalkLog(
      root() + "/log", &auditor_.keys, auditor_.ledger_or_null(),
      [&](const audit::Passage& passage) {
        head = {passage.walked.log, passage.record.sequence, passage.seal, passage.record.at};
        next_key.value = *passage.next_key;
      });
  if (!walked || walked->fault) return "what is to be held does not verify";
  const auto text = audit::SignHeld({auditor_folder(), now}, head, false, next_key.value);
  if (!text) return text.error().message;
  const auto message = posix::ParseReceiptText(text->text);
  const auto parts = ReadSignedReceipt(posix::BytesOf(*message));
  uint8_t signature[64], bytes[kMaxSignedReceiptSize];
  FakeCrypto().Sign(posix::ReadPublicKeys(gate_.device() + "/receipt.pub")->front(),
                    parts->receipt, signature);
  const size_t size = WriteSignedReceipt({parts->receipt, {signature, sizeof signature}}, bytes);
  receipt_.assign(reinterpret_cast<const char*>(bytes), size);
  held_ = head.sequence;
  ReadAuditor();
  return "";
}

FolderImage PowerSite::image() const {
  FolderImage image;
  image["device"];
  for (const auto& [path, bytes] : ReadImage(gate_.device())) image["device/" + path] = bytes;
  return image;
}

}  // namespace dialgate::testing
