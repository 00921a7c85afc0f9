/// What ends a command of any kind because the kernel cannot go on.
public enum KernelRefusal: Equatable, Sendable {
  /// The kernel's bitmap of frames and its page tables contradict each other: something has
  /// written over them.
  case damaged
  /// The kernel itself ran into a fault; on a real machine it stops here.
  case fault(HardwareFault)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case damaged = "kernel-damaged"
    case fault = "kernel-fault"
  }

  var word: Word {
    switch self {
    case .damaged: .damaged
    case .fault: .fault
    }
  }
}
