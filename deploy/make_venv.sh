#!/bin/sh
# Makes .venv with the newest suitable Python and installs the locked packages.
# Does nothing when .venv already holds what the lock file names.
set -eu

lock=deploy/requirements-dev.lock
stamp=.venv/installed.lock

fail() {
    echo "$1" >&2
    exit 1
}

suitable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
        >/dev/null 2>&1
}

newest_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        # Every such program on the PATH: the first may be a shim without a version.
        old_ifs=$IFS
        IFS=:
        for folder in $PATH; do
            if [ -x "$folder/$name" ] && suitable "$folder/$name"; then
                IFS=$old_ifs
                echo "$folder/$name"
                return
            fi
        done
        IFS=$old_ifs
    done
}

if [ -n "${PYTHON:-}" ]; then
    suitable "$PYTHON" ||
        fail "PYTHON=$PYTHON is not Python 3.11 to 3.14: name another, or leave it out."
fi

[ -e "$stamp" ] && cmp -s "$lock" "$stamp" && [ -x .venv/bin/python ] && exit 0

python=${PYTHON:-$(newest_python)}
[ -n "$python" ] ||
    fail "No Python 3.11 to 3.14 was found: install one (for instance: apt install python3 python3-venv)."
[ -w . ] ||
    fail "The folder $(pwd) cannot be written: move the portal to a folder of yours."
free_mb=$(($(df -Pk . | awk 'NR == 2 { print $4 }') / 1024))
[ "$free_mb" -ge 1000 ] ||
    fail "Only $free_mb MB are free on this disk and the packages need 1000: make room and start again."

if [ ! -x .venv/bin/python ] || ! suitable .venv/bin/python; then
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv >.venv.log 2>&1 || {
        rm -rf .venv
        fail "Python could not make .venv (.venv.log says why): on Debian and Ubuntu, apt install python3-venv."
    }
    rm -f .venv.log
fi
echo "Installing the packages of $lock ..."
.venv/bin/python -m pip install --disable-pip-version-check --no-input --no-compile \
    --require-hashes --no-deps -r "$lock" >.venv/install.log 2>&1 || {
    tail -n 5 .venv/install.log >&2
    fail "The packages could not be installed (.venv/install.log): check the connection to the package index and start again."
}
cp "$lock" "$stamp"
