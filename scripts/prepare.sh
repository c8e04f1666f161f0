#!/bin/sh
# Bring this checkout to the point where the explorer can run: `scripts/prepare.sh run|test|bench`.
#
# Three steps, each skipped when nothing is missing: the system's libraries, a virtual environment
# in .venv, the Python packages in it. Safe to interrupt: the stamp that says "done" is written
# last and names everything it depends on, so a half-made environment is never taken for a whole one.
#
#   PYTHON=/path/to/python3.12   use this Python instead of the first suitable one found
#   SKIP_SYSTEM=1                leave the system's libraries alone
set -eu
cd "$(dirname "$0")/.."

goal=${1:-run}
case $goal in
run) extras="" ;;
test) extras="[dev]" ;;
bench) extras="[bench]" ;;
*)
    echo "Usage: scripts/prepare.sh run|test|bench" >&2
    exit 2
    ;;
esac

say() { printf '%s\n' "$*"; }
stop() {
    printf '\n%s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# System packages ----------------------------------------------------------------------------------

has_apt() { command -v apt-get >/dev/null 2>&1; }

as_root=""
may_install() {
    [ -z "${SKIP_SYSTEM:-}" ] && has_apt || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    as_root="sudo -n"
}

apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o Acquire::Retries=1 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# install_packages WHY PACKAGE...: with apt where that is allowed, else say the exact line.
install_packages() {
    why=$1
    shift
    line="sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    may_install || stop "$why Please install it and try again:" "$line"
    say "$why Installing with apt: $*"
    # The lists of a fresh image are empty or old: fetch them, but let an install from the
    # machine's own store go on where that fails.
    apt_get update || say "The package lists could not be fetched; trying with those at hand."
    apt_get install --no-install-recommends "$@" ||
        stop "apt could not install the packages. Check the network or the proxy, then:" "$line"
}

# Python -------------------------------------------------------------------------------------------

suits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=""
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        suits "$PYTHON" || stop "PYTHON=$PYTHON is not Python 3.11 or newer."
        python=$PYTHON
        return
    fi
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if suits "$candidate"; then
            python=$candidate
            return
        fi
    done
    return 1
}

if ! find_python; then
    if has_apt && ! command -v python3 >/dev/null 2>&1; then
        install_packages "Python is missing." python3 python3-venv
    fi
    find_python || stop "Python 3.11 or newer is needed and was not found." \
        "Install one (Debian 12 and Ubuntu 24.04 bring it), or name it: PYTHON=... make $goal"
fi

# Libraries that Qt and VTK load -------------------------------------------------------------------

drawing="libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0
    libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0"
window="libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-render-util.so.0=libxcb-render-util0
    libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1"

has_font() {
    for folder in /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts"; do
        [ -d "$folder" ] || continue
        [ -n "$(find -L "$folder" \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) \
            -print 2>/dev/null | head -n 1)" ] && return 0
    done
    return 1
}

need_libraries() {
    wanted=$drawing
    if [ "$goal" = bench ] || { [ "$goal" = run ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }; then
        wanted="$wanted $window"
    fi
    # Asking the loader itself works on every distribution and needs no package database.
    # shellcheck disable=SC2086
    missing=$("$python" - $wanted <<'PY'
import ctypes
import sys

for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PY
    )
    has_font || missing="$missing fonts-dejavu-core"
    if [ "$goal" = bench ] && ! command -v xvfb-run >/dev/null 2>&1; then
        missing="$missing xvfb xauth"
    fi
    # shellcheck disable=SC2086
    set -- $missing
    [ $# -eq 0 ] && return
    if ! has_apt; then
        say "These libraries seem to be missing (Debian's names): $*"
        return
    fi
    install_packages "Qt and VTK need system libraries." "$@"
}

if [ "$(uname -s)" = Linux ] && [ -z "${SKIP_SYSTEM:-}" ]; then
    need_libraries
fi

# Virtual environment ------------------------------------------------------------------------------

venv=.venv
stamp=$venv/.prepared-$goal
# What the stamp stands for: the project file, this place, the Python.
key() {
    {
        cat pyproject.toml
        pwd -P
        "$venv/bin/python" -VV 2>/dev/null || true
    } | cksum
}

stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$(key)" ]; }
if stamped "$stamp"; then exit 0; fi
# The other goals install more than `run` needs.
if [ "$goal" = run ]; then
    for other in test bench; do
        if stamped "$venv/.prepared-$other"; then exit 0; fi
    done
fi

whole() {
    suits "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || return 1
    # The scripts in an environment name its place: one that was moved or copied runs another's.
    grep -qF "$(pwd -P)/$venv" "$venv/bin/activate"
}

if ! whole; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian ships these two in a package of their own.
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        has_apt || stop "$python lacks the modules venv and ensurepip, and without them no virtual environment can be made."
        install_packages "This Python cannot make virtual environments yet." "python$version-venv"
    fi
    say "Making a virtual environment in $venv"
    "$python" -m venv --clear "$venv" ||
        stop "The virtual environment could not be made in $(pwd)/$venv." \
            "Check that the folder may be written to and the disk is not full."
fi

# Python packages ----------------------------------------------------------------------------------

rm -f "$venv"/.prepared-*
say "Installing the Python packages (a few minutes and about 1.5 GB on disk the first time)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --retries 2 --timeout 30 -e ".$extras" </dev/null ||
    stop "The Python packages could not be installed (pip says why above). If the network is the reason:" \
        "check the connection, or set HTTPS_PROXY (or PIP_INDEX_URL for a mirror), and run make $goal again."

key >"$stamp"
