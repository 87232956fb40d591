#!/bin/sh
cat > /dev/null
printf "kind: A\n---\na: b: c\n"
