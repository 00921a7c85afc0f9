import Glibc

/// Folders of the program's own, and where files are.
enum Folder {
  /// The path of a file from the root of the file system; as it is if there is no such file.
  static func absolute(_ path: String) -> String {
    guard let place = realpath(path, nil) else { return path }
    defer { free(place) }
    return String(cString: place)
  }

  /// Makes a folder and those above it; false if that cannot be.
  static func make(_ folder: String) -> Bool {
    if access(folder, W_OK) == 0 { return true }
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return false }
    let parent = String(folder[..<slash])
    guard access(parent, F_OK) == 0 || make(parent) else { return false }
    return mkdir(folder, 0o700) == 0
  }
}
