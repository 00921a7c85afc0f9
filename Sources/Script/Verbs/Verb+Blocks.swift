import Simulation

/// The verbs on blocks of the heap and on frames.
extension Verb {
  static let alloc = Verb(
    "alloc", binds: true,
    [
      .position("size", .size, "bytes"), .alignment,
    ],
    does: "allocates a block of the heap; the result is its address",
    example: "a = alloc 512 align=16"
  ) { (given, context) throws(LineError) in
    .command(
      .heap(
        .allocate(
          context.result(of: given), size: given.number("size"), alignment: given.number("align"))))
  }

  static let free = Verb(
    "free", [.position("block", .operand, "the block's name or address")],
    does: "frees a block", example: "free a"
  ) { (given, context) throws(LineError) in
    .command(.heap(.free(context.operand(given.reference("block")))))
  }

  static let realloc = Verb(
    "realloc",
    [
      .position("name", .name, "the block; one that there is not is allocated"),
      .position("size", .size, "bytes; with 0 the block is freed"), .alignment,
    ],
    does: "moves a block to a new one of another size, which keeps the name",
    example: "realloc a 2K"
  ) { (given, context) throws(LineError) in
    .command(
      .heap(
        .reallocate(
          context.scope.name(given.text("name")), size: given.number("size"),
          alignment: given.number("align"))))
  }

  static let frameAlloc = Verb(
    "frame alloc", binds: true,
    [
      .count,
      .key(
        "align", .number(upTo: .max), standard: .number(FrameRequest().alignment),
        "a power of two that the first frame's number is a multiple of"),
      .key("node", .number(upTo: UInt64(Int.max)), "the NUMA node; without it any"),
    ],
    does: "allocates frames in a row; the result is the first one's address",
    example: "f = frame alloc count=4 align=4"
  ) { (given, context) throws(LineError) in
    let request = FrameRequest(
      count: given.number("count"), alignment: given.number("align"),
      node: given.has("node") ? given.int("node") : nil)
    return .command(.frames(.allocate(context.result(of: given), request)))
  }

  static let frameFree = Verb(
    "frame free",
    [.position("frame", .operand, "the name of frames, or the physical address of one")],
    does: "frees the frames of a name, or the one at an address",
    example: "frame free 0x40_0000"
  ) { (given, context) throws(LineError) in
    .command(.frames(.free(context.operand(given.reference("frame")))))
  }
}

extension Argument {
  /// Of a block of the heap.
  fileprivate static let alignment = Argument.key(
    "align", .size, standard: .number(8), "a power of two that the address is a multiple of")
  static let count = Argument.key("count", .number(upTo: .max), standard: .number(1), "how many")
}
