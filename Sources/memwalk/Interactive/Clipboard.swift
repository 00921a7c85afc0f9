import NcursesTerminal
import Script

/// Where a copied text goes: to the terminal's clipboard, or into a file where that cannot be.
enum Clipboard {
  /// Gives a text away and says where it is.
  @MainActor static func take(_ text: String, _ terminal: NcursesTerminal) -> String {
    if terminal.copy(text) {
      let shown = text.split(separator: "\n").first.map(String.init) ?? ""
      return "Copied to the terminal's clipboard: \(VisibleText.of(shown, limit: 60))"
    }
    guard let folder = JournalFolder.path else {
      return "Not copied: the terminal has no clipboard, and there is no folder for a file."
    }
    let path = folder + "/copied.txt"
    guard Folder.make(folder) else { return "Not copied: \(folder) cannot be written." }
    do throws(Failure) {
      try NewFile.write(text, to: path, replacing: true)
      return "Copied to \(path): the terminal's clipboard cannot take it."
    } catch {
      return "Not copied: \(error.message)"
    }
  }
}
