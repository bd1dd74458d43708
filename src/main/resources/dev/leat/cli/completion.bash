# bash completion for leat, made by: leat completion bash

@TABLES@

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
