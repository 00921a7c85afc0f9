import MemoryCore

/// The memory map of the Rust crate bootloader as `{:?}` or `{:#?}` prints it: a list of
///
///     MemoryRegion { range: FrameRange(0x0..0xa0000), region_type: Usable }     0.9
///     MemoryRegion { start: 4096, end: 651264, kind: Usable }                   0.10, 0.11
///
/// on one line or over several. Ends are not included.
enum BootloaderText {
  /// Adds the regions of `text` to `map`.
  static func read(_ text: UnsafeRawBufferPointer, into map: inout FirmwareMapBuilder) {
    guard let first = text.firstIndex(of: "MemoryRegion") else { return }
    var place = LinePlace(text)
    var position = first
    while let start = text.firstIndex(of: "MemoryRegion", from: position) {
      position = start + 12
      let end = text.firstIndex(of: "MemoryRegion", from: position) ?? text.count
      let region = UnsafeRawBufferPointer(rebasing: text[position..<end])
      guard region.starts(with: " {") else { continue }  // the type's name in another text
      if let reason = read(region: region, &map) {
        map.skip(place.line(at: start), reason)
      }
    }
  }

  /// Adds one region, given what follows its name; why it could not, if so.
  private static func read(
    region: UnsafeRawBufferPointer, _ map: inout FirmwareMapBuilder
  ) -> SkipReason? {
    var cursor = ByteCursor(region)
    let bounds: (UInt64, UInt64)?
    if cursor.skip(past: "FrameRange(") {
      bounds = pair(&cursor, between: "..")
    } else {
      bounds = cursor.skip(past: "start:") ? pair(&cursor, between: "end:") : nil
    }
    guard let (start, end) = bounds else { return .noRange }
    guard cursor.skip(past: "region_type:") || cursor.skip(past: "kind:") else {
      return .missingField
    }
    guard let range = ByteRange(start: start, end: end) else { return .endBeforeStart }
    cursor.skipSpaces()
    let nameStart = cursor.position
    while cursor.next.isLetterOrDigit { cursor.position += 1 }
    let name = UnsafeRawBufferPointer(rebasing: region[nameStart..<cursor.position])
    var number: UInt64?
    if cursor.take("(") {
      cursor.skipSpaces()
      number = numeral(&cursor)
    }
    if name.equals("Empty") { return nil }  // an unused place in the list
    guard let type = type(named: name, number) else { return .unknownType }
    map.add(range, type, name: PrintableText.of(name), to: .bootloader)
    return nil
  }

  /// The E820 type of a region; what the boot loader itself took is not free for a kernel.
  private static func type(named name: UnsafeRawBufferPointer, _ number: UInt64?) -> FirmwareType? {
    if name.equals("Usable") { return .usable }
    if name.equals("AcpiReclaimable") { return .acpiReclaimable }
    if name.equals("AcpiNvs") { return .acpiNvs }
    if name.equals("BadMemory") { return .badMemory }
    if name.equals("UnknownUefi"), let number {
      // RAM of this kind would have been listed as usable.
      let type = EfiMemoryType(number: number)
      return type.firmwareType(isCacheable: false, hasSpecialPurpose: false)
    }
    if name.equals("UnknownBios"), let number {
      return UInt32(exactly: number).map(FirmwareType.init(rawValue:))
    }
    let taken: [StaticString] = [
      "Reserved", "InUse", "Kernel", "KernelStack", "PageTable", "Bootloader", "FrameZero",
      "BootInfo", "Package",
    ]
    return taken.contains { name.equals($0) } ? .reserved : nil
  }

  private static func pair(
    _ cursor: inout ByteCursor, between text: StaticString
  ) -> (UInt64, UInt64)? {
    cursor.skipSpaces()
    guard let first = numeral(&cursor) else { return nil }
    if cursor.take(",") { cursor.skipSpaces() }
    guard cursor.take(text) else { return nil }
    cursor.skipSpaces()
    return numeral(&cursor).map { (first, $0) }
  }

  /// A number as Rust prints it: hexadecimal with 0x, else decimal.
  private static func numeral(_ cursor: inout ByteCursor) -> UInt64? {
    var start = cursor
    if start.take("0x") { return cursor.hexadecimal() }
    guard case .value(let value) = cursor.decimal() else { return nil }
    return value
  }
}

/// The lines of a text, asked for by places in ascending order.
private struct LinePlace {
  private var lines: LineReader
  private var line: LineReader.Line?
  private let text: UnsafeRawBufferPointer

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
    lines = LineReader(text)
    line = lines.next()
  }

  mutating func line(at position: Int) -> LineReader.Line {
    while let line, let base = text.baseAddress, let start = line.bytes.baseAddress,
      base.distance(to: start) + line.bytes.count < position, let next = lines.next()
    {
      self.line = next
    }
    return line ?? LineReader.Line(bytes: text, number: 1, hasCarriageReturn: false)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }
}
