// swift-tools-version: 6.1

import PackageDescription

// A package of its own, so that the product builds without it. It sees public calls only; what they
// cannot reach is measured by the target AtelierBenchmarks of the product.
let package = Package(
  name: "AtelierBenchmarkSuite",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(name: "atelier", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Atelier",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Atelier", package: "atelier"),
      ],
      path: "Benchmarks/Atelier",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
