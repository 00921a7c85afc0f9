import Assets
import Glibc
import Script
import Simulation

/// What a script that is opened may read: what comes with the program, and regular files beside it.
///
/// Somebody else may have written it. A journal is the user's own, and names files from the root.
struct NearbyFiles {
  private let folder: String
  private let isOwn: Bool

  /// The files beside a script.
  init(of script: String) {
    let path = Folder.absolute(script)
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.folder = folder
    isOwn = JournalFolder.path.map { Folder.absolute($0) == folder } ?? false
  }

  /// The memory maps that the script can name.
  var maps: MapLookup {
    { name throws(MapError) in
      try ScriptMaps.load(Assets.machine(named: name) != nil ? name : try path(of: name))
    }
  }

  /// The traces that the script can name.
  var traces: TraceLookup {
    { name throws(MapError) in
      let asset = name.hasSuffix(".rep") ? String(name.dropLast(4)) : name
      return try ScriptTraces.load(Assets.trace(named: asset) != nil ? name : try path(of: name))
    }
  }

  private func path(of name: String) throws(MapError) -> String {
    if isOwn { return name }
    let path = Folder.absolute(name.hasPrefix("/") ? name : "\(folder)/\(name)")
    var status = stat()
    guard path.hasPrefix("/"), stat(path, &status) == 0 else {
      throw MapError("\(name): no such file beside the script")
    }
    guard path == "\(folder)/\(path.split(separator: "/").last ?? "")",
      status.st_mode & S_IFMT == S_IFREG
    else {
      throw MapError("\(name): a script that is opened reads only regular files in its own folder")
    }
    return path
  }
}
