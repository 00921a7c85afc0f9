import Support

@testable import Lessons

/// Lessons for tests.
enum LessonFile {
  /// A lesson of a text; the mistakes if it has some.
  static func read(_ text: String) throws(LessonMistakes) -> Lesson {
    try LessonSource.read(text)
  }

  /// All that is wrong with a text.
  static func mistakes(_ text: String) -> [LessonMistake] {
    do throws(LessonMistakes) {
      return LessonCheck.mistakes(in: LessonRun(try read(text)))
    } catch {
      return error.list
    }
  }

  /// A lesson of a page with some blocks.
  static func page(_ blocks: String) -> String { "# Title\n\n## Page\n\n\(blocks)\n" }

  /// A walk with a question, a choice, and something to try.
  static let walk = """
    # An address is five numbers

    How the CPU finds a byte. 10 minutes; you need to know what a byte is.

    ## One number to start with

    That one number is in the register CR3.

    ```memwalk setup
    machine memory=16M
    boot
    map 0x7000_0012_3000 flags=WU
    ```

    ```memwalk
    layout tables
    highlight cr3
    ```

    ## Four reads

    Nine bits choose an entry.

    ```predict
    How many words of memory must the CPU read?
    answer: number words.walked
    hint: One entry in each table.
    hint: Count the tables between CR3
      and the page.
    why: Each level names the frame of the next.
    ```

    ```memwalk into
    read 0x7000_0012_3008 user
    ```

    Between the two.

    ```predict
    And if you read the same byte again?
    answer: one of
    - four more words when words.walked == 4
    - none when words.walked == 0
    why: The TLB remembers.
    ```

    ```memwalk
    read 0x7000_0012_3008 user
    ```

    ## Now you

    ```try
    Make one page that user mode can read but not write. Prove both.
    goal: access.user and access.read and not fault
    goal: access.user and fault.code == 0x7 and access.page == goal.1.page
    within: 6 commands
    solution: map 0x1000_0000 flags=U
    solution: read 0x1000_0000 user
    solution: write 0x1000_0000 = 1 user
    ```

    Well done.

    """
}
