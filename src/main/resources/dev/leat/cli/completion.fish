# fish completion for leat, made by: leat completion fish

# Sets __leat_command to the command on the line, __leat_place to the number of its arguments before the cursor and
# __leat_connection to the options that say which server it is for.
function __leat_look
    set -g __leat_command ''
    set -g __leat_place 0
    set -g __leat_connection
    set -l option ''
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test -n "$option"
            contains -- $option -u --url --user --password-file --cacert --cert --key
            and set -a __leat_connection $option $word
            set option ''
        else if string match -q -- '-?*' $word
            string match -q -r -- '^(--url=|--insecure$)' $word
            and set -a __leat_connection $word
            contains -- $word $__leat_valued
            and set option $word
        else if __leat_knows (string trim -- "$__leat_command $word")
            set -g __leat_command (string trim -- "$__leat_command $word")
        else
            set -g __leat_place (math $__leat_place + 1)
        end
    end
end

function __leat_knows
    contains -- $argv[1] $__leat_commands
end

function __leat_is
    __leat_look
    test "$__leat_command" = "$argv[1]"
end

function __leat_at
    __leat_look
    test "$__leat_command" = "$argv[1]"
    and test $__leat_place $argv[3] $argv[2]
end

function __leat_names
    set -l words (commandline -opc)
    $words[1] $__leat_connection __complete $argv[1] -- (commandline -ct) 2>/dev/null
end

complete -c leat -f
@TABLES@
