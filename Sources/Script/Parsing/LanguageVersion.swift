/// The version of the script language, which journals and saved scripts begin with.
///
/// It is written as a comment, so that a program that knows nothing of versions reads over it. A
/// script without such a line is taken to be of the version that there is.
///
/// Version 1 counted the stages of the boot as steps of a run without a trace.
public enum LanguageVersion {
  /// The version that this program writes; it reads those before it, too.
  public static let current = 2

  /// The first line of a script that the program writes.
  public static let line = "#\(prefix)\(current)"

  private static let prefix = " memwalk language "

  /// The version that a comment names, without its `#`; `nil` if it names none.
  static func named(in comment: String) -> Int? {
    guard comment.hasPrefix(prefix) else { return nil }
    let number = comment.dropFirst(prefix.count)
    guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(number) ?? .max
  }
}
