// The bounds that core/policy.proto states: of every field of the header the last value that may
// stand, and the first that may not.
#ifndef DIALGATE_TESTS_MUTATION_BOUNDS_H
#define DIALGATE_TESTS_MUTATION_BOUNDS_H

#include <initializer_list>
#include <string>
#include <vector>

#include "policy.pb.h"

namespace dialgate::mutation {

using Header = proto::Policy;

struct Bound {
  const char* field;  // its path
  const char* what;
  bool accepted;
  void (*set)(Header* h);  // in a header that is whole otherwise (seed_policy.h: FullHeader)
};

constexpr bool kYes = true, kNo = false;

const std::vector<Bound>& HeaderBounds();
const std::vector<Bound>& ListBounds();
const std::vector<Bound>& PlanBounds();
const std::vector<Bound>& ZoneBounds();
const std::vector<Bound>& RoleBounds();
const std::vector<Bound>& TimeBounds();

template <typename List, typename Value>
void Fill(List* list, int count, const Value& value) {
  list->Clear();
  while (list->size() < count) *list->Add() = value;
}

template <typename List>
void FillWords(List* list, std::initializer_list<int> words) {
  list->Clear();
  for (int word : words) list->Add(word);
}

}  // namespace dialgate::mutation

#endif
