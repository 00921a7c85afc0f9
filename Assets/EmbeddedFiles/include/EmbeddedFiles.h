// The files of Lessons, Machines and Traces as constants of the program.
#include <stddef.h>

/// A file that was compiled into the program.
struct EmbeddedFile {
  /// The file's name without its ending; NULL after the last file of a list.
  const char *_Nullable name;
  const unsigned char *_Nullable bytes;
  size_t size;
};

/// The boot memory maps, from small to large machines.
const struct EmbeddedFile *_Nonnull embeddedMachines(void);

/// The heap traces.
const struct EmbeddedFile *_Nonnull embeddedTraces(void);

/// The lessons, in the order in which they are taken.
const struct EmbeddedFile *_Nonnull embeddedLessons(void);
