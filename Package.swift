// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // The core's generic algorithms live in one module and run in others: without this they would
  // not be specialised for the memory they run on.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let package = Package(
  name: "memwalk",
  products: [.executable(name: "memwalk", targets: ["memwalk"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(
      name: "MemoryCore",
      swiftSettings: strict + [.treatWarning("EmbeddedRestrictions", as: .error)]),
    .target(name: "Randomness", swiftSettings: strict),
    .target(name: "Simulation", dependencies: ["MemoryCore"], swiftSettings: strict),
    .target(
      name: "Script", dependencies: ["MemoryCore", "Simulation"], swiftSettings: strict),
    .target(
      name: "Traces", dependencies: ["MemoryCore", "Simulation", "Script"],
      swiftSettings: strict),
    .target(
      name: "Narration", dependencies: ["MemoryCore", "Simulation", "Script"],
      swiftSettings: strict),
    .target(
      name: "Session", dependencies: ["MemoryCore", "Simulation", "Script", "Narration"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(
      name: "Lessons",
      dependencies: ["MemoryCore", "Simulation", "Script", "Narration", "Session", "CMark"],
      swiftSettings: strict),
    .target(name: "CellGrid", swiftSettings: strict),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "NcursesTerminal", dependencies: ["CellGrid", "CNcurses"], swiftSettings: strict),
    .target(name: "EmbeddedFiles", path: "Assets/EmbeddedFiles"),
    .target(
      name: "Assets", dependencies: ["EmbeddedFiles"], path: "Assets",
      exclude: ["EmbeddedFiles", "Lessons", "Machines", "Pictures", "Traces"], swiftSettings: strict
    ),
    .target(
      name: "Interface",
      dependencies: [
        "MemoryCore", "Simulation", "Script", "Narration", "Session", "Lessons", "CellGrid",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "memwalk",
      dependencies: [
        "MemoryCore", "Randomness", "Simulation", "Script", "Traces", "Narration", "Session",
        "Lessons", "CellGrid", "NcursesTerminal", "Interface", "Assets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "Support",
      dependencies: ["Assets", "Lessons", "Script", "Simulation", "Traces"], path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(
      name: "MemoryCoreTests", dependencies: ["MemoryCore", "Randomness"],
      swiftSettings: strict),
    .testTarget(
      name: "KnownAnswerTests", dependencies: ["memwalk"], exclude: ["KnownAnswers"],
      swiftSettings: strict),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["MemoryCore", "Randomness", "Simulation", "Traces", "Assets"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "ScriptTests", dependencies: ["Script", "Simulation", "MemoryCore", "Randomness"],
      swiftSettings: strict),
    .testTarget(
      name: "TracesTests",
      dependencies: ["Traces", "Assets", "MemoryCore", "Randomness", "Simulation", "Script"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "InterfaceTests",
      dependencies: [
        "MemoryCore", "Randomness", "Simulation", "Script", "Traces", "Narration", "Session",
        "Lessons", "CellGrid", "Interface", "NcursesTerminal", "Assets", "Support",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CellGridTests", dependencies: ["CellGrid", "Randomness"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["CellGrid", "NcursesTerminal"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "Assets", "CellGrid", "Interface", "Lessons", "MemoryCore", "Narration", "Randomness",
        "Script", "Session", "Simulation", "Traces", "memwalk",
      ],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Assets", "Lessons", "MemoryCore", "Script", "Session", "Simulation", "Support",
      ],
      swiftSettings: strict),
    .testTarget(name: "BenchTests", dependencies: ["memwalk"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
