public import Script
import Simulation

/// A script that was carried out to be looked at: at its start, with all its steps ahead.
public struct OpenedScript: Sendable {
  /// The run, at step 0: behind the boot and before the script's first own step.
  public let session: Session
  /// The line that ended the script before its end, and why; what came before it is there.
  public let stop: ScriptRun.Stop?
  /// The lines that were not carried out, since they reach out of the session: `save` and `crash`.
  public let leftOut: [ScriptLine]

  /// Carries out the lines of a script, parsed with the names of `scope`. One that needs no machine
  /// is looked at on one that has booted. Throws if there is no machine to look at.
  public init(
    title: String, script: [ScriptLine], scope: Scope, concurrency: Int = 1
  ) throws(ScriptRun.Stop) {
    let needsMachine = script.contains { $0.statement.needsMachine }
    var run = ScriptRun(
      title: title, script: needsMachine ? script : script + Self.boot, scope: scope)
    run.attention = .outcomes
    run.concurrency = concurrency
    var stop: ScriptRun.Stop?
    var leftOut: [ScriptLine] = []
    do {
      while let event = try run.next() {
        switch event.response {
        case .save, .crash: leftOut.append(event.line)
        case .done, .show, .report, .help: break
        }
      }
    } catch {
      guard run.session != nil else { throw error }
      stop = error
    }
    guard var session = run.session else {
      preconditionFailure("a line that needs a machine has started one")
    }
    session.attend(to: .moments)
    session.goBehindBoot()
    self.session = session
    (self.stop, self.leftOut) = (stop, leftOut)
  }
}

extension OpenedScript {
  /// The line that boots the machine of a script without commands.
  private static var boot: [ScriptLine] {
    var scope = Scope()
    return ScriptParser(
      maps: { name throws(MapError) in throw MapError(name) },
      traces: { name throws(MapError) in throw MapError(name) }
    ).parse("boot", scope: &scope).lines
  }
}

extension Session {
  /// Goes behind the boot, or to the start of a trace.
  fileprivate mutating func goBehindBoot() {
    seek(to: min(timeline.setupCount, timeline.end))
    recordPlace()
  }
}
