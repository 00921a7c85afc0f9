import Glibc
import Script

/// The folder of a user's journals.
enum JournalFolder {
  /// How many journals are kept; older ones are removed, but not those with marks, notes or comments.
  private static let limit = 20

  /// The user's; `nil` if the user has no home.
  static var path: String? {
    if let state = Console.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/memwalk"
    }
    guard let home = Console.variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/memwalk"
  }

  /// The journal that was begun last and that no running program writes; `nil` if there is none. It
  /// is this program's from here on.
  static func latest(in folder: String) -> OpenedJournal? {
    for name in names(in: folder).reversed() {
      if let journal = try? OpenedJournal("\(folder)/\(name)"), journal.hasBeginning {
        return journal
      }
    }
    return nil
  }

  /// Removes old journals that no running program writes and whose users said nothing in them.
  static func removeOld(in folder: String) {
    for name in names(in: folder).dropLast(limit - 1) {
      guard let journal = try? OpenedJournal("\(folder)/\(name)"), !journal.hasWords else {
        continue
      }
      unlink(journal.path)
    }
  }

  /// The journals that were begun last, the last first: when, and their first commands.
  static func recent(
    _ count: Int, in folder: String
  ) -> [(path: String, time: Int, summary: String)] {
    names(in: folder).reversed().prefix(count).compactMap {
      name -> (path: String, time: Int, summary: String)? in
      let path = "\(folder)/\(name)"
      guard let file = fopen(path, "re"), let time = Int(name.prefix { $0 != "-" }) else {
        return nil
      }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let length = fread(&bytes, 1, bytes.count, file)
      let lines = String(decoding: bytes.prefix(length), as: UTF8.self)
        .split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("goto ") }
      // What every session begins with tells nothing.
      let telling = lines.filter { $0 != "boot" && $0 != "machine" }
      guard !telling.isEmpty else { return nil }
      let text = telling.prefix(3).joined(separator: " · ")
      return (path, time, VisibleText.of(text, limit: 60))
    }
  }

  /// The journals of a folder, the oldest first: their names are seconds since 1970 and the process.
  private static func names(in folder: String) -> [String] {
    var names: [(time: Int, process: Int, name: String)] = []
    for name in Folder.names(in: folder) where name.hasSuffix(".mw") {
      let numbers = name.dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
      guard numbers.count == 2, let time = Int(numbers[0]), let process = Int(numbers[1]) else {
        continue
      }
      names.append((time, process, name))
    }
    return names.sorted { ($0.time, $0.process) < ($1.time, $1.process) }.map(\.name)
  }
}
