#include "platform/builder/tables/contacts.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/builder/tables/csv_reader.h"
#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/problem_text.h"

namespace dialgate::builder {
namespace {

// Some rows on their way.
struct Batch {
  uint64_t turn = 0;
  CsvRecords records;
  uint64_t bytes = 0;        // of the file, behind these records
  uint64_t rows_so_far = 0;  // put down, these among them
  std::vector<ReadContactRow> rows;
  std::optional<Problem> problem;  // behind the rows
};

// Every thread does the same: takes the next records, one thread at a time; reads their rows, all
// at once; and puts them down when it is its turn, which is the order of the file. So no more than
// a batch a thread is ever on its way.
class Pipeline {
 public:
  Pipeline(const ContactsSource& source, CsvReader* reader, Contacts* contacts)
      : source_(source), reader_(reader), contacts_(contacts) {}

  std::optional<Problem> Run();

 private:
  void Work(bool reports);
  bool Take(Batch* batch);
  void ReadRows(ContactRowReader* reader, Batch* batch) const;
  void PutDown(Batch* batch);
  std::optional<Problem> Keep(const ReadContactRow& read);

  const ContactsSource& source_;
  CsvReader* reader_;
  Contacts* contacts_;

  std::mutex taking_;  // guards the reader and:
  uint64_t taken_ = 0;
  bool at_end_ = false;

  std::mutex putting_;  // guards the contacts and:
  std::condition_variable turned_;
  uint64_t turn_ = 0;
  std::optional<Problem> problem_;
};

std::optional<Problem> Pipeline::Run() {
  std::vector<std::thread> others;
  for (unsigned i = 1; i < source_.threads; ++i) others.emplace_back([this] { Work(false); });
  Work(source_.progress != nullptr);
  for (std::thread& other : others) other.join();
  if (source_.progress && !problem_)
    source_.progress(contacts_->rows.size(), reader_->bytes_read());
  return problem_;
}

void Pipeline::Work(bool reports) {
  ContactRowReader reader(*source_.rules);
  Batch batch;
  while (Take(&batch)) {
    ReadRows(&reader, &batch);
    PutDown(&batch);
    if (reports) source_.progress(batch.rows_so_far, batch.bytes);
  }
}

bool Pipeline::Take(Batch* batch) {
  const std::lock_guard<std::mutex> lock(taking_);
  if (at_end_) return false;
  const tl::expected<bool, Problem> more = reader_->Next(&batch->records);
  batch->problem = more ? std::nullopt : std::optional<Problem>(more.error());
  at_end_ = !more || !*more;
  if (more && !*more) return false;
  batch->turn = taken_++;
  batch->bytes = reader_->bytes_read();
  return true;
}

void Pipeline::ReadRows(ContactRowReader* reader, Batch* batch) const {
  batch->rows.clear();
  if (batch->problem) return;
  reader->Prepare(batch->records);
  for (size_t i = 0; i < batch->records.size(); ++i) {
    auto row = reader->Read(batch->records, i);
    if (!row) {
      batch->problem = ProblemAt(source_.path, batch->records.Line(i), row.error());
      return;
    }
    batch->rows.push_back(*row);
  }
}

void Pipeline::PutDown(Batch* batch) {
  std::unique_lock<std::mutex> lock(putting_);
  turned_.wait(lock, [&] { return turn_ == batch->turn; });
  for (const ReadContactRow& row : batch->rows) {
    if (!problem_) problem_ = Keep(row);
  }
  if (!problem_) problem_ = batch->problem;
  batch->rows_so_far = contacts_->rows.size();
  const bool stop = problem_.has_value();
  ++turn_;
  turned_.notify_all();
  lock.unlock();
  if (!stop) return;
  const std::lock_guard<std::mutex> taking(taking_);
  at_end_ = true;
}

std::optional<Problem> Pipeline::Keep(const ReadContactRow& read) {
  ContactRow row = read.row;
  if (!read.zones.empty()) {
    const auto set = contacts_->zone_sets->Find(read.zones);
    if (!set) return ProblemAt(source_.path, row.line, set.error());
    row.zone_set = *set;
  }
  row.has_evidence = row.has_evidence && contacts_->evidence != nullptr;
  if (row.has_evidence) contacts_->evidence->Add(read.evidence);
  contacts_->rows.push_back(row);
  return std::nullopt;
}

}  // namespace

tl::expected<InputDigest, Problem> ReadContacts(const ContactsSource& source, Contacts* contacts) {
  auto reader = CsvReader::Open(source.path, ContactRowReader::Columns());
  if (!reader) return tl::make_unexpected(reader.error());
  if (const auto problem = Pipeline(source, reader->get(), contacts).Run()) {
    return tl::make_unexpected(*problem);
  }
  return InputDigest{Hex((*reader)->Digest()), (*reader)->bytes_read(), contacts->rows.size()};
}

}  // namespace dialgate::builder
