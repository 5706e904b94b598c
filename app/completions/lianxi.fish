# Completions of lianxi for fish. The program itself says what fits (lianxi(1), "complete").

function __lianxi_complete
    set -l earlier (commandline -opc)
    set -l typed (commandline -oct)
    set -l found (command lianxi complete -- $earlier[2..] "$typed" 2>/dev/null)
    switch "$found[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
    end
    test (count $found) -gt 1; and printf '%s\n' $found[2..]
end
complete -c lianxi -f -k -a '(__lianxi_complete)'
