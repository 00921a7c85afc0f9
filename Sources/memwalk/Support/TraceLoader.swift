import Assets
import Traces

/// Finds and reads traces.
enum TraceLoader {
  /// The contents of a file, or of an asset if there is no such file.
  static func contents(_ name: String) throws(Failure) -> FileContents {
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
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return Assets.traceNames.contains(last) ? last + ".rep" : last
  }

  private static func assetName(_ name: String) -> String {
    name.hasSuffix(".rep") ? String(name.dropLast(4)) : name
  }
}
