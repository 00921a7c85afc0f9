import Simulation

/// The verbs on the heap.
extension Verb {
  private static let heapSize = Key.number(
    .key("size", .size, standard: .number(HeapDescription().size), "bytes"))
  private static let start = Key.number(
    .key("start", .address, standard: .number(HeapDescription().start), "the lowest address"))
  private static let policy = Key<HeapPolicy>.choice(
    .key(
      "policy", .word(HeapPolicy.allCases.map(\.rawValue)),
      standard: .word(HeapDescription().policy.rawValue), "how free memory is found"))
  private static let grow = Key.onOff(
    "grow", isOn: HeapDescription().grows, "whether a full heap maps more pages")

  static let heap = Verb(
    "heap", [heapSize, start, policy, grow],
    does: "creates the heap, in place of the boot's if that is there",
    example: "heap size=64K policy=bump grow=off"
  ) { (given, _) throws(LineError) in
    .command(
      .heap(
        .create(
          HeapDescription(
            size: given[heapSize], start: given[start], policy: given[policy],
            grows: given[grow]))))
  } write: { statement in
    guard case .command(.heap(.create(let heap))) = statement else { return nil }
    var written = Written()
    written[heapSize] = heap.size
    written[start] = heap.start
    written[policy] = heap.policy
    written[grow] = heap.grows
    return written
  }

  private static let size = Key.number(.position("size", .size, "bytes"))
  private static let alignment = Key.number(
    .key(
      "align", .size, standard: .number(8), "a power of two that the address is a multiple of"))

  static let alloc = Verb(
    "alloc", binds: true, [size, alignment],
    does: "allocates a block of the heap; the result is its address",
    example: "a = alloc 512 align=16"
  ) { (given, _) throws(LineError) in
    .command(.heap(.allocate(given.result, size: given[size], alignment: given[alignment])))
  } write: { statement in
    guard case .command(.heap(.allocate(let name, let bytes, let multiple))) = statement
    else { return nil }
    var written = Written(result: name)
    written[size] = bytes
    written[alignment] = multiple
    return written
  }

  private static let block = Key.operand(
    .position("block", .operand, "the block's name or address"))

  static let free = Verb("free", [block], does: "frees a block", example: "free a") {
    (given, _) throws(LineError) in
    .command(.heap(.free(given[block])))
  } write: { statement in
    guard case .command(.heap(.free(let operand))) = statement else { return nil }
    return Written(block, operand)
  }

  private static let blockName = Key.name(
    .position("name", .name, "the block; one that there is not is allocated"))
  private static let newSize = Key.number(
    .position("size", .size, "bytes; with 0 the block is freed"))

  static let realloc = Verb(
    "realloc", [blockName, newSize, alignment],
    does: "moves a block to a new one of another size, which keeps the name",
    example: "realloc a 2K"
  ) { (given, _) throws(LineError) in
    .command(
      .heap(.reallocate(given[blockName], size: given[newSize], alignment: given[alignment])))
  } write: { statement in
    guard case .command(.heap(.reallocate(let name, let bytes, let multiple))) = statement
    else { return nil }
    var written = Written(blockName, name)
    written[newSize] = bytes
    written[alignment] = multiple
    return written
  }
}
