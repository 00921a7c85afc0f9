import Simulation

/// The verbs on physical frames.
extension Verb {
  static let count = Key.number(
    .key("count", .number(upTo: .max), standard: .number(1), "how many"))
  private static let multiple = Key.number(
    .key(
      "align", .number(upTo: .max), standard: .number(FrameRequest().alignment),
      "a power of two that the first frame's number is a multiple of"))
  private static let node = Key.int(
    .key("node", .number(upTo: UInt64(Int.max)), "the NUMA node; without it any")
  ).optional

  static let frameAlloc = Verb(
    "frame alloc", binds: true, [count, multiple, node],
    does: "allocates frames in a row; the result is the first one's address",
    example: "f = frame alloc count=4 align=4"
  ) { (given, _) throws(LineError) in
    let request = FrameRequest(
      count: given[count], alignment: given[multiple], node: given[node])
    return .command(.frames(.allocate(given.result, request)))
  } write: { statement in
    guard case .command(.frames(.allocate(let name, let request))) = statement
    else { return nil }
    var written = Written(result: name)
    written[count] = request.count
    written[multiple] = request.alignment
    written[node] = request.node
    return written
  }

  private static let frame = Key.operand(
    .position("frame", .operand, "the name of frames, or the physical address of one"))

  static let frameFree = Verb(
    "frame free", [frame], does: "frees the frames of a name, or the one at an address",
    example: "frame free 0x40_0000"
  ) { (given, _) throws(LineError) in
    .command(.frames(.free(given[frame])))
  } write: { statement in
    guard case .command(.frames(.free(let operand))) = statement else { return nil }
    return Written(frame, operand)
  }
}
