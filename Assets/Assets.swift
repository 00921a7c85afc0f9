import EmbeddedFiles

/// Lessons, recorded machines and heap traces that are part of the program itself.
///
/// The files are compiled into the binary, so they are there wherever the program is started.
public enum Assets {
  /// The names of the machines, from small to large.
  public static var machineNames: [String] { names(embeddedMachines()) }

  /// The boot memory map of a machine as text with e820 lines; `nil` if no machine has the name.
  public static func machine(named name: String) -> [UInt8]? {
    bytes(of: name, in: embeddedMachines())
  }

  /// The names of the heap traces.
  public static var traceNames: [String] { names(embeddedTraces()) }

  /// A malloc-lab trace of a real program; `nil` if no trace has the name.
  public static func trace(named name: String) -> [UInt8]? {
    bytes(of: name, in: embeddedTraces())
  }

  /// The names of the lessons, in the order in which they are taken.
  public static var lessonNames: [String] { names(embeddedLessons()) }

  /// A lesson as Markdown; `nil` if no lesson has the name.
  public static func lesson(named name: String) -> [UInt8]? {
    bytes(of: name, in: embeddedLessons())
  }

  private static func names(_ list: UnsafePointer<EmbeddedFile>) -> [String] {
    var names: [String] = []
    while let name = list[names.count].name {
      names.append(String(cString: name))
    }
    return names
  }

  private static func bytes(of name: String, in list: UnsafePointer<EmbeddedFile>) -> [UInt8]? {
    guard let index = names(list).firstIndex(of: name) else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: list[index].bytes, count: list[index].size))
  }
}
