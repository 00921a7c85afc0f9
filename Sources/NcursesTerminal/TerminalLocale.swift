import CNcurses
import Glibc

/// The character encoding of the terminal, as the environment tells it.
enum TerminalLocale {
  /// Sets the character type of the process and tells whether it is UTF-8.
  ///
  /// Where no variable says anything UTF-8 is assumed. A UTF-8 locale that is not installed is
  /// replaced by `C.UTF-8`, which always is.
  static func adopt(environment: [String: String], forcingUTF8: Bool) -> Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let isNamedUTF8 = name.map { $0.lowercased().replacing("-", with: "").contains("utf8") } ?? true
    if name == nil || setlocale(LC_CTYPE, "") == nil { setlocale(LC_CTYPE, "C") }
    if !isUTF8, isNamedUTF8 || forcingUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    return isUTF8
  }

  private static var isUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset) == "UTF-8"
  }
}
