import ArgumentParser
import Script
import Session
import Traces

/// `memwalk cache`: what is kept of traces that were read.
struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show or clear what is kept of traces that were read.",
    discussion: """
      A trace of more than 1 MiB is kept in a packed form, so that it opens at once the next time. \
      The files lie in $XDG_CACHE_HOME/memwalk, or ~/.cache/memwalk.
      """, subcommands: [Show.self, Clear.self], defaultSubcommand: Show.self)

  /// `memwalk cache show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the files of the cache.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let cache = try Cache.cache()
      let entries: [TraceCache.Entry]
      do { entries = try cache.entries } catch { throw Failure.input(error.description) }
      let total = entries.reduce(0) { $0 + $1.bytes }
      guard !json else {
        let files = entries.map {
          JSONText.object([("name", JSONText.string($0.name)), ("bytes", "\($0.bytes)")])
        }
        return Console.print(
          JSONText.object([
            ("folder", JSONText.string(cache.folder)), ("limit", "\(cache.limit)"),
            ("bytes", "\(total)"), ("files", JSONText.array(files)),
          ]))
      }
      for entry in entries {
        Console.print("\(entry.name)  \(NumberText.bytes(UInt64(entry.bytes)))")
      }
      Console.print(
        "\(cache.folder): \(NumberText.bytes(UInt64(total))) of at most "
          + NumberText.bytes(UInt64(cache.limit)))
    }
  }

  /// `memwalk cache clear`.
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove all files of the cache.")

    func run() throws {
      let cache = try Cache.cache()
      let removed: TraceCache.Clearance
      do { removed = try cache.clear() } catch { throw Failure.input(error.description) }
      let busy = removed.beingWritten
      Console.print(
        "removed \(removed.files) file\(removed.files == 1 ? "" : "s"), "
          + NumberText.bytes(UInt64(removed.bytes))
          + (busy > 0 ? "; \(busy) being written stay\(busy == 1 ? "s" : "")" : ""))
      guard removed.failures.isEmpty else {
        throw Failure.input(removed.failures.map(\.description).joined(separator: "\n"))
      }
    }
  }

  private static func cache() throws -> TraceCache {
    guard let cache = TraceLoader.cache() else {
      throw Failure.input("neither XDG_CACHE_HOME nor HOME is an absolute path: there is no cache")
    }
    return cache
  }
}
