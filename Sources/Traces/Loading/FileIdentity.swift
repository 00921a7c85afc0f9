import Glibc

/// What tells a version of a file from others: a cache made of another version is stale.
struct FileIdentity: Equatable, Sendable {
  var device: UInt64
  var inode: UInt64
  var size: UInt64
  var seconds: UInt64
  var nanoseconds: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = UInt64(status.st_size)
    seconds = UInt64(bitPattern: Int64(status.st_mtim.tv_sec))
    nanoseconds = UInt64(bitPattern: Int64(status.st_mtim.tv_nsec))
  }

  /// The words that a cache file keeps.
  var words: [UInt64] { [device, inode, size, seconds, nanoseconds] }
}
