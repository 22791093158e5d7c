// A rules.txtpb that builds, and how to spoil it.
#ifndef DIALGATE_TESTS_BUILDER_RULES_RULES_FIXTURE_H
#define DIALGATE_TESTS_BUILDER_RULES_RULES_FIXTURE_H

#include <string>

namespace dialgate::test {

// The rules of the interface's page, for Hong Kong, whose dial plan is found quickly. Line 1 is
// `issuer`.
std::string GoodRules();

// GoodRules() with the first `from` in it replaced by `to`. Precondition: `from` stands in it.
std::string RulesWith(const std::string& from, const std::string& to);

}  // namespace dialgate::test

#endif
