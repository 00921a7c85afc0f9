/// The rules of .rep traces written down a second time, in the simplest way: dictionary and
/// strings, no slots.
struct RepModel {
  var allocations = 0
  var frees = 0
  var reallocations = 0
  var nullFrees = 0
  var skipped = 0
  var bytesTotal: UInt128 = 0
  var peakBytes: UInt128 = 0
  var peakBlocks = 0
  private var live: [UInt64: UInt64] = [:]

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      add(fields(line))
    }
  }

  var hasRecords: Bool { allocations + frees + reallocations + nullFrees > 0 }

  private func fields(_ line: ArraySlice<UInt8>) -> [String] {
    let words = line.split { $0 == 0x20 || (9...13).contains($0) }
    let fields = words.map { String(decoding: $0, as: UTF8.self) }
    let comment = fields.firstIndex { $0.hasPrefix("#") || $0.hasPrefix("//") }
    return Array(fields[..<(comment ?? fields.count)])
  }

  private func number(_ field: String) -> UInt64? {
    field.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(field) : nil
  }

  private mutating func add(_ line: [String]) {
    if line.isEmpty { return }
    if line.count == 1, number(line[0]) != nil {
      if hasRecords { skipped += 1 }
      return
    }
    var fields = line
    if number(fields[0]) != nil { fields.removeFirst() }
    let numbers = fields.dropFirst().map { number($0) }
    switch (fields[0], numbers.count) {
    case ("f", 1) where fields[1].hasPrefix("-") && number(String(fields[1].dropFirst())) != nil:
      nullFrees += 1
    case ("f", 1):
      guard let id = numbers[0], live.removeValue(forKey: id) != nil else { return skipped += 1 }
      frees += 1
    case ("a", 2), ("r", 2):
      guard let id = numbers[0], let size = numbers[1] else { return skipped += 1 }
      place(id, size, isRealloc: fields[0] == "r")
    default: skipped += 1
    }
  }

  private mutating func place(_ id: UInt64, _ size: UInt64, isRealloc: Bool) {
    let isLive = live[id] != nil
    if isRealloc && isLive && size == 0 {
      live[id] = nil
      frees += 1
      return
    }
    if isRealloc && isLive { reallocations += 1 } else { allocations += 1 }
    live[id] = size
    bytesTotal += UInt128(size)
    peakBytes = max(peakBytes, live.values.reduce(0) { $0 + UInt128($1) })
    peakBlocks = max(peakBlocks, live.count)
  }
}
