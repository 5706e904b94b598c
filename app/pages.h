#pragma once

// Manual pages, in mdoc: what the tables of the command line know, put together with prose from
// app/man. In such a file these lines stand for what tables hold:
//
//   @date@           .Dd, for all pages the same
//   @commands@   every command and what it does      @exit-codes@  what the program ends with
//   @filters@    the filters of the query language   @settings@    every setting
//   @findings@   the codes of lint                   @options@     options that every command has

#include <string>
#include <string_view>

#include "app/command_table.h"

namespace lianxi::app {

/// The page of one command: lianxi-COMMAND(1). `prose`: what its description says besides; may be
/// empty.
std::string command_page(const Command& command, std::string_view prose, Shell& shell);

/// Prose with what its lines stand for put in. Throws Error (input) for one that stands for
/// nothing.
std::string filled_page(std::string_view prose, Shell& shell);

}  // namespace lianxi::app
