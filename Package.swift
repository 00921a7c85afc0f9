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
    .executableTarget(
      name: "memwalk",
      dependencies: [
        "MemoryCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(name: "MemoryCoreTests", dependencies: ["MemoryCore"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
