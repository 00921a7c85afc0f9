import Simulation

extension KernelRefusal {
  var text: RefusalText {
    switch self {
    case .damaged:
      RefusalText(
        "the kernel's bitmap of frames and its page tables contradict each other: something has"
          + " written over them",
        short: "the kernel's bitmap and page tables contradict each other")
    case .fault(let fault):
      RefusalText(
        "the kernel itself ran into a \(fault.message); a real machine stops here",
        short: Self.short(fault))
    }
  }

  private static func short(_ fault: HardwareFault) -> String {
    switch fault {
    case .generalProtection: "the kernel ran into a general-protection fault"
    case .pageFault(let fault):
      "the kernel ran into a page fault at \(NumberText.address(fault.address.rawValue))"
    }
  }
}
