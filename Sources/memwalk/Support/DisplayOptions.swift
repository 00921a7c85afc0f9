public import ArgumentParser
public import Interface

/// How the interface looks.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: """
      The colours: \(ThemeName.allCases.map(\.rawValue).joined(separator: ", ")); those that suit \
      the terminal's background, where it says which it has, unless told otherwise.
      """)
  var theme: ThemeName?

  @Flag(help: "Plain lines in place of the interface: reads lines, also from a pipe.")
  var linear = false

  /// Shows what is opened until its user leaves, in the interface or line by line.
  func show(
    _ opening: sending Opening, _ opener: sending Opener, welcome catalog: sending Catalog? = nil
  ) throws {
    guard !linear else { return try LinearDriver.run(opening) }
    try MainActor.assumeIsolated {
      try InterfaceDriver.run(opening, opener, welcome: catalog, theme: theme)
    }
  }

  /// Terminals say their colours by number, the background last: `15;0`, `0;default;15`.
  static func suiting(_ colors: String?) -> ThemeName {
    guard let last = colors?.split(separator: ";").last, let number = Int(last) else {
      return .dark
    }
    return number == 7 || (9...15).contains(number) ? .light : .dark
  }
}

extension ThemeName: ExpressibleByArgument {}
