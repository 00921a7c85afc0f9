import Script
import Simulation
import Traces

/// The recorded traces that scripts can name.
enum ScriptTraces {
  /// Looks one up: a file, or one that comes with the program. The whole of it is read.
  static let load: TraceLookup = { name throws(MapError) in
    guard name != "-" else {
      throw MapError("standard input, -, is read by memwalk replay - only; here a file is named")
    }
    do {
      let trace = try TraceLoader.open(name, cache: TraceLoader.cache())
      try TraceLoader.finish(trace)
      return TraceSource(
        name: trace.path, title: TraceLoader.title(of: trace.path), alignment: 8,
        commands: trace.commands, slotCount: trace.slotCount)
    } catch let failure as Failure {
      throw MapError(failure.message)
    } catch {
      throw MapError("\(error)")
    }
  }
}
