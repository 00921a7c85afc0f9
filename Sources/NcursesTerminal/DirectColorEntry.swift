import CNcurses

/// A compiled terminfo entry (term(5), extended number format) that equals the terminal's own but
/// for its colours: 24 bits, by the sequences of ISO 8613-6.
///
/// Entries with such colours exist for few terminals and are seldom installed; that a terminal has
/// them is told by `COLORTERM` instead. ncurses takes an entry from the variable `TERMINFO`.
///
/// ```
/// magic, 5 sizes │ names │ flags │ numbers, 32 bits │ string offsets │ strings
/// 5 sizes │ extended flags │ offsets of their names │ names
/// ```
struct DirectColorEntry {
  private let name: String

  /// The entry for a terminal that `cnc_find_terminal` has found.
  init(name: String) { self.name = name }

  /// The value for `TERMINFO`.
  var hexadecimal: String {
    var text = "hex:"
    for byte in compiled() { text += Self.digits[Int(byte >> 4)] + Self.digits[Int(byte & 15)] }
    return text
  }

  private static let digits = (0..<16).map { String($0, radix: 16) }

  private static func color(_ ground: Int) -> String {
    "\u{1b}[%?%p1%{8}%<%t\(ground)%p1%d%e\(ground)8;2;%p1%{65536}%/%d;"
      + "%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
  }

  /// Changing the palette makes no sense with direct colours.
  private static let paletteCapabilities: Set<String> = [
    "ccc", "initc", "initp", "oc", "setf", "setb", "scp",
  ]

  private func compiled() -> [UInt8] {
    let names = Array("\(name)|with direct colours".utf8) + [UInt8(0)]
    let flags = Self.names(cnc_flag_name).map {
      isWanted($0) && cnc_flag_capability($0) != 0 ? UInt8(1) : 0
    }
    let numbers = Self.names(cnc_number_name).map(number)
    let (offsets, table) = strings()
    var bytes: [UInt8] = []
    let sizes = [0x21e, names.count, flags.count, numbers.count, offsets.count, table.count]
    for size in sizes { Self.append(Int16(size), to: &bytes) }
    bytes += names + flags
    if bytes.count % 2 != 0 { bytes.append(0) }
    for number in numbers { Self.append(number, to: &bytes) }
    for offset in offsets { Self.append(offset, to: &bytes) }
    bytes += table
    if bytes.count % 2 != 0 { bytes.append(0) }
    return bytes + extended()
  }

  /// AX: default colours can be set one by one; RGB: a colour number is red, green and blue.
  private func extended() -> [UInt8] {
    let names = cnc_flag_capability("AX") != 0 ? ["AX", "RGB"] : ["RGB"]
    let table = names.flatMap { Array($0.utf8) + [UInt8(0)] }
    var bytes: [UInt8] = []
    for size in [names.count, 0, 0, names.count, table.count] {
      Self.append(Int16(size), to: &bytes)
    }
    bytes += names.map { _ in UInt8(1) }
    if bytes.count % 2 != 0 { bytes.append(0) }
    var offset = 0
    for name in names {
      Self.append(Int16(offset), to: &bytes)
      offset += name.utf8.count + 1
    }
    return bytes + table
  }

  private func isWanted(_ capability: String) -> Bool {
    !Self.paletteCapabilities.contains(capability)
  }

  private func number(_ capability: String) -> Int32 {
    switch capability {
    case "colors": 0x100_0000
    case "pairs": 0x1_0000
    default: max(-1, cnc_number_capability(capability))
    }
  }

  private func strings() -> (offsets: [Int16], table: [UInt8]) {
    var offsets: [Int16] = []
    var table: [UInt8] = []
    for capability in Self.names(cnc_string_name) {
      let value: String? =
        switch capability {
        case "setaf": Self.color(3)
        case "setab": Self.color(4)
        default:
          isWanted(capability) ? cnc_string_capability(capability).map { String(cString: $0) } : nil
        }
      offsets.append(value == nil ? -1 : Int16(table.count))
      if let value { table += Array(value.utf8) + [UInt8(0)] }
    }
    return (offsets, table)
  }

  private static func names(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let next = name(Int32(names.count)) { names.append(String(cString: next)) }
    return names
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
