/// What a file is, judged by its contents.
public enum TraceFormat: Equatable, Sendable {
  /// A malloc-lab trace: read by `RepReader`.
  case rep
  /// A text with a boot memory map: read by `FirmwareText`.
  case firmwareMap
  /// glibc's mtrace.
  case mtrace
  /// ltrace of malloc and free.
  case ltrace
  /// `valgrind --trace-malloc=yes`.
  case valgrind
  /// The text form of a heaptrack recording.
  case heaptrack
  /// strace.
  case strace
  /// `valgrind --tool=lackey --trace-mem=yes`.
  case lackey
  /// `perf script` or ftrace output.
  case kernelEvents
  /// /proc/PID/maps.
  case processMaps
  /// A compressed file.
  case compressed(Compression)
  /// No text.
  case binary
  /// No bytes at all.
  case empty
  /// A text of another kind.
  case unknown

  /// What to call the format in a message, with its article.
  public var name: String {
    switch self {
    case .rep: "a .rep trace"
    case .firmwareMap: "a boot memory map"
    case .mtrace: "a glibc mtrace log"
    case .ltrace: "an ltrace log"
    case .valgrind: "a valgrind --trace-malloc log"
    case .heaptrack: "a heaptrack recording"
    case .strace: "an strace log"
    case .lackey: "a valgrind lackey log"
    case .kernelEvents: "a perf or ftrace log"
    case .processMaps: "a copy of /proc/PID/maps"
    case .compressed(let compression): "a file compressed with \(compression.rawValue)"
    case .binary: "a binary file"
    case .empty: "an empty file"
    case .unknown: "an unknown text"
    }
  }
}
