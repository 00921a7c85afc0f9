import Foundation
import Randomness
import Session
import Simulation
import Testing

@testable import Script
@testable import memwalk

/// Whatever a script says, the program answers, and the same at every run.
@Suite struct HostileScriptTests {
  /// How many scripts there are; `MEMWALK_SCRIPTS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["MEMWALK_SCRIPTS"].flatMap { Int($0) } ?? 600
  private static let pieces = 40

  @Test(arguments: 0..<pieces) func scriptsOfTheTableOfVerbs(piece: Int) {
    for number in stride(from: piece, to: Self.count, by: Self.pieces) { run(number) }
  }

  private func run(_ number: Int) {
    let machine = HostileMachine.all[number % HostileMachine.all.count]
    var script = HostileScript(
      numbers: HostileNumbers(
        random: SplitMix64(seed: UInt64(number)), places: machine.places))
    let lines = script.text(lines: 1 + number % 12)
    let text = (machine.setup + [lines]).joined(separator: "\n")
    if let log = Self.log { try? Data("\(number)\n\(text)\n".utf8).write(to: log) }
    guard number / HostileMachine.all.count % 4 == 0 else {
      let lines = lines.split(separator: "\n").map(String.init)
      let plain = HostileRun(lines, at: machine.session)
      #expect(plain.flaw == nil, "\(number)")
      guard number % 4 == 0 else { return }
      let again = HostileRun(lines, at: machine.session, attention: .accesses)
      #expect(again.digest == plain.digest, "\(number):\n\(text)")
      return
    }
    let plain = HostileRun(text)
    #expect(plain.flaw == nil, "\(number): \(plain.complaint ?? "")")
    // Looked into step by step it is the same.
    let told = HostileRun(text, attention: .accesses, tells: true)
    #expect(told.flaw == nil, "\(number)")
    #expect(told.complaint == plain.complaint, "\(number):\n\(text)")
    #expect(told.digest == plain.digest, "\(number):\n\(text)")
  }

  /// Where to write the script that is about to run, for whoever looks for one that ends the program.
  private static let log = ProcessInfo.processInfo.environment["MEMWALK_SCRIPT_LOG"].map {
    URL(filePath: $0)
  }

  /// The edges of 64 bits at every number of every verb, in every machine, plain and recorded.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["MEMWALK_SCRIPTS"] != nil),
    arguments: HostileMachine.all.indices)
  func edgesAtEveryArgument(machine: Int) {
    let session = HostileMachine.all[machine].session
    for line in Self.edgeLines {
      if let log = Self.log { try? Data("\(machine) \(line)\n".utf8).write(to: log) }
      for attention in [Attention.outcomes, .accesses] {
        let run = HostileRun(["a = alloc 64", line], at: session, attention: attention)
        #expect(run.flaw == nil, "\(line)")
      }
    }
  }

  /// Lines that each have an edge in the place of one argument, and their example's words else.
  private static let edgeLines: [String] = {
    let edges: [UInt64] = [
      0, 1, 7, 4095, 1 << 31, 1 << 32, 1 << 47 - 1, 1 << 47, 1 << 48, 1 << 52, 1 << 63, .max,
      .max - 7, .max - 0xfff, 0xffff_ffff_ffff_efef, 18_446_744_073_709_547_503,
    ]
    return Verb.all.filter { !["crash", "save", "replay", "machine"].contains($0.name) }
      .flatMap { verb -> [String] in
        verb.arguments.flatMap { argument -> [String] in
          edges.compactMap { line(of: verb, argument, edge: $0) }
        }
      }
  }()

  private static func line(of verb: Verb, _ wanted: Argument, edge: UInt64) -> String? {
    switch wanted.kind {
    case .number, .size, .value, .address, .operand, .place, .destination: break
    default: return nil
    }
    let words = verb.arguments.compactMap { argument -> String? in
      if argument.key == wanted.key {
        switch argument.form {
        case .key: return "\(argument.key)=\(edge)"
        case .equals: return "= \(edge)"
        default: return "\(edge)"
        }
      }
      guard argument.isRequired || argument.form == .position else { return nil }
      switch argument.kind {
      case .flags: return "\(argument.key)=W"
      case .name: return "a"
      case .operand: return argument.form == .position ? "0x1000_0000" : "\(argument.key)=0"
      case .word(let words): return words[0]
      default: return argument.form == .equals ? "= 1" : "8"
      }
    }
    return ([verb.name] + words).joined(separator: " ")
  }
}
