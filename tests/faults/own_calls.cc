// What the program itself asks of the system for files on the faulty disk: these functions stand
// before those of the C library, for the C++ library too. SQLite's VFS uses others.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "faults/fault_vfs.h"

namespace {

using lianxi::test::Call;
using lianxi::test::Fault;
using lianxi::test::FaultyDisk;

/// The function that would have been called.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// Whether the call fails; errno says why.
bool fails(FaultyDisk* disk, Call call) {
  const auto fault = disk->befalls(call);
  if (fault) errno = *fault == Fault::no_space ? ENOSPC : EIO;
  return fault.has_value();
}

bool fails_on(const char* path, Call call) {
  FaultyDisk* disk = FaultyDisk::current();
  return disk && path && disk->holds(path) && fails(disk, call);
}

bool fails_on(int descriptor, Call call) {
  FaultyDisk* disk = FaultyDisk::current();
  if (!disk) return false;
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t size = readlink(link.c_str(), path, sizeof path);
  return size > 0 && disk->holds({path, static_cast<std::size_t>(size)}) && fails(disk, call);
}

}  // namespace

extern "C" {

int fsync(int descriptor) {
  if (fails_on(descriptor, Call::sync)) return -1;
  if (FaultyDisk* disk = FaultyDisk::current()) {
    disk->synced_by_program(descriptor);
    return 0;
  }
  return next<int(int)>("fsync")(descriptor);
}

ssize_t write(int descriptor, const void* bytes, std::size_t count) {
  if (fails_on(descriptor, Call::write)) return -1;
  return next<ssize_t(int, const void*, std::size_t)>("write")(descriptor, bytes, count);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
  if (fails_on(descriptor, Call::write)) return -1;
  return next<ssize_t(int, const iovec*, int)>("writev")(descriptor, parts, count);
}

FILE* fopen64(const char* path, const char* mode) {
  if (std::strchr(mode, 'r') == nullptr && fails_on(path, Call::open)) return nullptr;
  return next<FILE*(const char*, const char*)>("fopen64")(path, mode);
}

int open(const char* path, int flags, ...) {
  if ((flags & O_ACCMODE) != O_RDONLY && fails_on(path, Call::open)) return -1;
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return next<int(const char*, int, ...)>("open")(path, flags, mode);
}

int rename(const char* from, const char* to) noexcept {
  if (fails_on(to, Call::rename)) return -1;
  return next<int(const char*, const char*)>("rename")(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  if (fails_on(to, Call::rename)) return -1;
  return next<int(int, const char*, int, const char*, unsigned)>("renameat2")(from_folder, from,
                                                                              to_folder, to, flags);
}

int remove(const char* path) noexcept {
  if (fails_on(path, Call::remove)) return -1;
  return next<int(const char*)>("remove")(path);
}

}  // extern "C"
