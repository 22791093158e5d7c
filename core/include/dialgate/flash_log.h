// The sealed log on raw flash: a ring of sectors, of which one is written at a time.
#ifndef DIALGATE_FLASH_LOG_H
#define DIALGATE_FLASH_LOG_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/flash.h"
#include "dialgate/log.h"
#include "dialgate/record.h"

namespace dialgate {

struct FlashLogConfig {
  // The random number in the log's id: records of another log are never taken for this one's.
  uint64_t log = 0;

  // Sectors that Prepare erases beforehand: no decision waits for an erasure. They must hold
  // `reserve` and two more entries of kMaxEntrySize, and where `carry` is not 0 so many sectors and
  // three entries more; and there must be one sector more.
  uint32_t ahead = 4;

  // Of these, sectors that are kept back for what is sealed forward before the oldest sector is
  // dropped (dialgate/flash_retention.h): 2. With them the receipt is kept room for that lets it
  // go. Of a log that is never shortened: 0.
  uint32_t carry = 2;

  // Room that is kept back, in entries of kMaxEntrySize. Before it is touched, nothing is allowed
  // any more. Half of it is for withdrawals and refusals alone.
  uint32_t reserve = 8;
};

// Whoever comes first here is refused first when room is short, so that however often a device
// starts, and whatever it is told, a receipt of its auditor makes room again:
//   1. decisions
//   2. starts, policies, outcomes, receipts: up to half of `reserve`
//   3. what withdraws: up to all of it
//   4. the one receipt that lets the oldest sector go: while two entries are left
//   5. what is sealed forward, and the drop

// Takes the records of a log at a start, oldest first.
class RecordTaker {
 public:
  // Views are good until it returns. False: the log is not to be used.
  virtual bool Take(const Entry& entry, const Record& record) = 0;

 protected:
  ~RecordTaker() = default;
};

// An append log. What Append returned true for lasts, whenever the power goes; what it cut short is
// never read as a record, and its place is not programmed again before it is erased.
//
//   log.Mount(...) (or StartOnFlash, which checks the seals, too); then log.Prepare() until kReady;
//   then gate.Begin(...); from then on Prepare wherever there is time, best after each report.
//
// It is a ring: once a record Dropped is appended, the sectors of which all is before it are
// prepared again. A log of which nothing may be dropped fills up, and calls are denied
// (audit_unavailable).
class FlashLog final : public LogWriter {
 public:
  // `flash` must outlive it.
  FlashLog(Flash& flash, const FlashLogConfig& config);

  // Gives each record to `taker`, as Mount will, and leaves flash as it is. After it nothing is
  // taken until Mount. Errors: those of Mount.
  tl::expected<void, FlashError> Read(RecordTaker& taker);

  // Finds the log, gives each record to `taker`, and where there is any writes the newest one a
  // second time: the power may have gone while its bits still settled, so that it would not be read
  // for ever. An empty flash is a log without a record. Errors: kGeometry, kAnotherLog, kDamaged,
  // kSeal (where `taker` refused a record).
  tl::expected<void, FlashError> Mount(RecordTaker& taker);

  // Erases every sector, whatever is in it. For a gate that is provisioned anew, never at a start.
  bool Clear();

  enum class Readiness : uint8_t {
    kReady = 1,   // as many sectors are prepared as there shall be
    kMore = 2,    // call again
    kFull = 3,    // there is no sector left to prepare
    kFailed = 4,  // that sector could not be erased and is passed over; call again
  };

  // Prepares one sector, if one is wanted: at most one erasure, which may take half a second. Never
  // called on the way of a decision.
  Readiness Prepare();

  bool HasRoom() const override;

  // Lasts when it returns. Not taken: what FlashLogConfig has no room for, and what flash refuses
  // to keep at three places. After the last, nothing is taken until Mount.
  bool Append(ByteView entry) override;

  // Whether `entries` of `bytes` in all can be sealed forward for the oldest sector, without
  // touching what is kept for the next one: they are fewer bytes than it frees, or there is more
  // room yet.
  bool MayCarry(uint32_t entries, uint32_t bytes) const;

  uint64_t next() const { return next_; }  // sequence of the record that comes next
  // Of the newest record that is sure to last: the newest of all, unless the power went in it.
  uint64_t lasting() const { return next_ - (unsettled_ ? 2 : 1); }
  uint32_t newest_sector() const { return number_; }  // counted from 1 since the log began
  uint64_t kept() const { return kept_; }  // the first record that was not dropped; 0: none was
  // Sectors that are neither written nor prepared.
  uint32_t unused() const { return unused_; }
  uint32_t refused() const { return refused_; }  // entries that were not taken since Mount
  uint64_t log() const { return config_.log; }

 private:
  friend class FlashMount;
  friend class FlashReader;

  uint32_t Padded(uint32_t size) const { return (size + unit_ - 1) & ~(unit_ - 1); }
  uint32_t After(uint32_t sector) const { return sector + 1 == count_ ? 0 : sector + 1; }
  uint32_t Left() const { return offset_ < sector_size_ ? sector_size_ - offset_ : 0; }
  uint32_t EntriesLeft() const;
  bool IsUsable() const;
  uint32_t KeptForDrop() const;
  bool LetsOldestGo(const SignedReceipt& receipt) const;
  void NoteHeld(const Record& record);
  uint32_t MustBeLeftFor(const Record& record) const;
  void Release();
  bool IsPrepared(uint32_t sector) const;
  void SettleDropOf(uint32_t sector);
  bool ProgramAndCheck(uint32_t sector, uint32_t offset, ByteView bytes);
  bool OpenNext(uint64_t first);
  bool PutSomewhere(ByteView entry, uint64_t sequence);
  bool Put(ByteView entry, uint64_t sequence);
  bool Settle();
  bool SettleWithRoom();

  Flash& flash_;
  const FlashLogConfig config_;
  const uint32_t sector_size_, count_, unit_;
  uint64_t next_ = 1;
  bool writable_ = false;
  uint32_t oldest_ = 0;         // the sector that the log begins in
  uint32_t oldest_number_ = 0;  // its number in order, from 1; 0: there is none
  uint64_t kept_ = 0;      // sequence of the first record that was not dropped; 0: none was
  uint64_t held_ = 0;      // up to which an auditor holds the log, as its receipts say
  uint32_t current_ = 0;   // the sector that is written
  uint32_t number_ = 0;    // its number in order, from 1; 0: none is
  uint32_t offset_ = 0;    // where the next entry goes; sector_size_: into the next sector
  uint32_t ahead_ = 0;     // sectors that are prepared
  uint32_t last_ = 0;      // the one that Prepare looked at last
  uint32_t unused_ = 0;    // sectors behind it, before the log begins
  // The newest record that was mounted, until it was written a second time.
  bool unsettled_ = false;
  bool newest_drops_ = false;  // it says what was dropped
  uint32_t newest_sector_ = 0, newest_offset_ = 0, newest_size_ = 0;
  uint32_t refused_ = 0;
};

}  // namespace dialgate

#endif
