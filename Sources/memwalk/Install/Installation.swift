import Glibc

/// Files of the program below a folder such as `~/.local`: all of them get there, or none.
struct Installation {
  /// The folder, from the root of the file system.
  let prefix: String

  /// What comes there, by its place below the folder.
  static var files: [(path: String, contents: Contents)] {
    [
      ("bin/memwalk", .program),
      ("share/man/man1/memwalk.1", .text(ManualPage().text)),
    ]
      + CompletionScript.allCases.map { ($0.path, .text($0.text)) }
  }

  /// What is in a file.
  enum Contents {
    /// A text.
    case text(String)
    /// This program.
    case program
  }

  /// Writes the files, each as a whole; returns where they are. What is there already is replaced if
  /// it is memwalk's; if one cannot be written none is.
  func write() throws(Failure) -> [String] {
    var prepared: [NewFile.Place] = []
    do throws(Failure) {
      for (path, contents) in Self.files {
        prepared.append(try prepare("\(prefix)/\(path)", contents))
      }
    } catch {
      for place in prepared { place.abandon() }
      throw error
    }
    for (index, place) in prepared.enumerated() {
      guard let reason = place.finish() else { continue }
      for rest in prepared[index...] { rest.abandon() }
      throw NewFile.unwritable(place.path, reason)
    }
    return prepared.map(\.path)
  }

  private func prepare(_ path: String, _ contents: Contents) throws(Failure) -> NewFile.Place {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard Folder.make(folder, mode: 0o755) else {
      throw .input("\(folder): cannot be written; --prefix names another folder to install to")
    }
    guard Self.canReplace(path) else {
      throw .input(
        "\(path): is there already and is not memwalk's; move it away, or give a --prefix")
    }
    switch contents {
    case .text(let text): return try NewFile.prepare(Array(text.utf8), for: path, mode: 0o644)
    case .program:
      return try NewFile.prepare(copyOf: "/proc/self/exe", for: path, mode: 0o755)
    }
  }

  /// Whether nothing is at a place, or a file that memwalk has put there: texts say so at their
  /// beginning, and a program of its name is taken for it.
  private static func canReplace(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno == ENOENT }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &start, start.count)
    let text = String(decoding: start.prefix(max(0, count)), as: UTF8.self)
    return text.isEmpty || text.hasPrefix("\u{7f}ELF") || text.contains("memwalk")
  }
}
