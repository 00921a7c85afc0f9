/// A term of the field: one row of the glossary.
public struct Term: Sendable {
  /// The name that it goes by.
  public let name: String
  /// Other names: abbreviations, the names of a control bit in the language, what other books say.
  public let others: [String]
  /// One to three sentences.
  public let meaning: String
  /// Where to read on.
  public let references: [Reference]
  /// Lines of the script language that show it on a machine that has booted.
  public let lines: [String]

  init(
    _ name: String, _ others: [String] = [], _ meaning: String, _ references: [Reference],
    see lines: String...
  ) {
    self.init(name, others, meaning, references, lines: lines)
  }

  init(
    _ name: String, _ others: [String], _ meaning: String, _ references: [Reference],
    lines: [String]
  ) {
    (self.name, self.others, self.meaning, self.references) = (name, others, meaning, references)
    self.lines = lines
  }

  /// Where a term is explained in full.
  public enum Reference: Sendable {
    /// A section of the chapter on paging in Intel's Software Developer's Manual, volume 3A, by its
    /// number behind the chapter's, as `7` for 4.7: the chapter was the fourth for long and is now
    /// the fifth.
    case paging(String)
    /// Another place of that manual.
    case intel(String)
    /// A chapter of Arpaci-Dusseau, Operating Systems: Three Easy Pieces.
    case ostep(Int)
    /// A Rust crate, and what to look for in it.
    case crate(String)
    /// A file of Linux.
    case linux(String)
    /// A paper or a book.
    case text(String)

    /// The reference in words.
    public var text: String {
      switch self {
      case .paging(let section): "Intel SDM vol. 3A, 4.\(section) (newer editions: 5.\(section))"
      case .intel(let place): "Intel SDM \(place)"
      case .ostep(let chapter): "OSTEP ch. \(chapter)"
      case .crate(let name): "crate \(name)"
      case .linux(let file): "Linux \(file)"
      case .text(let text): text
      }
    }
  }
}
