# Completions of lianxi for bash. The program itself says what fits (lianxi(1), "complete").

_lianxi() {
  local -a found
  mapfile -t found < <(command lianxi complete --bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
  COMPREPLY=("${found[@]:1}")
  case ${found[0]-} in
    files) compopt -o bashdefault -o default ;;
    folders) compopt -o dirnames ;;
  esac
  # What only begins a word goes on without a space.
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace
  return 0
}
complete -o nosort -F _lianxi lianxi
