import Assets
import Foundation
import MemoryCore
import Narration
import Randomness
import Simulation
import Testing
import Traces

@testable import memwalk

/// Whatever a trace or a firmware's list says, it is read or refused, and what can be read runs.
@Suite struct HostileInputTests {
  /// How many of each there are; `MEMWALK_INPUTS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["MEMWALK_INPUTS"].flatMap { Int($0) } ?? 400
  private static let pieces = 12

  @Test(arguments: 0..<pieces) func damagedTraces(piece: Int) throws {
    for number in stride(from: piece, to: Self.count, by: Self.pieces) {
      var numbers = HostileNumbers(random: SplitMix64(seed: UInt64(number)), places: [4096])
      let name = numbers.element(of: Assets.traceNames)
      let bytes = damaged(
        Array((Assets.trace(named: name) ?? []).prefix(600 + numbers.below(2000))), &numbers)
      let file = FileContents(name: "\(number)", bytes: bytes)
      if let trace = try? RepReader.read(file) { #expect(!TraceSummary(trace).text.isEmpty) }
      guard number % 6 == 0, let trace = try? TraceLoading(file) else { continue }
      do { while !trace.isFinished { try trace.advance(atMost: 1 << 16) } } catch { continue }
      let result = try HeapResult(
        numbers.element(of: HeapPolicy.allCases), trace.commands, alignment: 8,
        on: MachineDescription(memory: .size(8 << 20)))
      #expect(result.operations == trace.commands.count)
    }
  }

  @Test(arguments: 0..<pieces) func damagedFirmwareLists(piece: Int) {
    for number in stride(from: piece, to: Self.count, by: Self.pieces) {
      var numbers = HostileNumbers(random: SplitMix64(seed: UInt64(number)), places: [1 << 32])
      let name = numbers.element(of: Assets.machineNames)
      let bytes = damaged(Assets.machine(named: name) ?? [], &numbers)
      guard let map = try? FirmwareText.read(FileContents(name: "\(number)", bytes: bytes)) else {
        continue
      }
      #expect(!TraceSummary(map).text.isEmpty)
      let list = FirmwareList(name: name, entries: map.entries, nodes: map.nodes)
      let description = MachineDescription(
        memory: .map(list), levels: numbers.element(of: [4, 5]))
      guard number % 3 == 0, var machine = try? Machine(description) else { continue }
      for stage in BootStage.allCases {
        guard (try? machine.apply(.boot(.stage(stage)))) != nil else { break }
      }
      let seen = Snapshot(machine: machine, step: nil, access: nil).machine
      #expect(seen.digest(names: NameTable()) == machine.digest(names: NameTable()))
    }
  }

  /// A text with some bytes or numbers changed, lines taken out or doubled.
  private func damaged(_ bytes: [UInt8], _ numbers: inout HostileNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0...numbers.below(12) {
      guard !bytes.isEmpty else { return bytes }
      let place = numbers.below(bytes.count)
      switch numbers.below(6) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
      case 1: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + numbers.below(60)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 80)], at: place)
      default: replaceNumber(behind: place, in: &bytes, &numbers)
      }
    }
    return bytes
  }

  private func replaceNumber(
    behind place: Int, in bytes: inout [UInt8], _ numbers: inout HostileNumbers
  ) {
    func isDigit(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    let isHex = start > 0 && bytes[start - 1] == UInt8(ascii: "x")
    let number = String(numbers.number(), radix: isHex ? 16 : 10)
    bytes.replaceSubrange(start..<end, with: Array(number.utf8))
  }
}
