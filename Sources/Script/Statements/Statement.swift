public import Simulation

/// What one line of a script says.
///
/// The parser makes a `boot(upTo:)` of every `boot` line, so it never makes a command of a single
/// stage.
public enum Statement: Equatable, Sendable {
  /// A step of the machine.
  case command(Command)
  /// Runs the stages of the boot that have not run yet, up to this one and with it.
  case boot(upTo: BootStage)
  /// Prints or opens a view.
  case show(ShowRequest)
  /// Fails the run unless something holds after the command before.
  case expect(Expectation)
  /// Gives the step a name.
  case bookmark(String)
  /// Narration that is shown with the step before it.
  case note(String)
  /// A line that is nothing but a comment: what stands behind its `#`.
  case comment(String)
  /// Says how the screen is to look at the point.
  case direction(StageDirection)
  /// Moves to the next step, or the previous one, at which the condition holds.
  case find(Condition, backwards: Bool)
  /// Moves to the first step at which a figure is as great, or as small, as it ever is.
  case extreme(Extreme, Figure)
  /// Moves along the timeline.
  case goto(Destination)
  /// Moves to the last step that wrote something, the one at the point included.
  case writer(Target)
  /// Moves to the next step that reads or writes something, or to the previous one.
  case touch(Target, backwards: Bool)
  /// Leaves the run for a branch from the point on, which may get a name; with a policy all commands
  /// run again on such a heap.
  case branch(name: String?, policy: HeapPolicy?)
  /// Leaves the run for a branch with another command in the next step's place, or with none, and the
  /// same ones behind it.
  case instead(Command?)
  /// Goes on with another branch, by its name or number, or with the one that was left last.
  case other(String?)
  /// Lists what differs between the branch and the run that was left.
  case diff
  /// Moves to the first step at which the branch and the run that was left part ways.
  case diffFirst
  /// Puts a recorded trace behind the last step.
  case replay(TraceSource)
  /// Writes the session as a script to a file; one that is there only with `replacing`.
  case save(String, replacing: Bool)
  /// Ends the program with a fatal error.
  case crash
  /// Explains all verbs, or those with a name or first word.
  case help(String?)

  /// Whether a machine has to be there for it, so that `machine` cannot follow any more.
  public var needsMachine: Bool {
    switch self {
    case .note, .comment, .help: false
    default: true
    }
  }
}

/// What `show` prints or opens.
public struct ShowRequest: Equatable, Sendable {
  /// The view.
  public var view: View
  /// What it is about; `nil` for the step and the selection that there are.
  public var place: Place?

  /// A request.
  public init(view: View, place: Place? = nil) {
    self.view = view
    self.place = place
  }

  /// The views by their names in scripts.
  public enum View: String, CaseIterable, Sendable {
    /// Who uses which frame.
    case frames
    /// The tree of page tables.
    case tables
    /// Blocks and holes of the heap.
    case heap
    /// Memory word by word.
    case hex
    /// What happens in the run, step by step.
    case events
    /// The translation caches.
    case tlb
    /// Figures.
    case stats
    /// Why the step came out as it did.
    case why
    /// The hardware and its registers.
    case machine
  }

  /// What a view can be about. In a script a decimal number is a step, a hex one an address.
  public enum Place: Equatable, Sendable {
    /// A step by its number, or one of the setup.
    case step(Destination)
    /// An address, or what a name stands for.
    case address(Operand)
  }
}

/// A place on the timeline that `goto` moves to.
public enum Destination: Equatable, Sendable {
  /// The step of that number.
  case step(UInt64)
  /// The point that lies so many steps before step 0, among those that set the machine up: `-3`.
  case setup(before: UInt64)
  /// That many hundredths of the way, 0 to 100.
  case percent(Int)
  /// The state before the first step.
  case start
  /// The last step.
  case end
  /// The step that was given the name.
  case bookmark(String)

  /// The step of a number; those of the setup have negative ones.
  public init(step number: Int) {
    self = number < 0 ? .setup(before: UInt64(number.magnitude)) : .step(UInt64(number))
  }
}
