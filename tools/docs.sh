#!/bin/sh
# docs.sh PROGRAM FILE: the file with its part behind the mark as the program prints it, on standard output.
set -eu
sed '/^<!-- What follows/q' "$2"
"$1" formats --markdown
