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

  /// The files of the cache, those used last first; none if there is no folder yet. O(n log n).
  public var entries: [Entry] {
    get throws(CacheError) {
      guard let directory = opendir(folder) else {
        if errno == ENOENT { return [] }
        throw .folder(path: folder, errno: errno)
      }
      defer { closedir(directory) }
      var entries: [Entry] = []
      while let item = readdir(directory) {
        let name = withUnsafePointer(to: &item.pointee.d_name) { place in
          place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name.hasSuffix(Self.suffix) || name.hasSuffix(Self.temporarySuffix) else { continue }
        var status = stat()
        guard stat(path(of: name), &status) == 0 else {
          // Somebody may have removed it meanwhile.
          if errno == ENOENT { continue }
          throw .folder(path: folder, errno: errno)
        }
        entries.append(
          Entry(name: name, bytes: Int(status.st_size), lastUse: Int(status.st_mtim.tv_sec)))
      }
      return entries.sorted { ($0.lastUse, $0.name) > ($1.lastUse, $1.name) }
    }
  }

  /// What `clear` did.
  public struct Clearance: Equatable, Sendable {
    /// How many files were removed.
    public internal(set) var files = 0
    /// Their bytes.
    public internal(set) var bytes = 0
    /// How many stay because a program is writing them.
    public internal(set) var beingWritten = 0
    /// The files that should have been removed, with the reasons.
    public internal(set) var failures: [CacheError] = []
  }

  /// Removes all files. Programs that use one keep it until they end; one that is being written
  /// stays.
  public func clear() throws(CacheError) -> Clearance {
    var clearance = Clearance()
    for entry in try entries {
      if isBeingWritten(entry) {
        clearance.beingWritten += 1
      } else if unlink(path(of: entry.name)) == 0 {
        clearance.files += 1
        clearance.bytes += entry.bytes
      } else if errno != ENOENT {
        clearance.failures.append(.notRemoved(path: path(of: entry.name), errno: errno))
      }
    }
    return clearance
  }

  /// Where the commands of the trace at an absolute path are kept. The folder is made.
  func place(of trace: String) throws(CacheError) -> String {
    let code = Self.make(folder)
    guard code == 0 else { throw .folder(path: folder, errno: code) }
    guard access(folder + "/.", R_OK | W_OK | X_OK) == 0 else {
      throw .folder(path: folder, errno: errno)
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in trace.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return path(of: String(repeating: "0", count: 16 - digits.count) + digits + Self.suffix)
  }

  /// Removes the files of programs that ended while they wrote.
  func removeAbandoned() {
    for entry in (try? entries) ?? [] where entry.isTemporary && !isBeingWritten(entry) {
      unlink(path(of: entry.name))
    }
  }

  /// Removes what was used longest ago until the rest is within the limit.
  func trim(keeping kept: String) {
    var total = 0
    for entry in (try? entries) ?? [] {
      total += entry.bytes
      let path = path(of: entry.name)
      if total > limit, path != kept, !isBeingWritten(entry) { unlink(path) }
    }
  }

  /// How the names of files end that are not whole yet.
  static let temporarySuffix = ".new"

  private static let suffix = ".events"

  /// Whether a program holds the lock that an unfinished file has for as long as it is written.
  private func isBeingWritten(_ entry: Entry) -> Bool {
    guard entry.isTemporary else { return false }
    let file = open(path(of: entry.name), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_EX | LOCK_NB) != 0
  }

  private func path(of name: String) -> String { "\(folder)/\(name)" }

  /// Makes a folder and those above it; the number of the error, 0 if there is none.
  private static func make(_ folder: String) -> Int32 {
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return 0 }
    let code = errno
    guard code == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else {
      return code
    }
    let above = make(String(folder[..<slash]))
    if above != 0 { return above }
    return mkdir(folder, 0o700) == 0 || errno == EEXIST ? 0 : errno
  }
}
