// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Settings that every Swift target shares.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Release builds are made for AVX2 (x86-64-v3); `ATELIER_BASELINE=1` builds for any x86-64.
/// Those round twice where release builds round once, so one sample in many is a code off.
let baseline = ProcessInfo.processInfo.environment["ATELIER_BASELINE"] != nil
#if arch(x86_64)
  let processor: [SwiftSetting] =
    baseline
    ? []
    : [
      .unsafeFlags(["-Xcc", "-march=x86-64-v3"], .when(configuration: .release)),
      .define("ATELIER_AVX2", .when(configuration: .release)),
    ]
  let required: [CSetting] =
    baseline ? [] : [.define("ATELIER_AVX2", .when(configuration: .release))]
#else
  let processor: [SwiftSetting] = []
  let required: [CSetting] = []
#endif

func target(
  _ name: String, _ dependencies: [String] = [], packages: [Target.Dependency] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) } + packages,
    swiftSettings: common + processor, plugins: plugins)
}

/// Products that are fetched only with the trait `Dialogue`.
func dialogue(_ products: [(name: String, package: String)]) -> [Target.Dependency] {
  products.map {
    .product(name: $0.name, package: $0.package, condition: .when(traits: ["Dialogue"]))
  }
}

func tests(_ name: String, _ dependencies: [String]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies.map { .byName(name: $0) },
    // Recorded texts and clients in Python are read from the checkout.
    exclude: [
      "AtelierCLI": ["Snapshots"], "AtelierMonet": ["Vectors"], "AtelierServer": ["Clients"],
    ][name] ?? [],
    swiftSettings: common)
}

let package = Package(
  name: "atelier",
  products: [
    .executable(name: "atelier", targets: ["AtelierCLI"]),
    .executable(name: "atelier-server", targets: ["AtelierServerCLI"]),
    .library(
      name: "Atelier",
      targets: ["AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierCodecs", "AtelierAgent"]),
  ],
  traits: [
    .trait(name: "Server", description: "atelier-server, and the packages that only it needs"),
    // `swift build --disable-default-traits --product atelier` fetches one package.
    .trait(
      name: "Dialogue", description: "models that plan, and the HTTP client that only they need"),
    .trait(name: "Sessions", description: "atelier session, and the database that it needs"),
    .default(enabledTraits: ["Server", "Dialogue", "Sessions"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // Floor 0
    target("AtelierPixels"),
    target("AtelierRecipe"),
    // Opened when needed, so only headers are asked for; they include GLib's.
    .systemLibrary(name: "CVips", pkgConfig: "glib-2.0", providers: [.apt(["libvips-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CRaw", pkgConfig: "libraw_r", providers: [.apt(["libraw-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "CLensfun", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "COpenVINO", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    .target(name: "CProcessor", cSettings: required),
    // Floor 1
    target("AtelierKernels", ["AtelierPixels", "CProcessor"]),
    target("AtelierEngine", ["AtelierPixels", "AtelierRecipe", "AtelierKernels"]),
    // Floor 2
    target(
      "AtelierOperations", ["AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine"],
      plugins: ["CatalogPlugin"]),
    target(
      "AtelierMasks", ["AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine"],
      plugins: ["CatalogPlugin"]),
    target("AtelierCodecs", ["AtelierPixels", "CVips", "CRaw", "CJPEG", "CZlib"]),
    target("AtelierLens", ["AtelierEngine", "CLensfun"]),
    target("AtelierModels", ["CZlib", "CCurl", "COpenVINO"]),
    target(
      "AtelierVision", ["AtelierPixels", "AtelierKernels", "AtelierEngine", "AtelierModels"]),
    target("AtelierLightroom", ["AtelierRecipe", "CExpat"]),
    target(
      "AtelierMonet", ["AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine"]),
    target("AtelierMetrics", ["AtelierPixels", "AtelierKernels"]),
    target(
      "AtelierPlanner",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierModels",
        "AtelierVision",
      ]),
    // Floor 3
    target(
      "AtelierCritic",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierVision",
        "AtelierPlanner",
      ]),
    target(
      "AtelierDialogue", ["AtelierRecipe", "AtelierPlanner"],
      packages: dialogue([
        ("AsyncHTTPClient", "async-http-client"), ("NIOCore", "swift-nio"),
        ("NIOPosix", "swift-nio"), ("NIOHTTP1", "swift-nio"),
      ])),
    target(
      "AtelierSessions", ["AtelierRecipe", "AtelierEngine", "AtelierModels", "AtelierPlanner"],
      packages: [
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Sessions"]))
      ]),
    // Floor 4
    target(
      "AtelierAgent",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierCodecs",
        "AtelierLens", "AtelierVision", "AtelierLightroom", "AtelierMetrics", "AtelierPlanner",
        "AtelierCritic", "AtelierMonet",
      ]),
    // Floor 5
    .executableTarget(
      name: "AtelierCLI",
      dependencies: [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierOperations",
        "AtelierMasks", "AtelierCodecs", "AtelierModels", "AtelierVision", "AtelierLightroom",
        "AtelierMetrics", "AtelierPlanner", "AtelierDialogue", "AtelierCritic", "AtelierSessions",
        "AtelierAgent",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common + processor),
    target(
      "AtelierServer",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierCodecs", "AtelierVision", "AtelierPlanner", "AtelierLightroom", "AtelierAgent",
      ],
      packages: [
        ("Hummingbird", "hummingbird"),
        ("HummingbirdCore", "hummingbird"),
        ("HTTPTypes", "swift-http-types"),
        ("GRDB", "GRDB.swift"),
        ("ServiceLifecycle", "swift-service-lifecycle"),
        ("UnixSignals", "swift-service-lifecycle"),
        ("NIOCore", "swift-nio"),
        ("NIOPosix", "swift-nio"),
        ("Logging", "swift-log"),
      ].map { name, package in
        .product(name: name, package: package, condition: .when(traits: ["Server"]))
      }),
    .executableTarget(
      name: "AtelierServerCLI",
      dependencies: [
        "AtelierServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common + processor),
    // Programs that measure and attack the others
    .executableTarget(
      name: "AtelierFuzz",
      dependencies: [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierCodecs", "AtelierPlanner", "AtelierAgent", "AtelierLightroom", "AtelierServer",
      ],
      swiftSettings: common + processor),
    .executableTarget(
      name: "AtelierBenchmarks",
      dependencies: [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierCodecs", "AtelierVision", "AtelierPlanner", "AtelierAgent",
      ],
      swiftSettings: common + processor),
    // Catalogs are written by the build from the folders' file names.
    .plugin(name: "CatalogPlugin", capability: .buildTool(), dependencies: ["CatalogGenerator"]),
    .executableTarget(name: "CatalogGenerator", swiftSettings: common),
    // Tests
    target(
      "AtelierTesting",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierOperations",
        "AtelierMasks", "AtelierCodecs", "AtelierVision", "AtelierMetrics", "AtelierPlanner",
      ],
      packages: dialogue([("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio")])),
    tests("AtelierPixels", ["AtelierPixels", "AtelierTesting"]),
    tests(
      "AtelierOperations",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierOperations",
        "AtelierMasks", "AtelierCodecs", "AtelierVision", "AtelierTesting",
      ]),
    tests(
      "AtelierMasks",
      ["AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks"]),
    tests("AtelierModels", ["AtelierModels", "AtelierTesting"]),
    tests(
      "AtelierVision",
      ["AtelierPixels", "AtelierKernels", "AtelierEngine", "AtelierModels", "AtelierVision"]),
    tests(
      "AtelierDialogue", ["AtelierRecipe", "AtelierPlanner", "AtelierDialogue", "AtelierTesting"]),
    tests(
      "AtelierSessions",
      [
        "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks", "AtelierPlanner",
        "AtelierSessions", "AtelierTesting",
      ]),
    tests("AtelierLens", ["AtelierEngine", "AtelierLens"]),
    tests("AtelierMetrics", ["AtelierPixels", "AtelierMetrics"]),
    tests(
      "AtelierMonet",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierCodecs", "AtelierMonet",
        "AtelierTesting",
      ]),
    tests(
      "AtelierLightroom",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierLightroom",
      ]),
    tests("AtelierCodecs", ["AtelierPixels", "AtelierCodecs"]),
    tests(
      "AtelierRecipe",
      ["AtelierRecipe", "AtelierOperations", "AtelierMasks", "AtelierEngine", "AtelierTesting"]),
    tests(
      "AtelierCritic",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierVision", "AtelierPlanner", "AtelierCritic",
      ]),
    tests(
      "AtelierAgent",
      [
        "AtelierCritic", "AtelierMonet",
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierCodecs", "AtelierVision", "AtelierLightroom", "AtelierPlanner", "AtelierAgent",
        "AtelierTesting",
      ]),
    tests(
      "AtelierCLI",
      ["AtelierPixels", "AtelierRecipe", "AtelierCodecs", "AtelierCLI", "AtelierTesting"]),
    tests(
      "AtelierServer",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierCodecs", "AtelierLightroom", "AtelierAgent", "AtelierServer", "AtelierServerCLI",
        "AtelierCLI", "AtelierTesting",
      ]),
    tests(
      "AtelierEngine",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierKernels", "AtelierEngine", "AtelierOperations",
        "AtelierMasks",
      ]),
    tests(
      "AtelierPlanner",
      [
        "AtelierPixels", "AtelierRecipe", "AtelierEngine", "AtelierOperations", "AtelierMasks",
        "AtelierVision", "AtelierPlanner",
      ]),
  ]
)
