#!/usr/bin/env bash
# Writes one checked copy of the database of DATABASE_URL, while the service goes on working.
#   docker/backup.sh [FOLDER]      (FOLDER: ./data/backups)   KEEP=14: how many copies stay
# SQLite: xinyue-<time>.tar.gz with the database and its secret.key. MySQL: xinyue-<time>.sql.gz; keep SECRET_KEY yourself.
set -euo pipefail
XINYUE_HOME="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export XINYUE_HOME
# shellcheck source=docker/database-url.sh
source "$XINYUE_HOME/docker/database-url.sh"

[ "$#" -le 1 ] || fail 'usage: docker/backup.sh [FOLDER]' 2
folder="${1:-./data/backups}"
keep="${KEEP:-14}"
[[ $keep =~ ^[1-9][0-9]*$ ]] || fail 'KEEP must be a whole number from 1'
read_database_url
umask 077
mkdir -p "$folder"
work="$(mktemp -d "$folder/.unfinished-XXXXXX")"
trap 'rm -rf "$work"' EXIT
name="xinyue-$(date -u +%Y%m%dT%H%M%SZ)"

if [ "$ENGINE" = sqlite ]; then
  [ -f "$FILE" ] || fail "there is no database $FILE"
  copy="$work/xinyue.db"
  on_sqlite "$FILE" "VACUUM INTO '${copy//\'/\'\'}'"
  state="$(on_sqlite "$copy" 'PRAGMA integrity_check')"
  [ "$state" = ok ] || fail "the copy is damaged: $state"
  files=(xinyue.db)
  if [ -f "$(dirname "$FILE")/secret.key" ]; then
    cp "$(dirname "$FILE")/secret.key" "$work/secret.key"
    files+=(secret.key)
  fi
  result="$name.tar.gz"
  tar -C "$work" -czf "$work/$result" "${files[@]}"
else
  dump="$(first_of mysqldump mariadb-dump)"
  write_mysql_options "$work/options"
  options=(--single-transaction --quick --skip-lock-tables --no-tablespaces --hex-blob --triggers)
  # A MySQL server with replication ids would otherwise have them written into the copy.
  if "$dump" --help 2>/dev/null | grep -q set-gtid-purged; then options+=(--set-gtid-purged=OFF); fi
  result="$name.sql.gz"
  "$dump" --defaults-extra-file="$work/options" "${options[@]}" "$DATABASE" | gzip >"$work/$result"
  gzip -dc "$work/$result" | tail -n 5 | grep -q 'Dump completed' || fail 'the copy is not complete'
fi

mv "$work/$result" "$folder/$result"
mapfile -t all < <(find "$folder" -maxdepth 1 -name 'xinyue-*Z.*.gz' | sort -r)
for old in "${all[@]:$keep}"; do rm -f "$old"; done
echo "$folder/$result"
