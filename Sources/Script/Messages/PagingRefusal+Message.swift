import MemoryCore
import Simulation

extension PagingRefusal {
  var text: RefusalText {
    switch self {
    case .alreadyMapped(let page, let frame):
      RefusalText(
        "\(Self.page(page)) is mapped already, to \(NumberText.address(frame.rawValue)): unmap it"
          + " first", short: "\(Self.page(page)) is mapped already", at: .main)
    case .parentEntryHugePage(let page, let level):
      RefusalText(
        "\(Self.page(page)) lies in a larger one, which an entry of \(level.text) or above maps:"
          + " unmap that, or give its size", short: "\(Self.page(page)) lies in a larger one",
        at: .main)
    case .notMapped(let page): RefusalText("\(Self.page(page)) is not mapped", at: .main)
    case .tableNotPresent(let page, let level):
      RefusalText(
        "the \(level.text) entry of \(NumberText.address(page.rawValue)) is in use but not"
          + " present, so nothing below it can be reached",
        short: "a \(level.text) entry is in use but not present", at: .main)
    case .invalidFrameAddress(let address):
      RefusalText(
        "the entry maps no page of this size: no frame of the size starts at"
          + " \(NumberText.address(address.rawValue))",
        short: "no frame of the size starts at \(NumberText.address(address.rawValue))", at: .main)
    case .impossibleFlags(let flags):
      RefusalText(
        "an entry of this kind cannot have the flags \(FlagSyntax.text(flags)): H is for pages of 2M"
          + " and 1G only, and tables have to be present",
        short: "an entry of this kind cannot have the flags \(flags.text)", at: .flags(flags))
    case .noParentEntry(let level, let size):
      RefusalText(
        "a page of \(size.rawValue) has no \(level.text) entry above it: its own is of"
          + " \(size.level.text)",
        short: "a page of \(size.rawValue) has no \(level.text) entry above it",
        at: .argument("level"))
    case .tablesInCircles(let visits, let tables):
      RefusalText(
        "many entries lead to the same tables, so that \(NumberText.count(UInt64(tables))) tables would be"
          + " looked at \(visits == .max ? "without end" : NumberText.count(visits) + " times"): clear"
          + " those entries first", short: "many entries lead to the same tables", at: .main)
    }
  }

  private static func page(_ page: VirtualAddress) -> String {
    "the page \(NumberText.address(page.rawValue))"
  }
}
