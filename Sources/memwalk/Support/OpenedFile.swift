import Assets
import Glibc
import Lessons
import Script
import Session
import Traces

/// What a file, or a name that comes with the program, turned out to be.
enum OpenedFile {
  /// A heap trace.
  case trace
  /// A script; a journal is one.
  case script([UInt8])
  /// A memory map.
  case map
  /// A lesson.
  case lesson

  /// Looks at the content of a file; where that leaves a choice, at its ending.
  ///
  /// `isPrompt` for a name that is no word of a command line.
  init(_ name: String, isPrompt: Bool = false) throws(Failure) {
    // What is read to see what it is has to be there to be read again; devices have no end.
    var status = stat()
    if stat(name, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      throw .input(
        "\(name): is no regular file; memwalk replay reads traces through pipes, memwalk run"
          + " scripts")
    }
    do {
      self = try Self.kind(of: try FileContents(path: name))
    } catch let error as FileError {
      switch error {
      case .notFound: self = try Self.bundled(name, isPrompt: isPrompt)
      case .empty: self = .script([])
      // The reader of traces takes in larger files, and says what to do with a compressed one.
      case .tooLarge, .compressed: self = .trace
      case .isDirectory, .notReadable, .binary: throw .input(error.description)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .input("\(error)")
    }
  }

  private static func kind(of contents: FileContents) throws -> OpenedFile {
    let bytes = contents.bytes
    if contents.name.hasSuffix(".md") || !contents.name.hasSuffix(".mw"),
      LessonReader.isLesson(String(decoding: bytes.prefix(1 << 20), as: UTF8.self))
    {
      return .lesson
    }
    if contents.name.hasSuffix(".mw") || ScriptLikeness(bytes).isScript { return .script(bytes) }
    let format = TraceFormat.detect(bytes)
    switch format {
    case .rep: return .trace
    case .firmwareMap: return .map
    case .mtrace, .ltrace, .valgrind, .heaptrack, .strace, .lackey, .kernelEvents, .processMaps,
      .compressed, .binary, .empty, .unknown:
      throw Failure.input(
        "\(contents.name): \(format.name); memwalk opens scripts, journals, lessons, .rep traces and boot"
          + " memory maps")
    }
  }

  /// A trace or a machine that comes with the program.
  private static func bundled(_ name: String, isPrompt: Bool) throws(Failure) -> OpenedFile {
    let trace = name.hasSuffix(".rep") ? String(name.dropLast(4)) : name
    if Assets.trace(named: trace) != nil { return .trace }
    if Assets.machine(named: name) != nil { return .map }
    if Assets.lesson(named: name) != nil { return .lesson }
    throw .input(isPrompt ? missingAtPrompt(name) : missing(name))
  }

  private static func missingAtPrompt(_ name: String) -> String {
    let near = WordList.nearest(to: name, among: CatalogBuilder.names)
    return "no file and nothing that comes with memwalk is called "
      + "'\(VisibleText.of(name, limit: 60))': "
      + (near.map { "did you mean \($0)?" } ?? "o lists what there is")
  }

  /// A word without a file: a subcommand or a name that was mistyped, or a path.
  private static func missing(_ name: String) -> String {
    guard !name.contains("/"), !name.contains(".") else { return "\(name): no such file" }
    let known =
      Memwalk.subcommandNames + Assets.traceNames + Assets.machineNames + Assets.lessonNames
    let hint =
      WordList.nearest(to: name, among: known).map { "did you mean \($0)?" }
      ?? "memwalk --help lists them"
    return "no subcommand is called '\(VisibleText.of(name, limit: 60))', and no file: \(hint)"
  }
}

/// How much a text looks like a script: most of its first lines begin as commands do.
private struct ScriptLikeness {
  private var commands = 0
  private var others = 0

  var isScript: Bool { others == 0 || commands > 3 * others }

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline).prefix(400) {
      let words = line.split(separator: " ", maxSplits: 3)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let isBinding = words.count > 2 && words[1] == "="
      if Verb.begins(with: String(isBinding ? words[2] : first)) {
        commands += 1
      } else {
        others += 1
      }
    }
  }
}
