import Script
import Session
import Simulation
import Testing

@testable import Lessons

@Suite struct LessonPlayerTests {
  private func player() throws -> LessonPlayer {
    LessonPlayer(LessonRun(try LessonFile.read(LessonFile.walk)))
  }

  private func goesOn(_ player: inout LessonPlayer) -> Bool { player.next() }

  @Test func onlyARightAnswerGoesOn() throws {
    var player = try player()
    player.turnPage(2)
    #expect(player.page == 2)
    #expect(goesOn(&player))
    let question = try #require(player.openQuestion)
    #expect(player.nextLine?.text == "read 0x7000_0012_3008 user")
    #expect(!goesOn(&player))
    player.answer("none of that")
    #expect(player.openQuestion == question && player.hints(of: question).isEmpty)
    player.answer("3")
    #expect(player.openQuestion == question && player.hints(of: question).count == 1)
    #expect(player.reply?.isRight == false)
    #expect(!goesOn(&player))
    player.answer("0x4")
    #expect(player.openQuestion == nil && player.reply?.isRight == true)
    #expect(player.progress[question] == .right(tries: 2))
    // The walk: four entries, A in four of them, and the byte.
    #expect(player.stop.kind == .access && player.stop.session.access == 1)
    var accesses = 1
    while case .access = player.stop.kind {
      #expect(goesOn(&player))
      accesses += 1
    }
    #expect(player.stop.isStep && accesses == player.stop.session.accessCount + 1)
    #expect(goesOn(&player))
    #expect(player.openQuestion != nil)
    player.showAnswer()
    #expect(player.openQuestion == nil && player.reply?.text.contains("none") == true)
  }

  @Test func whatIsReadAtAPlaceIsAlwaysTheSame() throws {
    var player = try player()
    var digests: [(Digest, Staging)] = []
    repeat {
      digests.append((player.stop.session.digest, player.stop.staging))
      if player.openQuestion != nil { player.showAnswer() } else { player.next() }
    } while !player.isAtEnd
    for (digest, staging) in digests.reversed() {
      let isBack = player.back()
      #expect(isBack)
      #expect(player.stop.session.digest == digest && player.stop.staging == staging)
    }
    let isBehindStart = player.back()
    #expect(!isBehindStart)
  }

  @Test func directionsBelongToTheirPlace() throws {
    let player = try player()
    let stops = player.run.stops
    let first = try #require(stops.first { $0.page == 1 })
    #expect(first.staging.layout == .tables && first.staging.highlight != nil)
    let step = try #require(stops.first { $0.isStep })
    #expect(step.staging.layout == .tables && step.staging.highlight == nil)
  }

  @Test func aGoalIsMetByWhatTheReaderDoes() throws {
    var player = try player()
    player.turnPage(3)
    player.next()
    let attempt = try #require(player.nextAttempt)
    player.beginAttempt()
    var session = player.stop.session
    for line in attempt.solution {
      let parsed = try session.parse(
        line.text, maps: { name throws(MapError) in throw MapError(name) },
        traces: { name throws(MapError) in throw MapError(name) })
      _ = try session.execute(try #require(parsed).statement)
      player.lookAtAttempt(session)
    }
    #expect(player.attempt?.isDone == true && player.progress.isDone(attempt))
    #expect(player.reply?.text == "Done, with 3 commands.")
    // Another page does not prove it.
    player.beginAttempt()
    session = player.stop.session
    for line in [
      "map 0x1000_0000 flags=U", "read 0x1000_0000 user", "map 0x2000_0000 flags=U",
      "write 0x2000_0000 = 1 user", "clean", "clean", "write 0x1000_0000 = 1 user",
    ] {
      let parsed = try session.parse(
        line, maps: { name throws(MapError) in throw MapError(name) },
        traces: { name throws(MapError) in throw MapError(name) })
      _ = try session.execute(try #require(parsed).statement)
      player.lookAtAttempt(session)
    }
    #expect(player.attempt?.metCount == 1 && player.attempt?.isOverLimit == true)
  }

  @Test func countsSinceTheTryBegan() throws {
    let text = LessonFile.page(
      "```memwalk\na = alloc 64\nb = alloc 64\nc = alloc 64\n```\n\n```try\nTwo holes more.\n"
        + "goal: heap.holes == 2 and since.frees <= 1 and (since.allocs == 1 or since.commands < 1)\n"
        + "solution: d = alloc 64\nsolution: free b\n```")
    let found = LessonFile.mistakes(text)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func progressIsKeptByQuestion() throws {
    var player = try player()
    let questions = player.lesson.questions
    player.progress[questions[0]] = .right(tries: 3)
    player.progress[questions[1]] = .shown
    let kept = LessonProgress(text: player.progress.text + "nonsense\n12 sideways\n")
    #expect(kept == player.progress && kept.answered(in: player.lesson) == 2)
    // What was rewritten is asked again.
    let rewritten = try LessonFile.read(
      LessonFile.walk.replacing("How many words of memory", with: "How many words"))
    #expect(kept.answered(in: rewritten) == 1)
    var forgotten = kept
    forgotten.reset(player.lesson)
    #expect(forgotten == LessonProgress())
  }

  @Test func answersAreUnderstoodAsPeopleWriteThem() {
    let number = RightAnswer.number(.heapSize, 1 << 20)
    for text in ["1048576", "1,048,576", "1M", "0x10_0000", " 1m "] {
      #expect(number.isMet(by: text) == true, "\(text)")
    }
    #expect(number.isMet(by: "1048575") == false && number.isMet(by: "many") == nil)
    let percent = RightAnswer.number(.heapFragmentation, 605)
    #expect(percent.isMet(by: "60.5 %") == true && percent.isMet(by: "60.5") == true)
    #expect(percent.isMet(by: "60") == false && percent.isMet(by: "6.0.5") == nil)
    #expect(RightAnswer.fault("0x7").isMet(by: "7") == true)
    #expect(RightAnswer.fault("none").isMet(by: "None") == true)
    #expect(RightAnswer.fault("0x0").isMet(by: "none") == false)
    #expect(RightAnswer.fault("gp").isMet(by: "0") == false)
    #expect(RightAnswer.frame(0x25e).isMet(by: "0x25_e123") == true)
    #expect(RightAnswer.hole(0x1000..<0x2000).isMet(by: "0x1fff") == true)
    #expect(RightAnswer.hole(0x1000..<0x2000).isMet(by: "0x2000") == false)
  }
}
