import Assets
import Glibc
import Interface
import Lessons
import MemoryCore
import Script
import Simulation

/// Lists what the user can open: what comes with the program, and sessions of before.
enum CatalogBuilder {
  /// How many sessions are listed.
  private static let sessionCount = 4

  /// The names of all that comes with the program.
  static var names: [String] { Assets.lessonNames + Assets.traceNames + Assets.machineNames }

  /// All that can be opened without typing a name.
  static func catalog() -> Catalog {
    var catalog = Catalog()
    let progress = ProgressFile().read()
    catalog.lessons = Assets.lessonNames.compactMap { name in
      guard let lesson = try? LessonLoader.lesson(name) else { return nil }
      let minutes = lesson.minutes.map { "\($0) min · " } ?? ""
      return Catalog.Item(
        target: .lesson(name), label: lesson.title,
        detail: "\(minutes)answered \(progress.answered(in: lesson)) of \(lesson.questions.count)")
    }
    catalog.recordings = Assets.traceNames.map {
      Catalog.Item(target: .trace($0), label: $0, detail: "a recording of malloc and free")
    }
    catalog.machines = Assets.machineNames.map {
      Catalog.Item(target: .machine($0), label: $0, detail: machine($0))
    }
    if let folder = JournalFolder.path {
      catalog.sessions = JournalFolder.recent(sessionCount, in: folder).map { journal in
        Catalog.Item(
          target: .journal(journal.path), label: date(journal.time), detail: journal.summary)
      }
    }
    return catalog
  }

  /// "127.5 MiB usable, 2 nodes".
  private static func machine(_ name: String) -> String {
    guard let list = try? MapLoader.list(named: name) else { return "" }
    let usable = list.entries.filter { $0.type == .usable }
      .reduce(UInt64(0)) { $0 &+ $1.length }
    let nodes = Set(list.nodes.map(\.node)).count
    return "\(NumberText.bytes(usable)) usable" + (nodes > 1 ? ", \(nodes) nodes" : "")
  }

  /// "28 Nov 18:15", where the user is.
  private static func date(_ time: Int) -> String {
    var (seconds, parts) = (time_t(time), tm())
    localtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%e %b %H:%M", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
