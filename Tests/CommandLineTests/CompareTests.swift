import Assets
import Foundation
import MemoryCore
import Simulation
import Testing
import Traces

@testable import memwalk

/// What `memwalk compare` counts.
@Suite struct CompareTests {
  private func trace() throws -> PackedCommands {
    let bytes = try #require(Assets.trace(named: "threads-cpp"))
    let trace = try RepReader.read(FileContents(name: "threads-cpp", bytes: bytes))
    var packed = PackedCommands()
    for command in trace.packedCommands { packed.append(command) }
    return packed
  }

  @Test func figuresAreThoseOfADirectRun() throws {
    let trace = try trace()
    let result = try HeapResult(.linkedList, trace, alignment: 8, on: MachineDescription())
    var machine = try Machine(MachineDescription())
    for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
    var (peakUsed, top, passed, allocations) = (UInt64(0), UInt64(0), 0, 0)
    for index in 0..<trace.count {
      let outcome = try machine.apply(trace[index].command(alignment: 8))
      peakUsed = max(peakUsed, machine.value(of: .heapUsed))
      guard case .heap(.allocated(let made)) = outcome else { continue }
      allocations += 1
      passed += made.block.passed
      top = max(top, made.block.address.rawValue + made.block.size - 0x4444_4444_0000)
    }
    #expect(result.operations == trace.count)
    #expect(result.peakUsed >= peakUsed)
    #expect(result.allocations >= allocations)
    #expect(result.passed >= passed)
    #expect(result.peakHeap >= top && result.peakHeap <= 1 << 20)
    #expect(result.refused == 0 && result.outOfMemory == 0)
    #expect(result.samples.first?.operation == 0 && result.samples.first?.used == 0)
    #expect(result.samples.last?.operation == trace.count)
    let later = result.samples.dropFirst().map(\.fragmentation)
    #expect(result.externalFragmentation == later.reduce(0, +) / UInt64(later.count))
  }

  @Test(arguments: HeapPolicy.allCases)
  func everyHeapComesThrough(policy: HeapPolicy) throws {
    let result = try HeapResult(policy, try trace(), alignment: 16, on: MachineDescription())
    #expect(result.refused == 0 && result.outOfMemory == 0)
    #expect(result.peakUsed >= result.requestedAtPeak)
    #expect(result.utilisation > 0 && result.utilisation <= 1000)
  }

  @Test func thePlotHasALineForEachHeapAndPanel() throws {
    let trace = try trace()
    let results = try [HeapPolicy.linkedList, .tlsf].map {
      try HeapResult($0, trace, alignment: 8, on: MachineDescription())
    }
    let svg = ComparisonPlot.svg(of: results, title: "a<b")
    #expect(svg.components(separatedBy: "<polyline").count == 1 + 2 * 4)
    #expect(svg.contains("a&lt;b") && svg.contains("tlsf"))
    // The left edge, where operation 0 is, at the bottom: no block is there yet.
    #expect(svg.components(separatedBy: "points=\"84.0,218.0 ").count == 1 + 2)
  }
}
