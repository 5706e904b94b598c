/* Runs a program once and appends to a file what it cost: nanoseconds of wall time, microseconds of
 * CPU time, largest memory in KiB and exit status, on one line. A small program of C, because a
 * child's largest memory is never less than its parent's was when it forked.
 * Usage: measure RESULTS PROGRAM [ARGUMENT...] */

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long microseconds(struct timeval time) {
  return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int count, char **words) {
  if (count < 3) {
    fputs("usage: measure RESULTS PROGRAM [ARGUMENT...]\n", stderr);
    return 2;
  }
  pid_t child;
  const long long began = nanoseconds();
  if (posix_spawnp(&child, words[2], NULL, NULL, words + 2, environ) != 0) {
    perror(words[2]);
    return 1;
  }
  int status;
  struct rusage used;
  if (wait4(child, &status, 0, &used) < 0) {
    perror("wait4");
    return 1;
  }
  const long long ended = nanoseconds();
  FILE *results = fopen(words[1], "a");
  if (results == NULL) {
    perror(words[1]);
    return 1;
  }
  fprintf(results, "%lld %lld %ld %d\n", ended - began,
          microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss,
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(results) == 0 ? 0 : 1;
}
