#pragma once

// Backups as the commands show them, and the one that is made by itself each day.

#include <string>

#include "app/shell.h"
#include "session/backup.h"

namespace lianxi::app {

/// "12 MB", as a learner compares it with a disk.
std::string size_text(std::uintmax_t bytes);

/// Prints the backups, newest first: --json, --plain or a table.
void list_backups(Shell& shell);

/// Where today's backup is missing, lets it be made once the command has answered
/// (Shell::afterwards). One that failed is told of once, and not tried again on that day.
void plan_daily_backup(Shell& shell, Db& db);

/// To be called when what may have made a backup fail has been mended.
void forget_failed_backup(Shell& shell);

}  // namespace lianxi::app
