/// The beginning of a lesson, for those who write one.
public enum LessonTemplate {
  /// A lesson of two pages that runs as it stands.
  public static func text(title: String) -> String {
    """
    # \(title)

    What the lesson is about, in a sentence. 5 minutes; you need to know what an address is.

    ## The first page

    A short text. The commands below have run when the reader sees the page.

    ```memwalk setup
    boot
    map 0x1000_0000 flags=WU
    ```

    A question comes before the step that answers it; the machine knows the answer.

    ```predict
    How many words of page tables does the CPU read to translate one address?
    answer: number words.walked
    hint: One in each table.
    why: Each of the four tables names the frame of the next one.
    ```

    ```memwalk
    layout tables
    read 0x1000_0000 user
    ```

    ## Now you

    ```try
    Map another page that user mode may write, and write to it.
    goal: access.user and access.write and not fault
    within: 4 commands
    solution: map 0x2000_0000 flags=WU
    solution: write 0x2000_0000 = 1 user
    ```

    """
  }
}
