# Completions of lianxi for fish. The program itself says what fits (lianxi(1), "complete").

function __lianxi_complete
    command -q lianxi; or return
    set -l earlier (commandline -opc)
    set -l typed (string unescape -- (commandline -ct))
    set -l found (command lianxi complete -- $earlier[2..] "$typed" 2>/dev/null)
    # Of --option=path the path alone is the shell's to complete.
    set -l option (string match -r '^--[^=]*=' -- (commandline -ct))
    set -l path (string replace -r '^--[^=]*=' '' -- (commandline -ct))
    switch "$found[1]"
        case files
            printf '%s\n' "$option"(__fish_complete_path "$path")
        case folders
            printf '%s\n' "$option"(__fish_complete_directories "$path")
    end
    test (count $found) -gt 1; and printf '%s\n' $found[2..]
end
complete -c lianxi -f -k -a '(__lianxi_complete)'
