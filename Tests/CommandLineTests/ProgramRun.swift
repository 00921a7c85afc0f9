import Foundation

/// A run of the program that is built beside the tests, with what it prints.
struct ProgramRun {
  let status: Int32
  let output: String
  let errors: String

  /// The program.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "memwalk")

  /// Runs the program with arguments, in a folder with some files, by name.
  init(
    _ arguments: [String], files: [String: String] = [:],
    folders: [String: [String: String]] = [:]
  ) throws {
    try self.init(Self.program, arguments, files, folders)
  }

  /// Runs a command of the shell, to which the program is `$memwalk` and its cache folder `cache`,
  /// in a folder with some files.
  init(
    shell command: String, of shell: String = "/bin/sh", files: [String: String] = [:]
  ) throws {
    let setup = "memwalk='\(Self.program.path)'; export XDG_CACHE_HOME=\"$PWD/cache\"; "
    try self.init(URL(filePath: shell), ["-c", setup + command], files, [:])
  }

  private init(
    _ program: URL, _ arguments: [String], _ files: [String: String],
    _ folders: [String: [String: String]]
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    for (inner, files) in folders {
      let place = folder.appending(path: inner)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: place.appending(path: name)) }
    }

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, because a full pipe would stop the program.
    let (out, err) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: out), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: err), as: UTF8.self)
  }

  /// The output as a JSON object.
  var json: [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
  }
}
