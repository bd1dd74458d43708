#compdef leat
# zsh completion for leat, made by: leat completion zsh

@TABLES@

_leat() {
  local word kind command= option= ended= i
  local -i place=0
  local -a connection names
  local cur=${words[CURRENT]}

  for ((i = 2; i < CURRENT; i++)); do
    word=${words[i]}
    if [[ -n $option ]]; then
      case $option in -u | --url | --user | --password-file | --cacert | --cert | --key) connection+=($option ${(Q)word}) ;; esac
      option=
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && $word == -?* ]]; then
      case $word in --url=* | --insecure) connection+=(${(Q)word}) ;; esac
      _leat_value "$command" "$word" >/dev/null && option=$word
    elif [[ -n ${(M)${(f)"$(_leat_words "$command")"}:#${(b)word}} ]]; then
      command=${command:+$command }$word
    else
      place+=1
    fi
  done

  if [[ -n $option ]]; then
    kind=$(_leat_value "$command" "$option")
  elif [[ -z $ended && $cur == --*=* ]]; then
    kind=$(_leat_value "$command" "${cur%%=*}") || kind=any
    compset -P '*='
  elif [[ -z $ended && $cur == -* ]]; then
    names=(${(f)"$(_leat_options "$command")"})
    _describe -o 'option' names
    return
  elif [[ -n $(_leat_words "$command") ]]; then
    names=(${(f)"$(_leat_words "$command")"})
    compadd -a names
    return
  else
    kind=$(_leat_argument "$command" "$place")
  fi

  case $kind in
    words*) names=(${=kind#words }); compadd -a names ;;
    file) _files ;;
    streams | sinks)
      names=(${(f)"$(${(Q)words[1]} $connection __complete $kind -- ${(Q)PREFIX} 2>/dev/null)"})
      compadd -a names
      ;;
  esac
}

# Loaded as a function of the completion system, or sourced by hand.
if [[ $funcstack[1] == _leat ]]; then
  _leat "$@"
else
  compdef _leat leat
fi
