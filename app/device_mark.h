#pragma once

// Telling a collection from its copy. Under the id of the device that it writes as, the state
// folder of this machine holds which file that is and how far it had come. A file that is another
// one, or has fallen back, is a copy or was restored by hand: it must go on as a device of its own.

#include "app/shell.h"

namespace lianxi::app {

/// Makes sure that nothing else writes as the device that this collection writes as, and keeps the
/// mark up to date when it is closed. `is_new`: this command has made the file. Where no state
/// folder can be had or written, nothing is done.
void claim_device(Shell& shell, Db& db, bool is_new);

}  // namespace lianxi::app
