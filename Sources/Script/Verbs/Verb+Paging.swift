import MemoryCore
import Simulation

/// The verbs on page tables.
extension Verb {
  static let map = Verb(
    "map",
    [
      .page,
      .key("frame", .operand, "the first frame; without it frames are allocated"),
      .pageSize, .flags(standard: .usual), .count,
      .key("table-flags", .flags, "flags of the entries above; without it they follow from flags"),
    ],
    does: "maps pages to frames", example: "map 0x1000_0000 frame=0x40_0000 flags=WU"
  ) { (given, context) throws(LineError) in
    let page = context.operand(given.reference("page"))
    let frame = given.has("frame") ? context.operand(given.reference("frame")) : nil
    return .command(
      .paging(
        .map(
          MapRequest(
            page: page, frame: frame, size: given.choice("size"), flags: given.flags("flags"),
            count: given.number("count"),
            tableFlags: given.has("table-flags") ? given.flags("table-flags") : nil))))
  }

  static let identityMap = Verb(
    "identity-map",
    [
      .position("frame", .operand, "the frame's physical address"), .pageSize,
      .flags(standard: .usual),
    ],
    does: "maps the page that has a frame's own address to the frame",
    example: "identity-map 0xb_8000"
  ) { (given, context) throws(LineError) in
    .command(
      .paging(
        .identityMap(
          context.operand(given.reference("frame")), size: given.choice("size"),
          flags: given.flags("flags"))))
  }

  static let unmap = Verb(
    "unmap",
    [
      .page, .pageSize, .count,
      .onOff("free", isOn: false, "whether the frames are given back"),
    ],
    does: "unmaps pages; emptied page tables stay until clean",
    example: "unmap 0x1000_0000 count=2 free=on"
  ) { (given, context) throws(LineError) in
    .command(
      .paging(
        .unmap(
          context.operand(given.reference("page")), size: given.choice("size"),
          count: given.number("count"), freeFrames: given.isOn("free"))))
  }

  static let clean = Verb(
    "clean",
    [
      .key("from", .address, "the first page; without it and to= all pages"),
      .key("to", .address, "the last page"),
    ],
    does: "frees emptied page tables", example: "clean from=0x1000_0000 to=0x1fff_f000"
  ) { (given, _) throws(LineError) in
    guard given.has("from") || given.has("to") else { return .command(.paging(.clean(nil))) }
    for (key, other) in [("from", "to"), ("to", "from")] where !given.has(other) {
      throw given.error(.incomplete(key, needs: other), at: key)
    }
    let (from, to) = (given.number("from"), given.number("to"))
    guard from <= to else { throw given.error(.reversedRange(from, to), at: "to") }
    return .command(.paging(.clean(from...to)))
  }

  static let protect = Verb(
    "protect",
    [
      .page, .flags(standard: nil), .pageSize,
      .key(
        "level", .word(["1", "2", "3", "4"]), standard: .word("1"),
        "4, 3 or 2 for the entry above the page; 1 for the page's own"),
    ],
    does: "replaces the flags of a page's entry, or of one above it",
    example: "protect 0x1000_0000 flags=U level=2"
  ) { (given, context) throws(LineError) in
    let level = UInt8(given.word("level")).flatMap(PageTableLevel.init(rawValue:)) ?? .p1
    return .command(
      .paging(
        .protect(
          context.operand(given.reference("page")), size: given.choice("size"),
          flags: given.flags("flags"), level: level)))
  }

  static let translate = Verb(
    "translate", [.virtualAddress], does: "walks the page tables as the kernel does",
    example: "translate 0x1000_0008"
  ) { (given, context) throws(LineError) in
    .command(.paging(.translate(context.operand(given.reference("address")))))
  }
}

extension Argument {
  static let page = Argument.position("page", .operand, "the first page's address")
  static let virtualAddress = Argument.position("address", .operand, "a virtual address, or a name")
  static let pageSize = Argument.key(
    "size", .word(PageSizeName.allCases.map(\.rawValue)),
    standard: .word(PageSizeName.small.rawValue), "of the pages")

  static func flags(standard: PageTableFlags?) -> Argument {
    .key(
      "flags", .flags, required: standard == nil, standard: standard.map { .flags($0) },
      "letters of \(FlagSyntax.letters) (P is implied, -P leaves it out), or a raw 0x value")
  }
}

extension PageTableFlags {
  /// What a page gets unless told otherwise.
  static let usual: PageTableFlags = [.present, .writable, .noExecute]
}
