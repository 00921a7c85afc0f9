import ArgumentParser
import Glibc

/// `memwalk install`: the program, its manual page and what shells complete its words by.
struct Install: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Install memwalk, its manual page, and the completion of its words in shells.",
    discussion: """
      Copies the program to PREFIX/bin and writes the manual page (man memwalk) and completions for \
      bash, zsh and fish below PREFIX/share. What it has installed before is replaced; of anything \
      else it keeps its hands. Every file is named; removing them removes all of memwalk.
      """)

  @Option(help: "The folder to install to.", completion: .directory)
  var prefix = "~/.local"

  func run() throws {
    let prefix = try absolutePrefix()
    for path in try Installation(prefix: prefix).write() { Console.print(Console.harmless(path)) }
    for hint in hints(prefix) { Console.error(hint) }
  }

  /// What is left to be done, by the shell that is used.
  private func hints(_ prefix: String) -> [String] {
    var hints: [String] = []
    let folders = (Console.variable("PATH") ?? "").split(separator: ":").map(String.init)
    if !folders.contains("\(prefix)/bin") {
      hints.append("\(prefix)/bin is not in PATH: add it, so that the shell finds memwalk")
    }
    if Console.variable("SHELL")?.hasSuffix("zsh") == true {
      hints.append(
        "zsh completes if .zshrc has, before compinit: fpath+=(\(prefix)/share/zsh/site-functions)")
    }
    return hints
  }

  private func absolutePrefix() throws(Failure) -> String {
    var path = prefix
    // Not every shell does this behind --prefix=.
    if path == "~" || path.hasPrefix("~/") {
      guard let home = Console.variable("HOME"), home.hasPrefix("/") else {
        throw .input("there is no HOME to install to: --prefix names another folder")
      }
      path = home + path.dropFirst()
    }
    guard !path.isEmpty else { throw .input("--prefix: the name of a folder, such as ~/.local") }
    if !path.hasPrefix("/") {
      guard let here = getcwd(nil, 0) else {
        throw .input("--prefix \(path): where that is cannot be told; give it from / on")
      }
      defer { free(here) }
      path = String(cString: here) + "/" + path
    }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
