extension TraceFormat {
  /// What a file with the given bytes is.
  ///
  /// The first 64 KiB are looked at line by line, and the line that most of them look like wins;
  /// memory maps, which may lie far into a log, are searched in the whole text.
  public static func detect(_ bytes: [UInt8]) -> TraceFormat {
    if bytes.isEmpty { return .empty }
    if let compression = Compression(startOf: bytes) { return .compressed(compression) }
    if FileContents.isBinary(bytes) { return .binary }
    return bytes.withUnsafeBytes { buffer in
      let sample = UnsafeRawBufferPointer(rebasing: buffer.prefix(65_536))
      if isHeaptrack(sample) { return .heaptrack }
      let votes = countVotes(sample)
      if votes.rep == 0 && hasFirmwareMap(buffer) { return .firmwareMap }
      let best = votes.others.max { $0.count < $1.count }
      if votes.rep > (best?.count ?? 0) { return .rep }
      return best.map(\.format) ?? (hasFirmwareMap(buffer) ? .firmwareMap : .unknown)
    }
  }
}

extension TraceFormat {
  private struct Votes {
    var rep = 0
    var others: [(format: TraceFormat, count: Int)] = []

    mutating func add(_ format: TraceFormat) {
      if format == .rep {
        rep += 1
      } else if let index = others.firstIndex(where: { $0.format == format }) {
        others[index].count += 1
      } else {
        others.append((format, 1))
      }
    }
  }

  private static func countVotes(_ sample: UnsafeRawBufferPointer) -> Votes {
    var votes = Votes()
    var lines = LineReader(sample)
    while let line = lines.next() {
      if let format = format(ofLine: line.bytes) { votes.add(format) }
    }
    return votes
  }

  private static func format(ofLine line: UnsafeRawBufferPointer) -> TraceFormat? {
    if RepRecord.isLikely(line) { return .rep }
    if line.starts(with: "= Start") || line.starts(with: "@ ") { return .mtrace }
    if line.starts(with: "--"), line.firstIndex(of: "-- ") != nil { return .valgrind }
    if line.starts(with: "I  ") || line.starts(with: " S ") || line.starts(with: " L ")
      || line.starts(with: " M ")
    {
      return .lackey
    }
    if line.starts(with: "# tracer:") || line.firstIndex(of: ": mm_page_") != nil
      || line.firstIndex(of: " kmem:") != nil || line.firstIndex(of: "exceptions:page_f") != nil
    {
      return .kernelEvents
    }
    guard line.firstIndex(of: ") ") != nil else { return isMapping(line) ? .processMaps : nil }
    if line.firstIndex(of: "->") != nil || line.firstIndex(of: "malloc(") != nil
      || line.firstIndex(of: "free(") != nil
    {
      return .ltrace
    }
    if line.firstIndex(of: "mmap(") != nil || line.firstIndex(of: "brk(") != nil
      || line.firstIndex(of: "munmap(") != nil || line.firstIndex(of: "execve(") != nil
    {
      return .strace
    }
    return nil
  }

  /// Whether the line is `7f5e7000-7f5e8000 r-xp …`.
  private static func isMapping(_ line: UnsafeRawBufferPointer) -> Bool {
    var cursor = ByteCursor(line)
    guard cursor.hexadecimal() != nil, cursor.take("-"), cursor.hexadecimal() != nil,
      cursor.take(" ")
    else { return false }
    let access = cursor.field()
    return access.count == 4 && (access[3] == 0x70 || access[3] == 0x73)  // p or s
  }

  /// Whether the first line is the version line `v 10400 3` of heaptrack, whose `a` lines look
  /// like those of a .rep trace.
  private static func isHeaptrack(_ sample: UnsafeRawBufferPointer) -> Bool {
    var cursor = ByteCursor(sample)
    return cursor.take("v ") && cursor.hexadecimal() != nil && cursor.take(" ")
      && cursor.hexadecimal() != nil
  }

  private static func hasFirmwareMap(_ text: UnsafeRawBufferPointer) -> Bool {
    let marks: [StaticString] = [
      "BIOS-e820:", "BIOS-e801:", "BIOS-88:", "user: [mem ", "modified: [mem ",
      "setup_data: [mem ", "efi: mem", "EFI: mem", "MemoryRegion {", "FrameRange(",
      " : System RAM", "(XEN)  [0", "Xen: [mem ",
    ]
    return marks.contains { text.firstIndex(of: $0) != nil }
  }
}
