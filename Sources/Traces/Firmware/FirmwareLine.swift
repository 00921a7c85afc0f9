import MemoryCore

/// The lines that memory maps and node ranges are made of, wherever in a line they begin.
enum FirmwareLine {
  /// Adds what `line` says to `map`.
  static func read(_ line: LineReader.Line, into map: inout FirmwareMapBuilder) {
    let bytes = line.bytes
    if let xen = bytes.firstIndex(of: "(XEN)") {
      return readXen(line, from: xen + 5, &map)
    }
    // All other forms have their keyword before a colon.
    var search = 0
    while let colon = bytes.firstIndex(of: 0x3a, from: search) {
      if read(line, keywordEnd: colon, &map) { return }
      search = colon + 1
    }
  }

  /// Reads the form whose keyword ends before the colon at `colon`, if it is one.
  private static func read(
    _ line: LineReader.Line, keywordEnd colon: Int, _ map: inout FirmwareMapBuilder
  ) -> Bool {
    let bytes = line.bytes
    var cursor = ByteCursor(bytes)
    cursor.position = colon + 1
    guard colon > 0 else { return false }
    switch bytes[colon - 1] {
    case 0x20: return readResource(line, colon: colon, &map)
    case 0x30...0x39 where isEfi(bytes, colon: colon):
      readEfi(line, &cursor, &map)
      return true
    case 0x30...0x39 where !bytes.hasSuffix("e820", before: colon):
      if !bytes.hasSuffix("BIOS-e801", before: colon), !bytes.hasSuffix("BIOS-88", before: colon) {
        return readEarlyNode(line, colon: colon, &map)
      }
    case 0x54 where bytes.hasSuffix("SRAT", before: colon):
      return readSrat(line, &cursor, &map)
    case 0x70 where bytes.hasSuffix("BIOS-provided physical RAM map", before: colon):
      map.startBoot()
      return true
    default: break
    }
    guard let (source, isCertain) = source(bytes, colon: colon) else { return false }
    cursor.skipSpaces()
    // Other lines of a log may have the words "user:" or "modified:".
    guard isCertain || cursor.next == 0x5b else { return false }
    readE820(line, &cursor, source, &map)
    return true
  }

  private static func source(
    _ bytes: UnsafeRawBufferPointer, colon: Int
  ) -> (FirmwareMap.Source, isCertain: Bool)? {
    if bytes.hasSuffix("BIOS-e820", before: colon) { return (.biosE820, true) }
    if bytes.hasSuffix("BIOS-e801", before: colon) { return (.biosE820, true) }
    if bytes.hasSuffix("BIOS-88", before: colon) { return (.biosE820, true) }
    if bytes.hasSuffix("reserve setup_data", before: colon) { return (.setupData, true) }
    if bytes.hasSuffix("user", before: colon) { return (.user, false) }
    if bytes.hasSuffix("modified", before: colon) { return (.modified, false) }
    if bytes.hasSuffix("Xen", before: colon) { return (.xen, false) }
    return nil
  }

  /// `[mem 0xA-0xB] TYPE`, both ends included, since Linux 3.5;
  /// `A - B (TYPE)` without the end before.
  private static func readE820(
    _ line: LineReader.Line, _ cursor: inout ByteCursor, _ source: FirmwareMap.Source,
    _ map: inout FirmwareMapBuilder
  ) {
    let isModern = cursor.take("[mem ")
    if !isModern && cursor.take("[gap ") { return }  // what the firmware did not list
    guard let start = cursor.hexadecimal(), cursor.take(isModern ? "-" : " - "),
      let end = cursor.hexadecimal(), !isModern || cursor.take("]")
    else { return map.skip(line, .noRange) }
    let range = isModern ? ByteRange(first: start, last: end) : ByteRange(start: start, end: end)
    guard let range else { return map.skip(line, .endBeforeStart) }
    skipSize(&cursor)
    guard let type = FirmwareType(named: typeName(cursor)) else {
      return map.skip(line, .unknownType)
    }
    map.add(range, type, to: source)
  }

  /// `  [A, B] (TYPE)`: newer hypervisors print the last byte, older ones (and `A - B`) the end;
  /// regions end at even addresses, so an odd number is a last byte.
  private static func readXen(
    _ line: LineReader.Line, from start: Int, _ map: inout FirmwareMapBuilder
  ) {
    var cursor = ByteCursor(line.bytes)
    cursor.position = start
    guard cursor.skip(past: "  "), cursor.next == 0x5b || cursor.next == 0x30 else { return }
    let hasBrackets = cursor.take("[")
    guard let start = cursor.hexadecimal(), cursor.take(hasBrackets ? ", " : " - ") else { return }
    guard let end = cursor.hexadecimal(), !hasBrackets || cursor.take("]") else {
      return map.skip(line, .noRange)
    }
    let isLast = hasBrackets && end & 1 == 1
    let range = isLast ? ByteRange(first: start, last: end) : ByteRange(start: start, end: end)
    guard let range else { return map.skip(line, .endBeforeStart) }
    guard let type = FirmwareType(named: typeName(cursor)) else {
      return map.skip(line, .unknownType)
    }
    map.add(range, type, to: .xen)
  }

  /// The rest of the line without the parentheses of older kernels.
  private static func typeName(_ cursor: ByteCursor) -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: cursor.bytes[cursor.position...]).trimmed
    guard rest.first == 0x28, rest.last == 0x29 else { return rest }
    return UnsafeRawBufferPointer(rebasing: rest[1..<rest.count - 1])
  }

  /// Steps over the size that the newest kernels print: `  639   KB`.
  private static func skipSize(_ cursor: inout ByteCursor) {
    var size = cursor
    size.skipSpaces()
    guard case .value = size.decimal() else { return }
    if size.take(".") { _ = size.decimal() }
    size.skipSpaces()
    let unit = size.field()
    guard unit.last == 0x42 else { return }  // B, KB, MB, GB, TB
    cursor = size
  }
}
