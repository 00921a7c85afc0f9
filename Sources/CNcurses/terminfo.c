#include "CNcurses.h"

#include <term.h>

int cnc_find_terminal(const char *name, int descriptor) {
  int status = 0;
  return setupterm(name, descriptor, &status) == OK;
}

const char *cnc_string_capability(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}

int cnc_number_capability(const char *name) { return tigetnum(name); }

int cnc_flag_capability(const char *name) { return tigetflag(name) > 0; }

const char *cnc_flag_name(int index) { return boolnames[index]; }

const char *cnc_number_name(int index) { return numnames[index]; }

const char *cnc_string_name(int index) { return strnames[index]; }
