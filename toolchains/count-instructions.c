// A QEMU plugin: counts the instructions that the guest executes between dialgate_mark_begin() and dialgate_mark_end().
// count-instructions.sh builds and loads it. The functions below are QEMU's plugin interface, as far as it is used here.
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t plugin_id;
struct block;        // a translated run of instructions
struct instruction;  // one of them
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, void (*)(plugin_id, struct block *));
void qemu_plugin_register_vcpu_insn_exec_cb(struct instruction *, void (*)(unsigned cpu, void *), int flags, void *);
size_t qemu_plugin_tb_n_insns(const struct block *);
struct instruction *qemu_plugin_tb_get_insn(const struct block *, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct instruction *);
void qemu_plugin_register_atexit_cb(plugin_id, void (*)(plugin_id, void *), void *);

__attribute__((visibility("default"))) int qemu_plugin_version = PLUGIN_VERSION;

struct mark { uint64_t address, size; };
static struct mark begin, end;
static FILE *counts;
static bool counting;
static uint64_t count;

static bool within(struct mark mark, uint64_t address) {
  return address >= mark.address && address - mark.address < mark.size;
}

static void fail(const char *what) {
  fprintf(counts, "%s\n", what);
  fflush(counts);
  _Exit(125);
}

static void count_one(unsigned cpu, void *unused) {
  (void)cpu, (void)unused;
  count++;
}

static void at_begin(unsigned cpu, void *unused) {
  (void)cpu, (void)unused;
  if (counting) fail("dialgate_mark_begin() twice without dialgate_mark_end()");
  counting = true;
  count = 0;
}

static void at_end(unsigned cpu, void *unused) {
  (void)cpu, (void)unused;
  if (!counting) fail("dialgate_mark_end() without dialgate_mark_begin()");
  counting = false;
  fprintf(counts, "%" PRIu64 "\n", count - 1);  // the call of dialgate_mark_end() itself
  fflush(counts);
}

// The bodies of the two marks are not counted, whatever the compiler put into them.
static void on_block(plugin_id id, struct block *block) {
  (void)id;
  for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
    struct instruction *instruction = qemu_plugin_tb_get_insn(block, i);
    uint64_t address = qemu_plugin_insn_vaddr(instruction);
    void (*call)(unsigned, void *) = count_one;
    if (address == begin.address) call = at_begin;
    else if (address == end.address) call = at_end;
    else if (within(begin, address) || within(end, address)) continue;
    qemu_plugin_register_vcpu_insn_exec_cb(instruction, call, 0, NULL);
  }
}

static void at_exit(plugin_id id, void *unused) {
  (void)id, (void)unused;
  if (counting) fail("dialgate_mark_begin() without dialgate_mark_end()");
}

// Arguments, in this order: the file for the counts, then address and size of the begin mark and of the end mark.
__attribute__((visibility("default"))) int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv) {
  (void)info;
  if (argc != 5) return 1;
  uint64_t value[5];
  for (int i = 1; i < 5; i++) value[i] = strtoull(strchr(argv[i], '=') + 1, NULL, 0);
  begin = (struct mark){value[1], value[2]};
  end = (struct mark){value[3], value[4]};
  counts = fopen(strchr(argv[0], '=') + 1, "w");
  if (!counts) return 1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
  qemu_plugin_register_atexit_cb(id, at_exit, NULL);
  return 0;
}
