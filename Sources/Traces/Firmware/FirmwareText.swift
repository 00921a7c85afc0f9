/// Reads the boot memory map out of a text: the output of dmesg, a system log, the log of a serial
/// console, a copy of /proc/iomem or the debug output of a Rust kernel.
///
/// Anything else in the text is passed over. Of the several lists that a log repeats the map in,
/// one is used: see `FirmwareMap.Source`.
public enum FirmwareText {
  /// Reads the map in linear time.
  ///
  /// Damaged lines are skipped and counted; it is an error if there is no entry at all.
  public static func read(_ file: FileContents) throws(ReadError) -> FirmwareMap {
    var builder = FirmwareMapBuilder()
    let bytes = EscapeSequences.removed(from: file.bytes)
    LineReader.withLines(of: bytes) { lines in
      while let line = lines.next() {
        FirmwareLine.read(line, into: &builder)
      }
      builder.lines = lines.count
    }
    bytes.withUnsafeBytes { BootloaderText.read($0, into: &builder) }
    if let line = builder.hiddenAddressesLine, builder.hasNoAddress {
      throw .addressesHidden(file: file.name, line: line)
    }
    guard let map = builder.map(name: file.name, fileBytes: file.bytes.count) else {
      throw .noRecord(
        file: file.name, wanted: .firmwareMap, looksLike: TraceFormat.detect(file.bytes),
        first: builder.skipped.first)
    }
    return map
  }
}
