#!/usr/bin/env bash
# Records a session beside a real Docker: record.sh < recorded/x.txt > new.txt. Runs the lines that begin with `$ ` in one bash
# and prints each with what it wrote (standard output, then standard error) and its exit status when that is not 0.
out=$(mktemp) err=$(mktemp)
while IFS= read -r line <&3; do
  [[ $line == '$ '* ]] || continue
  printf '%s\n' "$line"
  eval "${line#'$ '}" >"$out" 2>"$err" </dev/null
  status=$?
  cat "$out" "$err"
  ((status == 0)) || printf '[exit %s]\n' "$status"
done 3<&0
