# Sourced by the scripts beside it: `prepare run` makes sure that what the lock files name is installed in .venv.
# Nothing but a shell and Python 3.11 or later is taken for granted.

root=$(dirname "$(dirname "$(readlink -f "$0")")")
python="$root/.venv/bin/python"

prepare() {
    PYTHONSAFEPATH= "$(any_python)" "$root/scripts/environment.py" "$@" || exit $?
    export PYTHONSAFEPATH=1 # the checkout is found by .venv's own path file, never by the folder one stands in
}

any_python() {
    for candidate in "$python" python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "파이썬 3.11 이상이 있어야 해요. (Debian 12, Raspberry Pi OS 64-bit: sudo apt install python3)" >&2
    echo "BackUP needs Python 3.11 or later. (Debian 12, Raspberry Pi OS 64-bit: sudo apt install python3)" >&2
    echo false
}
