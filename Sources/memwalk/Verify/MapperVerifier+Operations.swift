import MemoryCore

extension MapperVerifier {
  /// Does one operation; the result as the files write it.
  mutating func apply(_ operation: CaseOperation) throws(CaseProblem) -> JSONValue {
    do {
      switch operation.name {
      case "translate": return translate(try Self.address(operation, 1))
      case "translate_addr": return translateAddress(try Self.address(operation, 1))
      case "allocate_frame":
        guard let frame = allocator.allocateFrame(in: &memory) else { return .null }
        return Self.answer(frame.take())
      case "map_new": return try mapNew(operation)
      case "init_heap": return try mapHeap(operation)
      default: return try applySized(operation)
      }
    } catch let error as any CrateError {
      return error.answer
    } catch let problem as CaseProblem {
      throw problem
    } catch {
      throw CaseProblem("\(error)")
    }
  }

  private mutating func applySized(_ operation: CaseOperation) throws -> JSONValue {
    guard Self.sizedOperations.contains(operation.name) else {
      throw CaseProblem("an unknown operation")
    }
    switch try operation.word(1) {
    case "4K": return try apply(operation, Size4KiB.self)
    case "2M": return try apply(operation, Size2MiB.self)
    case "1G": return try apply(operation, Size1GiB.self)
    case let word: throw CaseProblem("\"\(word)\" is no page size")
    }
  }

  private static let sizedOperations: Set = [
    "map_to", "map_to_with_table_flags", "identity_map", "unmap", "update_flags",
    "set_flags_p4_entry", "set_flags_p3_entry", "set_flags_p2_entry", "translate_page",
  ]

  private mutating func apply<Size: PageSize>(
    _ operation: CaseOperation, _: Size.Type
  ) throws -> JSONValue {
    if operation.name == "identity_map" {
      let frame: Frame<Size> = try Self.frame(operation, 2)
      _ = try mapper.identityMap(
        frame, flags: Self.flags(operation, 3), allocator: &allocator, memory: &memory
      ).takeFlush()
      return "ok"
    }
    let page: Page<Size> = try Self.page(operation, 2)
    switch operation.name {
    case "map_to":
      let frame: Frame<Size> = try Self.frame(operation, 3)
      try map(page, to: frame, flags: Self.flags(operation, 4))
    case "map_to_with_table_flags":
      let frame: Frame<Size> = try Self.frame(operation, 3)
      _ = try mapper.map(
        page, to: frame, flags: Self.flags(operation, 4), tableFlags: Self.flags(operation, 5),
        allocator: &allocator, memory: &memory
      ).takeFlush()
    case "unmap":
      let unmapped = try mapper.unmap(page, memory: &memory)
      let frame = unmapped.frame
      _ = unmapped.takeFlush()
      return Self.answer(frame)
    case "update_flags":
      try mapper.updateFlags(of: page, to: Self.flags(operation, 3), memory: &memory).ignore()
    case "set_flags_p4_entry": try setFlags(ofParentAt: .p4, above: page, operation)
    case "set_flags_p3_entry": try setFlags(ofParentAt: .p3, above: page, operation)
    case "set_flags_p2_entry": try setFlags(ofParentAt: .p2, above: page, operation)
    default: return Self.answer(try mapper.translate(page: page, memory: &memory))
    }
    return "ok"
  }

  private mutating func map<Size: PageSize>(
    _ page: Page<Size>, to frame: Frame<Size>, flags: PageTableFlags
  ) throws {
    _ = try mapper.map(page, to: frame, flags: flags, allocator: &allocator, memory: &memory)
      .takeFlush()
  }

  private mutating func setFlags<Size: PageSize>(
    ofParentAt level: PageTableLevel, above page: Page<Size>, _ operation: CaseOperation
  ) throws {
    try mapper.setFlags(
      ofParentAt: level, above: page, to: Self.flags(operation, 3), memory: &memory
    ).take()
  }
}

extension MapperVerifier {
  /// Maps a page to the next frame, which is taken before the tables' frames are.
  private mutating func mapNew(_ operation: CaseOperation) throws -> JSONValue {
    let page: Page<Size4KiB> = try Self.page(operation, 1)
    let flags = try Self.flags(operation, 2)
    let frame = try takeFrame()
    try map(page, to: frame, flags: flags)
    return Self.answer(frame)
  }

  /// Maps the pages of a heap one by one, as blog_os does.
  private mutating func mapHeap(_ operation: CaseOperation) throws -> JSONValue {
    let start = try Self.address(operation, 1).rawValue
    let bytes = try operation.number(2)
    guard bytes <= Self.largestHeap, start <= .max - bytes else {
      throw CaseProblem("a heap of \(bytes) bytes at \(start.hex) is more than a case may ask for")
    }
    guard bytes > 0 else { return "ok" }
    let last = Page<Size4KiB>(
      containing: try VirtualAddress(validating: start + (bytes - 1)))
    var page: Page? = Page<Size4KiB>(containing: try VirtualAddress(validating: start))
    while let current = page, current <= last {
      try map(current, to: takeFrame(), flags: [.present, .writable])
      page = current.advanced(by: 1)
    }
    return "ok"
  }

  /// What a case's heap may span: its tables and frames are worked through one by one.
  private static let largestHeap: UInt64 = 1 << 32

  private mutating func takeFrame() throws(MapToError<Size4KiB>) -> Frame<Size4KiB> {
    guard let frame = allocator.allocateFrame(in: &memory) else { throw .frameAllocationFailed }
    return frame.take()
  }

  private mutating func translate(_ address: VirtualAddress) -> JSONValue {
    switch mapper.translate(address, memory: &memory) {
    case .notMapped: return "NotMapped"
    case .hugePageInP4: return Self.panic
    case .mapped(let mapping):
      let size: JSONValue =
        switch mapping.level {
        case .p3: "1G"
        case .p2: "2M"
        default: "4K"
        }
      return [
        "size": size, "frame": .hex(mapping.frameStart.rawValue), "offset": .hex(mapping.offset),
        "flags": .hex(mapping.flags.rawValue),
      ]
    }
  }

  private mutating func translateAddress(_ address: VirtualAddress) -> JSONValue {
    if case .hugePageInP4 = mapper.translate(address, memory: &memory) { return Self.panic }
    return mapper.translateAddress(address, memory: &memory).map { .hex($0.rawValue) } ?? .null
  }
}

extension MapperVerifier {
  private static func answer<Size: PageSize>(_ frame: Frame<Size>) -> JSONValue {
    ["frame": .hex(frame.start.rawValue)]
  }

  private static func address(_ operation: CaseOperation, _ place: Int) throws -> VirtualAddress {
    try VirtualAddress(validating: operation.hex(place))
  }

  private static func flags(_ operation: CaseOperation, _ place: Int) throws -> PageTableFlags {
    let bits = try operation.hex(place)
    let flags = PageTableFlags(rawValue: bits)
    guard flags.rawValue == bits else {
      throw CaseProblem("argument \(place) has bits that are no flags")
    }
    return flags
  }

  private static func page<Size: PageSize>(
    _ operation: CaseOperation, _ place: Int
  ) throws -> Page<Size> {
    guard let page = Page<Size>(startingAt: try address(operation, place)) else {
      throw CaseProblem("argument \(place) is not the start of a page of the size")
    }
    return page
  }

  private static func frame<Size: PageSize>(
    _ operation: CaseOperation, _ place: Int
  ) throws -> Frame<Size> {
    let address = try PhysicalAddress(validating: operation.hex(place))
    guard let frame = Frame<Size>(startingAt: address) else {
      throw CaseProblem("argument \(place) is not the start of a frame of the size")
    }
    return frame
  }
}
