// The program, run once.
#ifndef DIALGATE_TESTS_COMMAND_PROGRAM_H
#define DIALGATE_TESTS_COMMAND_PROGRAM_H

#include <stdlib.h>
#include <sys/wait.h>

#include <string>

#include "temporary_folder.h"

namespace dialgate::testing {

struct Said {
  int status;
  std::string output, errors;
};

inline Said RunProgram(const std::string& arguments) {
  const TemporaryFolder folder;
  const std::string line =
      DIALGATE_PROGRAM " " + arguments + " >" + (folder / "output") + " 2>" + (folder / "errors");
  const int status = system(line.c_str());
  return {WEXITSTATUS(status), ReadFile(folder / "output"), ReadFile(folder / "errors")};
}

// `text` without its line breaks and the spaces that stand in columns.
inline std::string Flowing(const std::string& text) {
  std::string flowing;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    if (!space || (!flowing.empty() && flowing.back() != ' ')) flowing += space ? ' ' : c;
  }
  return flowing;
}

}  // namespace dialgate::testing

#endif
