import Glibc

/// What tells a version of a file from others: a cache made of another version is stale.
///
/// The time of the last change counts beside that of the last write, which anybody can set back.
struct FileIdentity: Equatable, Sendable {
  var device: UInt64
  var inode: UInt64
  var size: UInt64
  var written: Time
  var changed: Time

  /// A time in seconds since 1970 and nanoseconds.
  struct Time: Equatable, Sendable {
    var seconds: UInt64
    var nanoseconds: UInt64

    init(_ time: timespec) {
      seconds = UInt64(bitPattern: Int64(time.tv_sec))
      nanoseconds = UInt64(bitPattern: Int64(time.tv_nsec))
    }
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = UInt64(status.st_size)
    written = Time(status.st_mtim)
    changed = Time(status.st_ctim)
  }

  /// The words that a cache file keeps.
  var words: [UInt64] {
    [
      device, inode, size, written.seconds, written.nanoseconds, changed.seconds,
      changed.nanoseconds,
    ]
  }
}
