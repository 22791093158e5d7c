#include "platform/command/ledger_entry.h"

#include "platform/audit/ledger.h"

namespace dialgate::command {

posix::Result<void> DrawLog(posix::GateSettings* settings) {
  auto id = posix::DrawLogId();
  if (!id) return tl::make_unexpected(id.error());
  settings->log = *id;
  if (const auto problem = posix::Problem(*settings)) {
    return tl::make_unexpected(posix::Error{*problem});
  }
  return {};
}

posix::Result<void> EnterInLedger(const std::string& auditor,
                                  const posix::GateSettings& settings) {
  auto writer = audit::LedgerWriter::Open(auditor);
  if (!writer) return tl::make_unexpected(writer.error());
  return writer->AddGateLog(*audit::ParseLog(settings.log), settings.site, settings.gate,
                            settings.provisioned);
}

}  // namespace dialgate::command
