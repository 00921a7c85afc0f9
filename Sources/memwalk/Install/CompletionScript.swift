/// What shells complete the program's words by: they ask the program.
enum CompletionScript: CaseIterable {
  case bash
  case fish
  case zsh

  /// Where the shell looks for it, below a folder such as `~/.local`.
  var path: String {
    switch self {
    case .bash: "share/bash-completion/completions/memwalk"
    case .fish: "share/fish/vendor_completions.d/memwalk.fish"
    case .zsh: "share/zsh/site-functions/_memwalk"
    }
  }

  /// The script.
  var text: String {
    switch self {
    case .bash:
      """
      # Made by memwalk install.
      _memwalk() {
        local word cur="${COMP_WORDS[COMP_CWORD]}"
        [ "$cur" = "=" ] && cur=
        COMPREPLY=()
        while IFS= read -r word; do
          COMPREPLY+=("${word%/}")
        done < <("${COMP_WORDS[0]}" \(Offer.question) "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$cur" 2>/dev/null)
      }
      complete -o filenames -F _memwalk memwalk

      """
    case .fish:
      """
      # Made by memwalk install.
      function __memwalk_offer
        set -l words (commandline -opc)
        set -l program $words[1]
        set -e words[1]
        command $program \(Offer.question) $words (commandline -ct) 2>/dev/null
      end
      complete -c memwalk -f -a '(__memwalk_offer)'

      """
    case .zsh:
      """
      #compdef memwalk
      # Made by memwalk install.
      local -a found
      found=("${(@f)$(command $words[1] \(Offer.question) "${(@)words[2,CURRENT]}" 2>/dev/null)}")
      found=(${found:#})
      (( $#found )) || return 1
      compadd -S '' -- ${(M)found:#*/}
      compadd -- ${found:#*/}

      """
    }
  }
}
