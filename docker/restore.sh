#!/usr/bin/env bash
# Puts a copy made by backup.sh in the place of the database of DATABASE_URL. Stop the service first.
#   docker/restore.sh FILE [--replace]      --replace: although there is data already
# SQLite: what was there is kept beside it. MySQL: every table of the database is dropped; back it up before.
set -euo pipefail
XINYUE_HOME="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export XINYUE_HOME
# shellcheck source=docker/database-url.sh
source "$XINYUE_HOME/docker/database-url.sh"

[ "$#" -ge 1 ] && [ "$#" -le 2 ] && [ "${2:---replace}" = --replace ] || fail 'usage: docker/restore.sh FILE [--replace]' 2
copy="$1"
replace="${2:-}"
[ -f "$copy" ] || fail "there is no file $copy"
gzip -t "$copy" 2>/dev/null || fail "$copy is damaged or no copy made by backup.sh"
read_database_url
umask 077

restore_sqlite() {
  local folder aside
  folder="$(dirname "$FILE")"
  mkdir -p "$folder"
  work="$(mktemp -d "$folder/.restore-XXXXXX")"
  tar -C "$work" -xzf "$copy" || fail "$copy is no copy of a SQLite database"
  [ -f "$work/xinyue.db" ] || fail "$copy holds no xinyue.db"
  [ "$(on_sqlite "$work/xinyue.db" 'PRAGMA integrity_check')" = ok ] || fail "the database in $copy is damaged"
  if [ -f "$FILE" ]; then
    [ -n "$replace" ] || fail "there is a database $FILE already; add --replace to put the copy in its place"
    if [ -f "$FILE.lock" ] && ! on_sqlite "$FILE.lock" 'PRAGMA busy_timeout = 0' 'BEGIN IMMEDIATE' ROLLBACK >/dev/null 2>&1; then
      fail 'the service is running on this database; stop it first'
    fi
    aside="$folder/before-restore-$(date -u +%Y%m%dT%H%M%SZ)"
    mkdir "$aside"
    for part in "$FILE" "$FILE-wal" "$FILE-shm" "$folder/secret.key"; do
      if [ -f "$part" ]; then mv "$part" "$aside/"; fi
    done
    echo "what was there is kept in $aside" >&2
  fi
  if [ -f "$work/secret.key" ]; then mv "$work/secret.key" "$folder/secret.key"; fi
  mv "$work/xinyue.db" "$FILE"
}

restore_mysql() {
  local client tables
  client="$(first_of mysql mariadb)"
  work="$(mktemp -d)"
  gzip -dc "$copy" | tail -n 5 | grep -q 'Dump completed' || fail "$copy is not a complete copy of a MySQL database"
  write_mysql_options "$work/options"
  sql() { "$client" --defaults-extra-file="$work/options" --batch --skip-column-names "$DATABASE" "$@"; }
  tables="$(sql -e "SELECT CONCAT('DROP TABLE \`', table_name, '\`;') FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")"
  if [ -n "$tables" ]; then
    [ -n "$replace" ] || fail "the database $DATABASE has tables already; add --replace to put the copy in their place"
    printf 'SET FOREIGN_KEY_CHECKS = 0;\n%s\n' "$tables" | sql
  fi
  gzip -dc "$copy" | sql
}

trap 'rm -rf "${work:-}"' EXIT
"restore_$ENGINE"
echo "restored from $copy"
