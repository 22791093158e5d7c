// What runs between reset and main().
#include <cstdint>

#include "dialgate/cortex_m/semihosting.h"

extern "C" {

// sections.ld says where.
extern uint32_t __stack_top;
extern const uint32_t __data_load;
extern uint32_t __data_start, __data_end, __bss_start, __bss_end;
using Constructor = void (*)();
extern const Constructor __init_array_start, __init_array_end;

int main();

[[noreturn]] void Reset_Handler();
[[noreturn]] void Fault_Handler();

// An object of abstract type: never called, and not worth the library's, which brings the heap.
[[noreturn]] void __cxa_pure_virtual() { Fault_Handler(); }

}  // extern "C"

namespace {

constexpr int kFaulted = 99;

// Called by the constructors' owners only; core has none.
void Construct() {
  for (const Constructor* at = &__init_array_start; at != &__init_array_end; ++at) (*at)();
}

// A core with a floating-point unit starts with it switched off.
void EnableFloatingPoint() {
#ifdef __ARM_FP
  constexpr uintptr_t kCoprocessorAccessControl = 0xE000ED88;
  *reinterpret_cast<volatile uint32_t*>(kCoprocessorAccessControl) |= 0xFu << 20;
  asm volatile("dsb\n isb");
#endif
}

using Handler = void (*)();

}  // namespace

// The stack pointer at reset, then the exceptions of ARMv6-M and ARMv7-M. This firmware enables no
// interrupt: whatever arrives is a fault.
__attribute__((section(".vectors"), used)) static const struct {
  uint32_t* stack_top;
  Handler handlers[15];
} kVectors = {&__stack_top,
              {Reset_Handler, Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler,
               Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler,
               Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler}};

// Loops of volatile words: memcpy may be a function that stands in what is not copied yet.
void Reset_Handler() {
  const volatile uint32_t* from = &__data_load;
  for (volatile uint32_t* to = &__data_start; to != &__data_end;) *to++ = *from++;
  for (volatile uint32_t* word = &__bss_start; word != &__bss_end;) *word++ = 0;
  EnableFloatingPoint();
  Construct();
  dialgate::semihosting::Exit(main());
}

void Fault_Handler() { dialgate::semihosting::Exit(kFaulted); }
