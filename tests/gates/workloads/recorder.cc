#include "recorder.h"

#include <cstring>

namespace dialgate::gates {
namespace {

constexpr unsigned kCallsBefore = 3, kSlotWords = 16;
constexpr SealKey kSealKey = {{1}};
constexpr PermitKey kPermitKey = {{2}};

}  // namespace

void NoSeals::Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const {
  std::memset(mac, key.bytes[0] + static_cast<int>(message.size), sizeof mac);
}

bool LogInRam::Append(ByteView entry) {
  std::memcpy(last_, entry.data, entry.size);
  return true;
}

Recorder::Recorder(Site* site, const SealCrypto& crypto)
    : gate_({site->tagger(), crypto, clock_, log_, site->Remember(kCallsBefore, kSlotWords)},
            kPermitKey, site->At(kNow).device) {
  gate_.SetPolicy(site->At(kNow).policy);
  Start start;
  start.site = kSite;
  start.gate = "measured";
  start.kind = StartKind::kFresh;
  // The past has sequences of its own: those of the log come behind them.
  constexpr uint64_t kBehindThem = 100;
  (void)gate_.Begin(SealChain(kSealKey, kBehindThem), start);
}

}  // namespace dialgate::gates
