/// Why a file holds nothing that a reader can use.
public enum ReadError: Error, Equatable, Sendable {
  /// Not one record was found in `file`; `looksLike` is what it seems to be instead, `first` its
  /// first line that was no record.
  case noRecord(
    file: String, wanted: Wanted, looksLike: TraceFormat, first: SkippedRecords.First?)
  /// All addresses of a copy of /proc/iomem are zero: Linux shows them to root only.
  case addressesHidden(file: String, line: Int)

  /// What a reader was looking for.
  public enum Wanted: Equatable, Sendable {
    /// A malloc-lab trace.
    case rep
    /// A boot memory map.
    case firmwareMap
  }
}

extension ReadError: CustomStringConvertible {
  /// One line that names the file and the line, what was found and what was expected.
  public var description: String {
    switch self {
    case .noRecord(let file, let wanted, let format, let first):
      let name = PrintableText.of(file.utf8, limit: 4096)
      let place =
        first.map { "\(name), line \($0.line): found \"\($0.text)\"; " }
        ?? "\(name): no record in it; "
      return place + wanted.finding(format) + wanted.explanation
    case .addressesHidden(let file, let line):
      let name = PrintableText.of(file.utf8, limit: 4096)
      return "\(name), line \(line): all addresses are zero: /proc/iomem was read without root; "
        + "read it with sudo"
    }
  }
}

extension ReadError.Wanted {
  fileprivate func finding(_ format: TraceFormat) -> String {
    switch (self, format) {
    case (_, .unknown), (.rep, .rep), (.firmwareMap, .firmwareMap): ""
    default: "this looks like \(format.name), but "
    }
  }

  /// What a file of the format looks like.
  fileprivate var explanation: String {
    switch self {
    case .rep:
      "memwalk reads .rep traces here, with lines such as "
        + "\"a <id> <bytes>\", \"r <id> <bytes>\" and \"f <id>\""
    case .firmwareMap:
      "memwalk reads memory maps here, with lines such as "
        + "\"BIOS-e820: [mem 0x<first>-0x<last>] usable\" (dmesg), or those of EFI, Xen, "
        + "/proc/iomem or the bootloader crate"
    }
  }
}
