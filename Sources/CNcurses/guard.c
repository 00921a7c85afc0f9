// Restores the terminal when the process dies without doing so itself.
//
// Everything that runs in a signal handler here is async-signal-safe (POSIX 2.4.3): write, pread,
// dup2, tcsetattr, signal, raise.
#include "CNcurses.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const int fatal_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction actions_before[fatal_count];
static struct termios settings_before;
static char undo_bytes[512];
static size_t undo_length;
static int terminal = -1, captured = -1, real_stderr = -1;
static volatile sig_atomic_t armed;
static char handler_stack[64 * 1024];

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

// What went to stderr while it was captured, to the real one.
static void replay(void) {
  if (captured < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  char bytes[4096];
  off_t position = 0;
  ssize_t count;
  while ((count = pread(captured, bytes, sizeof bytes, position)) > 0) {
    write_all(real_stderr, bytes, (size_t)count);
    position += count;
  }
}

static void restore(void) {
  if (!armed) return;
  armed = 0;
  write_all(terminal, undo_bytes, undo_length);
  tcsetattr(terminal, TCSANOW, &settings_before);
  replay();
}

static void on_crash(int signal_number) {
  restore();
  // Not the action from before: the backtracer of the Swift runtime would wait for an answer.
  for (int i = 0; i < fatal_count; i++) signal(fatal_signals[i], SIG_DFL);
  raise(signal_number);  // pending until this handler returns
}

int cnc_guard(int descriptor, const char *undo, size_t length, int capture) {
  static int at_exit_registered;
  if (length > sizeof undo_bytes) {
    errno = ENOSPC;
    return -1;
  }
  if (tcgetattr(descriptor, &settings_before) != 0) return -1;
  terminal = descriptor;
  memcpy(undo_bytes, undo, length);
  undo_length = length;
  if (capture) {
    captured = memfd_create("stderr", MFD_CLOEXEC);
    if (captured >= 0) {
      real_stderr = dup(STDERR_FILENO);
      dup2(captured, STDERR_FILENO);
    }
  }
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &actions_before[i]);
  armed = 1;
  if (!at_exit_registered) at_exit_registered = atexit(restore) == 0;
  return 0;
}

void cnc_unguard(void) {
  if (!armed) return;
  armed = 0;
  for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &actions_before[i], NULL);
  replay();
  if (captured >= 0) {
    close(captured);
    close(real_stderr);
  }
  captured = real_stderr = -1;
}
