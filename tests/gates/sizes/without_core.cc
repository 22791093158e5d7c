#include "program.h"

int main() { return dialgate::gates::Unknown()->image.empty() ? 1 : 0; }
