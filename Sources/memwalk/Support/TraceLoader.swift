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

  /// A recorded heap trace.
  static func heapTrace(_ name: String) throws(Failure) -> HeapTrace {
    let contents = try contents(name)
    do {
      return try RepReader.read(contents)
    } catch {
      throw .input(error.description)
    }
  }

  /// The last part of a path.
  static func title(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return Assets.traceNames.contains(last) ? last + ".rep" : last
  }

  /// What has to be said of records that could not be used; `nil` if there are none.
  static func notice(of trace: HeapTrace) -> String? {
    trace.skipped.count > 0 ? trace.skipped.description : nil
  }

  private static func assetName(_ name: String) -> String {
    name.hasSuffix(".rep") ? String(name.dropLast(4)) : name
  }
}
