import MemoryCore

extension FirmwareLine {
  /// Whether the colon ends `efi: memNN:`.
  static func isEfi(_ bytes: UnsafeRawBufferPointer, colon: Int) -> Bool {
    var start = colon
    while start > 0, (0x30...0x39).contains(bytes[start - 1]) { start -= 1 }
    return bytes.hasSuffix("efi: mem", before: start) || bytes.hasSuffix("EFI: mem", before: start)
  }

  /// `efi: memNN: [Boot Data|   |WB|…] range=[0xA-0xB] (nMB)` or
  /// `efi: memNN: type=4, attr=0xf, range=[0xA-0xB) (nMB)`; `)` means without the end.
  static func readEfi(
    _ line: LineReader.Line, _ cursor: inout ByteCursor, _ map: inout FirmwareMapBuilder
  ) {
    cursor.skipSpaces()
    var attributes = cursor
    guard cursor.skip(past: "range=["), let start = cursor.hexadecimal(), cursor.take("-"),
      let end = cursor.hexadecimal(), cursor.next == 0x5d || cursor.next == 0x29
    else { return map.skip(line, .noRange) }
    let isLast = cursor.next == 0x5d
    let range = isLast ? ByteRange(first: start, last: end) : ByteRange(start: start, end: end)
    guard let range else { return map.skip(line, .endBeforeStart) }

    if attributes.take("type="), case .value(let number) = attributes.decimal(),
      attributes.skip(past: "attr="), let bits = attributes.hexadecimal()
    {
      // EFI_MEMORY_WB is bit 3, EFI_MEMORY_SP bit 18.
      let type = EfiMemoryType(number: number).firmwareType(
        isCacheable: bits & 1 << 3 != 0, hasSpecialPurpose: bits & 1 << 18 != 0)
      map.add(range, type, name: "type=\(number)", to: .efi)
    } else if attributes.take("["), let bar = attributes.bytes.firstIndex(of: "|") {
      guard bar >= attributes.position else { return map.skip(line, .unknownType) }
      let field = attributes.bytes[attributes.position..<bar]
      let name = UnsafeRawBufferPointer(rebasing: field).trimmed
      let columns = UnsafeRawBufferPointer(rebasing: attributes.bytes[bar...])
      let type = EfiMemoryType(named: name).firmwareType(
        isCacheable: columns.firstIndex(of: "|WB|") != nil,
        hasSpecialPurpose: columns.firstIndex(of: "|SP|") != nil)
      map.add(range, type, name: PrintableText.of(name), to: .efi)
    } else {
      map.skip(line, .unknownType)
    }
  }

  /// `  node   N: [mem 0xA-0xB]` of the "Early memory node ranges".
  static func readEarlyNode(
    _ line: LineReader.Line, colon: Int, _ map: inout FirmwareMapBuilder
  ) -> Bool {
    let bytes = line.bytes
    var number = colon
    while number > 0, (0x30...0x39).contains(bytes[number - 1]) { number -= 1 }
    var word = number
    while word > 0, bytes[word - 1] == 0x20 { word -= 1 }
    guard word < number, bytes.hasSuffix("node", before: word) else { return false }
    var cursor = ByteCursor(bytes)
    cursor.position = number
    guard case .value(let value) = cursor.decimal(), let node = Int(exactly: value),
      cursor.take(": [mem ")
    else { return false }
    if let range = readRange(line, &cursor, &map) {
      map.addEarlyNode(node, range)
    }
    return true
  }

  /// ` Node N PXM M [mem 0xA-0xB] [hotplug]` after `SRAT:`; the table has other lines, too.
  static func readSrat(
    _ line: LineReader.Line, _ cursor: inout ByteCursor, _ map: inout FirmwareMapBuilder
  ) -> Bool {
    guard cursor.take(" Node "), case .value(let value) = cursor.decimal(),
      let node = Int(exactly: value), cursor.take(" PXM "), case .value = cursor.decimal(),
      cursor.take(" [mem ")
    else { return false }
    if let range = readRange(line, &cursor, &map) {
      map.addSratNode(node, range, isHotplug: cursor.take(" hotplug"))
    }
    return true
  }

  /// The rest of a range, `0xA-0xB]`; `nil` if it is none, and then the line is skipped.
  private static func readRange(
    _ line: LineReader.Line, _ cursor: inout ByteCursor, _ map: inout FirmwareMapBuilder
  ) -> ByteRange? {
    guard let start = cursor.hexadecimal(), cursor.take("-"), let end = cursor.hexadecimal(),
      cursor.take("]")
    else {
      map.skip(line, .noRange)
      return nil
    }
    let range = ByteRange(first: start, last: end)
    if range == nil { map.skip(line, .endBeforeStart) }
    return range
  }

  /// `AAAAAAAA-BBBBBBBB : Name` of /proc/iomem, indented by two spaces a level.
  static func readResource(
    _ line: LineReader.Line, colon: Int, _ map: inout FirmwareMapBuilder
  ) -> Bool {
    var cursor = ByteCursor(line.bytes)
    cursor.skipSpaces()
    let isNested = cursor.position > 0
    guard let start = cursor.hexadecimal(), cursor.take("-"), let end = cursor.hexadecimal(),
      cursor.take(" : "), cursor.position == colon + 2
    else { return false }
    if isNested {
      map.nestedResources += 1
    } else if let range = ByteRange(first: start, last: end) {
      let rest = UnsafeRawBufferPointer(rebasing: line.bytes[cursor.position...])
      let name = rest.trimmed
      if end == 0 && map.hiddenAddressesLine == nil { map.hiddenAddressesLine = line.number }
      let type = FirmwareType(resource: name)
      map.add(range, type, name: PrintableText.of(name), to: .iomem)
    } else {
      map.skip(line, .endBeforeStart)
    }
    return true
  }
}
