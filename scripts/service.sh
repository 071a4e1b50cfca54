# shellcheck shell=bash
# Sourced by scripts/install and scripts/uninstall: where an installed BackUP has its things, and how the two speak.

checkout=$(dirname "$(dirname "$(readlink -f "$0")")")
account=backupd # Debian has had an account called "backup" since long before us
root="" dry=""

place_everything() {
    program=$root/opt/backup
    data=$root/var/lib/backup
    settings=$root/etc/backup/backupd.toml
    unit=$root/etc/systemd/system/backupd.service
    command=$root/usr/local/bin/backupd
}

say() { # say KEY [NAME VALUE]…: a sentence of web/words/install.toml in the reader's language
    local spoken=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} language=ko text
    [[ $spoken != en* ]] || language=en
    text=$(awk -v table="[$1]" -v start="$language = \"" '
        $0 == table { here = 1; next }
        /^\[/ { here = 0 }
        here && index($0, start) == 1 {
            text = substr($0, length(start) + 1, length($0) - length(start) - 1)
            gsub(/\\n/, "\n", text)
            print text
        }' "$checkout/web/words/install.toml")
    shift
    while (($#)); do
        text=${text//"{$1}"/"$2"}
        shift 2
    done
    printf '%s\n' "$text"
}

refuse() {
    say "$@" >&2
    exit 2
}

run() { # or, with --dry-run, only show it
    if [[ $dry ]]; then
        printf '  %s\n' "${*@Q}"
    else
        "$@"
    fi
}

write() { # write FILE MODE: whole or not at all, from standard input
    if [[ $dry ]]; then
        printf '  > %s\n' "${1@Q}"
        cat >/dev/null
        return
    fi
    mkdir -p "$(dirname "$1")"
    cat >"$1.new"
    chmod "$2" "$1.new"
    mv -T "$1.new" "$1"
}

touches_system() { # false in a scratch folder and where nobody may be disturbed
    [[ ! $root ]]
}

has_systemd() {
    [[ -d /run/systemd/system ]]
}

need_root() {
    [[ $dry || $root || $EUID == 0 ]] || refuse need_root command "$0"
}
