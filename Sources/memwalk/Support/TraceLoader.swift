import Assets
import Glibc
import Traces

/// Finds and reads traces.
enum TraceLoader {
  /// The contents of a file, or of an asset if there is no such file.
  static func contents(_ name: String) throws(Failure) -> FileContents {
    if name == StandardInput.argument { return try StandardInput.contents() }
    do {
      return try FileContents(path: name)
    } catch {
      if case .notFound = error, let bytes = Assets.trace(named: assetName(name)) {
        return FileContents(name: assetName(name) + ".rep", bytes: bytes)
      }
      if case .notFound = error, let bytes = Assets.machine(named: name) {
        return FileContents(name: name, bytes: bytes)
      }
      throw .input(error.description)
    }
  }

  /// What an argument names: a heap trace that is about to be read, from standard input for `-`.
  static func open(argument: String, cache: TraceCache?) throws(Failure) -> TraceLoading {
    guard argument == StandardInput.argument else { return try open(argument, cache: cache) }
    do {
      return try TraceLoading(descriptor: STDIN_FILENO, name: StandardInput.name)
    } catch {
      throw .input(error.description)
    }
  }

  /// Reads a trace to its end; how far it is is said on a terminal.
  static func finish(_ loading: TraceLoading) throws(Failure) {
    var progress = ProgressLine()
    defer { progress.clear() }
    do {
      while !loading.isFinished {
        try loading.advance(atMost: 4 << 20)
        progress.show(title(of: loading.name), Double(loading.bytesRead), of: loading.totalBytes)
      }
    } catch {
      throw .input(error.description)
    }
  }

  /// A heap trace that is about to be read: a file, or one that comes with the program.
  static func open(_ name: String, cache: TraceCache?) throws(Failure) -> TraceLoading {
    do {
      return try TraceLoading(path: name, cache: cache)
    } catch {
      if case .file(.notFound) = error, let bytes = Assets.trace(named: assetName(name)) {
        do {
          // Its name without an ending, so that no file of that name comes before it later.
          return try TraceLoading(FileContents(name: assetName(name), bytes: bytes))
        } catch {
          throw .input(error.description)
        }
      }
      throw .input(error.description)
    }
  }

  /// The cache in the user's folder for caches; `nil` if there is none.
  static func cache() -> TraceCache? {
    if let folder = Console.variable("XDG_CACHE_HOME"), folder.hasPrefix("/") {
      return TraceCache(folder: folder + "/memwalk")
    }
    guard let home = Console.variable("HOME"), home.hasPrefix("/") else { return nil }
    return TraceCache(folder: home + "/.cache/memwalk")
  }

  /// The last part of a path.
  static func title(of path: String) -> String {
    if path == StandardInput.argument { return StandardInput.name }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return Assets.traceNames.contains(last) ? last + ".rep" : last
  }

  private static func assetName(_ name: String) -> String {
    name.hasSuffix(".rep") ? String(name.dropLast(4)) : name
  }
}
