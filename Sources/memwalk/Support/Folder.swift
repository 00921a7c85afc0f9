import Glibc
import Script

/// Folders of the program's own, and where files are.
enum Folder {
  /// The path of a file from the root of the file system; as it is if there is no such file.
  static func absolute(_ path: String) -> String {
    guard let place = realpath(path, nil) else { return path }
    defer { free(place) }
    return String(cString: place)
  }

  /// The paths of files and folders that begin so, in order; folders end in a slash. `~/` is the
  /// user's home. At most 200, none that is hidden unless asked for.
  static func paths(beginning prefix: String) -> [String] {
    let slash = prefix.lastIndex(of: "/")
    let shown = slash.map { String(prefix[...$0]) } ?? ""
    let start = slash.map { String(prefix[prefix.index(after: $0)...]) } ?? prefix
    var paths: [String] = []
    for name in names(in: shown.isEmpty ? "." : inHome(shown)) {
      guard name.hasPrefix(start), !name.hasPrefix(".") || start.hasPrefix(".") else { continue }
      guard name != ".", name != "..", VisibleText.of(name, limit: 256) == name else { continue }
      var status = stat()
      let isFolder =
        stat(inHome(shown + name), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      paths.append(shown + name + (isFolder ? "/" : ""))
    }
    return Array(paths.sorted().prefix(200))
  }

  /// Whether something that is no file is there: a pipe would be waited for.
  static func isBlocked(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// A path with the user's home in the place of `~`.
  static func inHome(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Console.variable("HOME") else {
      return path
    }
    return home + path.dropFirst()
  }

  /// Makes a folder and those above it, for the user alone unless told otherwise; false if that
  /// cannot be.
  static func make(_ folder: String, mode: mode_t = 0o700) -> Bool {
    if access(folder, W_OK) == 0 { return true }
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return false }
    let parent = String(folder[..<slash])
    guard access(parent, F_OK) == 0 || make(parent, mode: mode) else { return false }
    return mkdir(folder, mode) == 0
  }

  /// The names of what is in a folder, in no order; none if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let item = readdir(directory) {
      names.append(
        withUnsafePointer(to: &item.pointee.d_name) { place in
          place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
