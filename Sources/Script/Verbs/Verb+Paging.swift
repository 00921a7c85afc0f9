import MemoryCore
import Simulation

/// The verbs on page tables.
extension Verb {
  private static let page = Key.operand(.position("page", .operand, "the first page's address"))
  private static let firstFrame = Key.operand(
    .key("frame", .operand, "the first frame; without it frames are allocated")
  ).optional
  private static let size = Key<PageSizeName>.choice(
    .key(
      "size", .word(PageSizeName.allCases.map(\.rawValue)),
      standard: .word(PageSizeName.small.rawValue), "of the pages"))
  private static let flags = Key.flags(.flags(standard: [.present, .writable, .noExecute]))
  private static let tableFlags = Key.flags(
    .key("table-flags", .flags, "flags of the entries above; without it they follow from flags")
  ).optional

  static let map = Verb(
    "map", [page, firstFrame, size, flags, count, tableFlags],
    does: "maps pages to frames", example: "map 0x1000_0000 frame=0x40_0000 flags=WU"
  ) { (given, _) throws(LineError) in
    .command(
      .paging(
        .map(
          MapRequest(
            page: given[page], frame: given[firstFrame], size: given[size], flags: given[flags],
            count: given[count], tableFlags: given[tableFlags]))))
  } write: { statement in
    guard case .command(.paging(.map(let request))) = statement else { return nil }
    var written = Written(page, request.page)
    written[firstFrame] = request.frame
    written[size] = request.size
    written[flags] = request.flags
    written[count] = request.count
    written[tableFlags] = request.tableFlags
    return written
  }

  private static let frame = Key.operand(
    .position("frame", .operand, "the frame's physical address"))

  static let identityMap = Verb(
    "identity-map", [frame, size, flags],
    does: "maps the page that has a frame's own address to the frame",
    example: "identity-map 0xb_8000"
  ) { (given, _) throws(LineError) in
    .command(
      .paging(.identityMap(given[frame], size: given[size], flags: given[flags])))
  } write: { statement in
    guard case .command(.paging(.identityMap(let operand, let pageSize, let letters))) = statement
    else { return nil }
    var written = Written(frame, operand)
    written[size] = pageSize
    written[flags] = letters
    return written
  }

  private static let freesFrames = Key.onOff(
    "free", isOn: false, "whether the frames are given back")

  static let unmap = Verb(
    "unmap", [page, size, count, freesFrames],
    does: "unmaps pages; emptied page tables stay until clean",
    example: "unmap 0x1000_0000 count=2 free=on"
  ) { (given, _) throws(LineError) in
    .command(
      .paging(
        .unmap(
          given[page], size: given[size], count: given[count], freeFrames: given[freesFrames])))
  } write: { statement in
    guard
      case .command(.paging(.unmap(let operand, let pageSize, let pages, let frees))) = statement
    else { return nil }
    var written = Written(page, operand)
    written[size] = pageSize
    written[count] = pages
    written[freesFrames] = frees
    return written
  }

  private static let from = Key.number(
    .key("from", .address, "the first page; without it and to= all pages")
  ).optional
  private static let to = Key.number(.key("to", .address, "the last page")).optional

  static let clean = Verb(
    "clean", [from, to], does: "frees emptied page tables",
    example: "clean from=0x1000_0000 to=0x1fff_f000"
  ) { (given, _) throws(LineError) in
    switch (given[from], given[to]) {
    case (nil, nil): return .command(.paging(.clean(nil)))
    case (nil, _?): throw given.error(.incomplete("to", needs: "from"), at: "to")
    case (_?, nil): throw given.error(.incomplete("from", needs: "to"), at: "from")
    case (let first?, let last?):
      guard first <= last else { throw given.error(.reversedRange(first, last), at: "to") }
      return .command(.paging(.clean(first...last)))
    }
  } write: { statement in
    guard case .command(.paging(.clean(let range))) = statement else { return nil }
    var written = Written()
    written[from] = range?.lowerBound
    written[to] = range?.upperBound
    return written
  }

  private static let newFlags = Key.flags(.flags(standard: nil))
  private static let level = Key.numeral(
    .key(
      "level", .word(["1", "2", "3", "4"]), standard: .word("1"),
      "4, 3 or 2 for the entry above the page; 1 for the page's own"))

  static let protect = Verb(
    "protect", [page, newFlags, size, level],
    does: "replaces the flags of a page's entry, or of one above it",
    example: "protect 0x1000_0000 flags=U level=2"
  ) { (given, _) throws(LineError) in
    .command(
      .paging(
        .protect(
          given[page], size: given[size], flags: given[newFlags],
          level: UInt8(exactly: given[level]).flatMap(PageTableLevel.init(rawValue:)) ?? .p1)))
  } write: { statement in
    guard
      case .command(.paging(.protect(let operand, let pageSize, let letters, let table))) =
        statement
    else { return nil }
    var written = Written(page, operand)
    written[newFlags] = letters
    written[size] = pageSize
    written[level] = Int(table.rawValue)
    return written
  }

  static let translate = Verb(
    "translate", [virtualAddress], does: "walks the page tables as the kernel does",
    example: "translate 0x1000_0008"
  ) { (given, _) throws(LineError) in
    .command(.paging(.translate(given[virtualAddress])))
  } write: { statement in
    guard case .command(.paging(.translate(let address))) = statement else { return nil }
    return Written(virtualAddress, address)
  }
}

extension Argument {
  fileprivate static func flags(standard: PageTableFlags?) -> Argument {
    .key(
      "flags", .flags, required: standard == nil, standard: standard.map { .flags($0) },
      "letters of \(FlagSyntax.letters) (P is implied, -P leaves it out), or a raw 0x value")
  }
}
