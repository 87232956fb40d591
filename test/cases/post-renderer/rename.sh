#!/bin/sh
# Gives an object another name, and adds one.
echo "renaming $1" >&2
sed "s/name: $1/name: $2/"
printf -- "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: added}\n"
