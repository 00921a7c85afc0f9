// What Swift cannot see of ncurses and Linux by itself: macros, globals, signal code.
#ifndef CNCURSES_H
#define CNCURSES_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <ncursesw/curses.h>

// Macros, as constants.
static const attr_t cnc_bold = WA_BOLD, cnc_dim = WA_DIM, cnc_italic = WA_ITALIC,
                    cnc_underline = WA_UNDERLINE, cnc_reverse = WA_REVERSE;

// Globals, as functions: Swift rejects shared mutable state.
static inline WINDOW *cnc_stdscr(void) { return stdscr; }
static inline WINDOW *cnc_curscr(void) { return curscr; }
static inline int cnc_colors(void) { return COLORS; }
static inline int cnc_color_pairs(void) { return COLOR_PAIRS; }

// A cell, without setcchar's scan of a string.
static inline cchar_t cnc_cell(wchar_t character, attr_t attributes, int pair) {
  cchar_t cell = {0};
  cell.attr = attributes | COLOR_PAIR(pair < 255 ? pair : 255);
  cell.chars[0] = character;
  cell.ext_color = pair;
  return cell;
}

// The columns that the C library, and so ncurses, gives a character; -1 if it is not printable.
static inline int cnc_columns(wchar_t character) { return wcwidth(character); }

// <term.h> defines hundreds of short macros and stays out of sight; these are all that is needed.
// 1 if the terminfo database has the terminal, else 0.
int cnc_find_terminal(const char *name, int descriptor);
// The string of a capability, NULL if it is absent.
const char *cnc_string_capability(const char *name);
int cnc_number_capability(const char *name);
int cnc_flag_capability(const char *name);
// The names of the standard capabilities in the order of a compiled entry, NULL after the last.
const char *cnc_flag_name(int index);
const char *cnc_number_name(int index);
const char *cnc_string_name(int index);

// Puts the terminal back when the process crashes or exits by accident.
//
// Writes `undo` and restores the line settings that hold now, then lets the crash go on with the
// default action. With `capture` stderr goes to a memory file until then, so that a message does
// not land in the picture. Returns 0, or -1 with errno if `descriptor` is no terminal.
int cnc_guard(int descriptor, const char *undo, size_t length, int capture);
// Ends that, and writes what went to stderr meanwhile.
void cnc_unguard(void);

#endif
