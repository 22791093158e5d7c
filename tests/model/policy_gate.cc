#include "policy_gate.h"

#include <algorithm>

#include "against_core.h"

namespace dialgate::model {

PolicyGate::PolicyGate(const testing::DeviceFacts& device, int64_t provisioned) : device_(device) {
  device_.newest_record = provisioned;
  device_.receipted = provisioned;
}

void PolicyGate::Record(int64_t now) {
  if (now > device_.newest_record || newest_record_is_the_last_) device_.newest_record = now;
}

bool PolicyGate::Load(const testing::Site& site, const std::vector<size_t>& restores, int64_t now) {
  Record(now);
  auto image = std::make_unique<testing::AlignedBytes>(testing::MakePolicy(site));
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.site = site.name;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  trust.history_events = static_cast<uint8_t>(slots());
  auto opened = Policy::Open(image->view(), trust, testing::TestTagger(), testing::TestCrypto());
  if (!opened) return false;
  policy_ = std::make_unique<Policy>(*opened);
  image_ = std::move(image);
  for (size_t id : restores) Restore(id);
  return true;
}

void PolicyGate::Allowed(const testing::CallFacts& call, const Decision& decision, int64_t now) {
  const Tagger& tagger = testing::TestTagger();
  const auto account = policy_->FindAccount(tagger, call.account);
  const auto contact = policy_->FindContact(tagger, call.account, decision.number);
  const Zone primary = policy_->ZonesOf(*contact).zones[0];
  const HistoryKey key{tagger.Number(decision.number), tagger.Account(call.account).value,
                       account->debtor, decision.role};
  attempts_.push_back({key, attempts_.size() + 1, now, primary.At(now).utc_offset});
  Remember(attempts_.back());
}

DrivenGate::Placed PolicyGate::Place(const testing::CallFacts& call, int64_t now) {
  const CoreDevice device(device_);
  const Situation situation{policy_.get(), testing::TestTagger(), device.device(), history(), now};
  Placed placed{Decide(situation, CoreCall(call)), {}};
  const auto retry = dialgate::RetryAt(situation, CoreCall(call));
  if (retry) placed.retry_at = *retry;
  Record(now);
  if (placed.decision.reason == Reason::kDeclaredContact) Allowed(call, placed.decision, now);
  return placed;
}

void PolicyGate::Withdraw(const Withdrawal& withdrawal, int64_t now) {
  Record(now);
  const Tagger& tagger = testing::TestTagger();
  const size_t id = withdrawn_++;
  switch (withdrawal.kind) {
    case Withdrawal::Kind::kNumber: {
      const auto number = PhoneNumber::FromDigits(withdrawal.what.substr(1));
      return Withdraw(WithdrawalKind::kNumber, tagger.Number(number), id);
    }
    case Withdrawal::Kind::kAccount:
      return Withdraw(WithdrawalKind::kAccount, tagger.Account(withdrawal.what).value, id);
    case Withdrawal::Kind::kRole:
      return Withdraw(WithdrawalKind::kRole, static_cast<uint64_t>(withdrawal.role), id);
  }
}

void PolicyGate::TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) {
  Record(now);
  device_.receipted = std::min(covered, own);
  if (!reset_clock) return;
  device_.newest_record = std::max(own, now);
  for (Attempt& attempt : attempts_) attempt.at = std::min(attempt.at, own);
  Replace(attempts_);
}

}  // namespace dialgate::model
