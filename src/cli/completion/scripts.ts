/**
 * The script of each shell. All of them ask the program itself, `kilo-chart __complete -- WORDS`, which prints a line
 * for each candidate, `text<TAB>description`, and `:files` where names of files can follow. A candidate that ends with
 * `=` or `.` does not end the word.
 */
export const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# kilo-chart completion for bash:  source <(kilo-chart completion bash)
_kilo_chart() {
  local line="\${COMP_LINE:0:COMP_POINT}" words word candidate files=
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  word="\${words[\${#words[@]}-1]}"
  # bash completes what follows = and : by itself.
  local kept="\${word%"\${word##*[=:]}"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    if [[ $candidate == :files ]]; then files=yes; continue; fi
    COMPREPLY+=("\${candidate#"$kept"}")
  done < <("\${words[0]}" __complete -- "\${words[@]:1}" 2>/dev/null)
  [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *[=.] ]] && compopt -o nospace
  if [[ $files ]]; then
    compopt -o filenames
    while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "\${word#"$kept"}")
  fi
}
complete -F _kilo_chart kilo-chart
`,
  zsh: `#compdef kilo-chart
# kilo-chart completion for zsh:  kilo-chart completion zsh > "\${fpath[1]}/_kilo-chart"
_kilo-chart() {
  local line text files
  local -a whole parts shown begun
  while IFS= read -r line; do
    text="\${line%%$'\\t'*}"
    if [[ $text == :files ]]; then files=yes
    elif [[ $text == *[=.] ]]; then parts+=("$text"); begun+=("\${line/$'\\t'/  -- }")
    else whole+=("$text"); shown+=("\${line/$'\\t'/  -- }")
    fi
  done < <("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#whole} )) && compadd -l -d shown -- "\${whole[@]}"
  (( \${#parts} )) && compadd -l -S '' -d begun -- "\${parts[@]}"
  [[ -n $files ]] && _files
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _kilo-chart "$@"; else compdef _kilo-chart kilo-chart; fi
`,
  fish: `# kilo-chart completion for fish:  kilo-chart completion fish > ~/.config/fish/completions/kilo-chart.fish
function __kilo_chart_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] __complete -- $words[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c kilo-chart -f -a '(__kilo_chart_complete)'
`,
  powershell: `# kilo-chart completion for PowerShell:  kilo-chart completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName kilo-chart -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $rest = @($words | Select-Object -Skip 1) + @($wordToComplete)
  & $words[0] __complete -- @rest 2>$null | ForEach-Object {
    $text, $description = $_ -split "\`t", 2
    if ($text -ne ':files') {
      if (-not $description) { $description = $text }
      [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $description)
    }
  }
}
`,
};
