# bash completion for leat, made by: leat completion bash

# COMMAND: the words that may follow it
_leat_words() {
  case $1 in
    '') printf '%s\n' \
      'add' \
      'completion' \
      'demo' \
      'destroy' \
      'follow' \
      'info' \
      'local' \
      'ls' \
      'rm' \
      'sink' \
      'tail' \
      'trim' ;;
    'local') printf '%s\n' \
      'start' \
      'status' \
      'stop' ;;
    'sink') printf '%s\n' \
      'ack' \
      'create' \
      'ls' \
      'read' \
      'rm' ;;
  esac
}

# COMMAND: its options
_leat_options() {
  case $1 in
    '') printf '%s\n' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-o' \
      '--output' \
      '--color' \
      '--parse' \
      '-n' \
      '--from' \
      '--after' \
      '--since' \
      '--to' \
      '--until' \
      '-c' \
      '--count' \
      '-f' \
      '--follow' \
      '--type' \
      '--topic' \
      '--topic-regex' \
      '--where' \
      '--grep' \
      '-y' \
      '--yes' \
      '--dry-run' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'add') printf '%s\n' \
      '--ttl' \
      '--ttl-fixed' \
      '--no-create' \
      '--linger' \
      '--rate' \
      '--dry-run' \
      '--input' \
      '--file' \
      '--type' \
      '--topic' \
      '--id' \
      '--id-from' \
      '--null' \
      '--skip-invalid' \
      '--max-line' \
      '--max-len' \
      '--max-age' \
      '--exact' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'tail') printf '%s\n' \
      '--cursor-file' \
      '--allow-gap' \
      '-n' \
      '--from' \
      '--after' \
      '--since' \
      '--to' \
      '--until' \
      '-c' \
      '--count' \
      '-f' \
      '--follow' \
      '--type' \
      '--topic' \
      '--topic-regex' \
      '--where' \
      '--grep' \
      '-o' \
      '--output' \
      '--color' \
      '--parse' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'follow') printf '%s\n' \
      '--cursor-file' \
      '--allow-gap' \
      '-n' \
      '--from' \
      '--after' \
      '--since' \
      '--to' \
      '--until' \
      '-c' \
      '--count' \
      '-f' \
      '--follow' \
      '--type' \
      '--topic' \
      '--topic-regex' \
      '--where' \
      '--grep' \
      '-o' \
      '--output' \
      '--color' \
      '--parse' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'ls') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'info') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'rm') printf '%s\n' \
      '--dry-run' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'trim') printf '%s\n' \
      '--before' \
      '--force' \
      '--max-len' \
      '--max-age' \
      '--exact' \
      '-y' \
      '--yes' \
      '--dry-run' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'destroy') printf '%s\n' \
      '-y' \
      '--yes' \
      '--dry-run' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'sink create') printf '%s\n' \
      '--from' \
      '--if-not-exists' \
      '--no-create' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'sink ls') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'sink read') printf '%s\n' \
      '-c' \
      '--count' \
      '-f' \
      '--follow' \
      '--wait' \
      '--consumer' \
      '--ack' \
      '--grace' \
      '--batch' \
      '--create' \
      '--allow-gap' \
      '--type' \
      '--topic' \
      '--topic-regex' \
      '--where' \
      '--grep' \
      '-o' \
      '--output' \
      '--color' \
      '--parse' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'sink ack') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'sink rm') printf '%s\n' \
      '--consumer' \
      '--stale' \
      '-y' \
      '--yes' \
      '--dry-run' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'local start') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'local status') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'local stop') printf '%s\n' \
      '-o' \
      '--output' \
      '-u' \
      '--url' \
      '--user' \
      '--password-file' \
      '--askpass' \
      '--cacert' \
      '--cert' \
      '--key' \
      '--insecure' \
      '--timeout' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'demo') printf '%s\n' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
    'completion') printf '%s\n' \
      '-q' \
      '--quiet' \
      '-v' \
      '--verbose' \
      '--debug' \
      '-h' \
      '--help' \
      '-V' \
      '--version' ;;
  esac
}

# COMMAND OPTION: what completes its value; fails when it takes none
_leat_value() {
  case "$1 $2" in
    *' -u' | *' --url' | *' --user' | *' --timeout' | *' -n' | *' --from' | *' --after' | *' --since' | *' --to' | *' --until' | *' -c' | *' --count' | *' --type' | *' --topic' | *' --topic-regex' | *' --where' | *' --grep' | *' --ttl' | *' --ttl-fixed' | *' --linger' | *' --rate' | *' --id' | *' --id-from' | *' --max-line' | *' --max-len' | *' --max-age' | *' --before' | *' --wait' | *' --consumer' | *' --grace' | *' --batch' | *' --stale') echo 'any' ;;
    *' --password-file' | *' --cacert' | *' --cert' | *' --key' | *' --file' | *' --cursor-file') echo 'file' ;;
    ' -o' | ' --output' | 'tail -o' | 'tail --output' | 'follow -o' | 'follow --output' | 'sink read -o' | 'sink read --output') echo 'words json text raw ids' ;;
    *' --color') echo 'words auto always never' ;;
    *' --input') echo 'words json record lines' ;;
    *' --null') echo 'words keep empty skip refuse' ;;
    'ls -o' | 'ls --output' | 'info -o' | 'info --output' | 'rm -o' | 'rm --output' | 'trim -o' | 'trim --output' | 'destroy -o' | 'destroy --output' | 'sink create -o' | 'sink create --output' | 'sink ls -o' | 'sink ls --output' | 'sink ack -o' | 'sink ack --output' | 'sink rm -o' | 'sink rm --output' | 'local start -o' | 'local start --output' | 'local status -o' | 'local status --output' | 'local stop -o' | 'local stop --output') echo 'words json text' ;;
    *' --ack') echo 'words manual auto none' ;;
    *) return 1 ;;
  esac
}

# COMMAND PLACE: what completes that argument
_leat_argument() {
  case "$1 $2" in
    'add 0') echo 'streams' ;;
    'add '*) echo 'any' ;;
    'tail '*) echo 'streams' ;;
    'follow '*) echo 'streams' ;;
    'ls '*) echo 'streams' ;;
    'info '*) echo 'streams' ;;
    'rm 0') echo 'streams' ;;
    'rm '*) echo 'any' ;;
    'trim '*) echo 'streams' ;;
    'destroy '*) echo 'streams' ;;
    'sink create 0') echo 'sinks' ;;
    'sink create '*) echo 'streams' ;;
    'sink ls '*) echo 'streams' ;;
    'sink read 0') echo 'sinks' ;;
    'sink read '*) echo 'streams' ;;
    'sink ack 0') echo 'sinks' ;;
    'sink ack 1') echo 'streams' ;;
    'sink ack '*) echo 'any' ;;
    'sink rm 0') echo 'sinks' ;;
    'sink rm '*) echo 'streams' ;;
    'completion '*) echo 'words bash zsh fish' ;;
  esac
}

# The names that the server knows, where -u and the like on the line say which server that is.
_leat_names() {
  local binary=$1 kind=$2 prefix=$3
  shift 3
  "${binary/#\~/$HOME}" "$@" __complete "$kind" -- "$prefix" 2>/dev/null
}

_leat() {
  # The line is split at blanks alone: bash itself would split redis://localhost:6379 at its colons.
  local line=${COMP_LINE:0:COMP_POINT} words word kind command= place=0 option= ended= connection=()
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  local cur=${words[${#words[@]} - 1]} i

  for ((i = 1; i < ${#words[@]} - 1; i++)); do
    word=${words[i]}
    if [[ -n $option ]]; then
      case $option in -u | --url | --user | --password-file | --cacert | --cert | --key) connection+=("$option" "$word") ;; esac
      option=
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && $word == -?* ]]; then
      case $word in --url=* | --insecure) connection+=("$word") ;; esac
      _leat_value "$command" "$word" >/dev/null && option=$word
    elif [[ $'\n'$(_leat_words "$command")$'\n' == *$'\n'"$word"$'\n'* ]]; then
      command=${command:+$command }$word
    else
      place=$((place + 1))
    fi
  done

  local prefix=
  if [[ -n $option ]]; then
    kind=$(_leat_value "$command" "$option")
  elif [[ -z $ended && $cur == --*=* ]]; then
    prefix=${cur%%=*}=
    kind=$(_leat_value "$command" "${cur%%=*}") || kind=any
    cur=${cur#*=}
  elif [[ -z $ended && $cur == -* ]]; then
    kind="words $(_leat_options "$command")"
  elif [[ -n $(_leat_words "$command") ]]; then
    kind="words $(_leat_words "$command")"
  else
    kind=$(_leat_argument "$command" "$place")
  fi

  COMPREPLY=()
  case $kind in
    words*) mapfile -t COMPREPLY < <(compgen -W "${kind#words }" -- "$cur") ;;
    file)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      ;;
    streams | sinks) mapfile -t COMPREPLY < <(_leat_names "${words[0]}" "$kind" "$cur" "${connection[@]}") ;;
  esac

  # What stands before the last colon or equals sign of the word, bash keeps by itself.
  local before=$prefix$cur
  before=${before%"${before##*[:=]}"}
  if [[ -n $before && $before == *[$COMP_WORDBREAKS]* ]]; then
    COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
  fi
}

complete -F _leat leat
