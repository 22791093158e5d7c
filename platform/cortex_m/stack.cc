#include "dialgate/cortex_m/stack.h"

#include <cstdint>

extern "C" uint32_t __stack_limit;  // sections.ld: the lowest word that the stack may grow to
extern "C" uint32_t __stack_top;

namespace dialgate::cortex_m {
namespace {

constexpr uint32_t kPaint = 0xC5A5C5A5;

uint32_t* StackPointer() {
  uint32_t* sp;
  asm volatile("mov %0, sp" : "=r"(sp));
  return sp;
}

// Volatile, or the compiler makes of it a call of memset, whose frame would be painted over.
void PaintBelow(volatile uint32_t* sp) {
  while (sp != &__stack_limit) *--sp = kPaint;
}

const uint32_t* LowestTouched() {
  const volatile uint32_t* word = &__stack_limit;
  while (*word == kPaint) ++word;
  return const_cast<const uint32_t*>(word);
}

size_t Bytes(const uint32_t* from, const uint32_t* to) {
  return static_cast<size_t>(to - from) * sizeof(uint32_t);
}

}  // namespace

// Inlined into one frame, whose stack pointer does not move, so that nothing in use is painted.
__attribute__((noinline, flatten)) void PaintStack() { PaintBelow(StackPointer()); }

size_t StackUsed() { return Bytes(LowestTouched(), &__stack_top); }

__attribute__((noinline, flatten)) size_t StackOf(void (*function)(void*), void* argument) {
  uint32_t* const sp = StackPointer();
  PaintBelow(sp);
  function(argument);
  const uint32_t* const lowest = LowestTouched();
  return lowest < sp ? Bytes(lowest, sp) : 0;
}

}  // namespace dialgate::cortex_m
