import Glibc

/// The folder of event files: what was read once need not be read again.
public struct TraceCache: Sendable {
  /// The folder.
  public let folder: String
  /// The most bytes that it may hold; files that were used longest ago go first.
  public let limit: Int

  /// What the cache may hold unless told otherwise: 4 GiB.
  public static let defaultLimit = 4 << 30

  /// A cache in a folder.
  public init(folder: String, limit: Int = defaultLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// A file of the cache.
  public struct Entry: Equatable, Sendable {
    /// The file's name in the folder.
    public let name: String
    /// Its size in bytes.
    public let bytes: Int
    /// When it was used last, in seconds since 1970.
    public let lastUse: Int

    /// Whether it is not whole yet.
    var isTemporary: Bool { name.hasSuffix(TraceCache.temporarySuffix) }
  }

  /// The files of the cache, those used last first. O(n log n).
  public var entries: [Entry] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { place in
        place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(Self.suffix) || name.hasSuffix(Self.temporarySuffix) else { continue }
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { continue }
      entries.append(
        Entry(name: name, bytes: Int(status.st_size), lastUse: Int(status.st_mtim.tv_sec)))
    }
    return entries.sorted { ($0.lastUse, $0.name) > ($1.lastUse, $1.name) }
  }

  /// Removes all files; how many, and their bytes. Programs that use one keep it until they end;
  /// one that is being written stays.
  public func clear() -> (files: Int, bytes: Int) {
    var (files, bytes) = (0, 0)
    for entry in entries where !isBeingWritten(entry) && unlink("\(folder)/\(entry.name)") == 0 {
      files += 1
      bytes += entry.bytes
    }
    return (files, bytes)
  }

  /// Where the commands of a trace are kept. The folder is made; `nil` if that cannot be.
  func path(of trace: String) -> String? {
    guard let real = realpath(trace, nil) else { return nil }
    defer { free(real) }
    guard Self.make(folder), access(folder, W_OK) == 0 else { return nil }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in String(cString: real).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return "\(folder)/" + String(repeating: "0", count: 16 - digits.count) + digits + Self.suffix
  }

  /// Removes the files of programs that ended while they wrote.
  func removeAbandoned() {
    for entry in entries where entry.isTemporary && !isBeingWritten(entry) {
      unlink("\(folder)/\(entry.name)")
    }
  }

  /// Removes what was used longest ago until the rest is within the limit.
  func trim(keeping kept: String) {
    var total = 0
    for entry in entries {
      total += entry.bytes
      let path = "\(folder)/\(entry.name)"
      if total > limit, path != kept, !isBeingWritten(entry) { unlink(path) }
    }
  }

  /// How the names of files end that are not whole yet.
  static let temporarySuffix = ".new"

  private static let suffix = ".events"

  /// Whether a program holds the lock that an unfinished file has for as long as it is written.
  private func isBeingWritten(_ entry: Entry) -> Bool {
    guard entry.isTemporary else { return false }
    let file = open("\(folder)/\(entry.name)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_EX | LOCK_NB) != 0
  }

  /// Makes a folder and those above it.
  private static func make(_ folder: String) -> Bool {
    if access(folder, F_OK) == 0 { return true }
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return false }
    return make(String(folder[..<slash])) && (mkdir(folder, 0o700) == 0 || errno == EEXIST)
  }
}
