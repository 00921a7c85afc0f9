import ArgumentParser
import Script

/// How the blocks of a trace are placed.
struct BlockOptions: ParsableArguments {
  @Option(help: "The alignment of every block, a power of two, as 16 or 4K.")
  var align = "\(Self.usual)"

  /// The alignment unless told otherwise.
  static let usual: UInt64 = 8

  /// The alignment in bytes, behind `validate`.
  var alignment: UInt64 { NumberText.parse(align) ?? 0 }

  func validate() throws {
    guard alignment.nonzeroBitCount == 1 else {
      throw ValidationError("--align \(align): an alignment is a power of two, such as 8 or 4K.")
    }
  }
}
