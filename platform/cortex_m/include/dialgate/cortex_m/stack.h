// How deep the stack went.
#ifndef DIALGATE_CORTEX_M_STACK_H
#define DIALGATE_CORTEX_M_STACK_H

#include <cstddef>

namespace dialgate::cortex_m {

// Paints the free part of the stack, so that StackUsed() can tell what was touched. Call it early.
void PaintStack();

// The most bytes of stack that were in use at once since PaintStack(), from the top of RAM on.
size_t StackUsed();

// The most bytes of stack that `function(argument)` needs, its own frame and whatever it calls
// included. Paints anew.
size_t StackOf(void (*function)(void*), void* argument);

}  // namespace dialgate::cortex_m

#endif
