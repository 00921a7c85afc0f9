import Assets
public import Lessons
import Script
import Simulation
import Traces

/// Lessons of texts that may name the machines and traces that come with memwalk.
public enum LessonSource {
  /// The lesson of a text; its mistakes if it has some.
  public static func read(_ text: String) throws(LessonMistakes) -> Lesson {
    var reader = LessonReader(
      file: "test.md",
      maps: { name throws(MapError) in
        guard let bytes = Assets.machine(named: name),
          let list = try? FirmwareText.read(FileContents(name: name, bytes: bytes))
        else { throw MapError("no map \(name)") }
        return FirmwareList(name: name, entries: list.entries, nodes: list.nodes)
      },
      traces: { name throws(MapError) in
        guard let bytes = Assets.trace(named: name),
          let loading = try? TraceLoading(FileContents(name: name, bytes: bytes))
        else { throw MapError("no trace \(name)") }
        while !loading.isFinished {
          do { try loading.advance(atMost: 1 << 20) } catch { throw MapError("\(error)") }
        }
        return TraceSource(
          name: name, alignment: 8, commands: loading.commands, slotCount: loading.slotCount)
      })
    return try reader.read(text)
  }

  /// A lesson that comes with memwalk.
  public static func bundled(_ name: String) throws(LessonMistakes) -> Lesson {
    try read(String(decoding: Assets.lesson(named: name) ?? [], as: UTF8.self))
  }
}
