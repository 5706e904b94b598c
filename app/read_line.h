#pragma once

// Lines from people and programs, of which none may take the machine's memory.

#include <istream>
#include <string>

namespace lianxi::app {

enum class LineRead {
  whole,
  cut,  ///< longer than it may be: only the beginning is kept, the rest is passed over
  end   ///< there is none
};

/// Reads the next line, without its end, of at most `most` bytes.
LineRead read_line(std::istream& in, std::string& line, std::size_t most);

}  // namespace lianxi::app
