#include "queries.h"

namespace dialgate::benchmarks {

void Queries::Draw(unsigned distinct) {
  for (unsigned i = 0; i < distinct; ++i) Make(&queries_[i]);
  for (unsigned i = distinct; i < queries_.size(); ++i) queries_[i] = queries_[i % distinct];
}

void Queries::Make(Query* query) {
  const uint64_t account = random_.Below(site_->accounts() / every_) * every_;
  const uint64_t contact = kContactsPerAccount * account +
                           (whom_ == Whom::kDebtor ? 0 : random_.Below(kContactsPerAccount));
  query->account = IdOf(account);
  query->unlisted_account = IdOf(account, false);
  query->dialed = NumberOf(contact, whom_ != Whom::kNobody);
  query->number = query->dialed.number();
  query->known = site_->tagger().Account(query->account.view());
  query->key.assign(query->account.view()).append("|").append(query->dialed.view());
}

Call CallOf(const Query& query) {
  return gates::CampaignCall(query.dialed.view(), query.account.view());
}

}  // namespace dialgate::benchmarks
