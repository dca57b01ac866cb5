# shellcheck shell=bash
# Reads DATABASE_URL for backup.sh and restore.sh: sets ENGINE, and FILE or HOST, PORT, USER_NAME, PASSWORD, DATABASE.

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

decoded() {
  printf '%b' "${1//%/\\x}"
}

read_database_url() {
  local url="${DATABASE_URL:-sqlite:./data/xinyue.db}"
  local mysql='^mysql://([^:@/]+)(:([^@/]*))?@([^:/]+)(:([0-9]+))?/([A-Za-z0-9_$-]+)(\?.*)?$'
  if [[ $url == sqlite:* && $url != sqlite::memory: ]]; then
    ENGINE=sqlite
    FILE="${url#sqlite:}"
    [[ $FILE != ///* ]] || FILE="${FILE#//}"
  elif [[ $url =~ $mysql ]]; then
    ENGINE=mysql
    USER_NAME="$(decoded "${BASH_REMATCH[1]}")"
    PASSWORD="$(decoded "${BASH_REMATCH[3]}")"
    HOST="${BASH_REMATCH[4]}"
    PORT="${BASH_REMATCH[6]:-3306}"
    DATABASE="${BASH_REMATCH[7]}"
  else
    fail 'DATABASE_URL must look like sqlite:./data/xinyue.db or mysql://user:password@host:3306/name'
  fi
}

# The password goes through a file that only its owner can read, never through a list of processes.
write_mysql_options() {
  local password="${PASSWORD//\\/\\\\}"
  (
    umask 077
    printf '[client]\nhost=%s\nport=%s\nprotocol=TCP\nuser="%s"\npassword="%s"\ndefault-character-set=utf8mb4\n' \
      "$HOST" "$PORT" "${USER_NAME//\"/\\\"}" "${password//\"/\\\"}" >"$1"
  )
}

first_of() {
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null; then
      echo "$name"
      return
    fi
  done
  fail "none of these is installed: $*"
}

# Runs a statement list on a SQLite file with the engine that the service itself uses.
on_sqlite() {
  node --no-warnings - "$@" <<'JS'
const [file, ...statements] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [process.env.XINYUE_HOME] }));
let engine;
try {
  engine = require('node:sqlite');
} catch {
  engine = load('@photostructure/sqlite');
}
const database = new engine.DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 10000');
for (const statement of statements) {
  for (const row of database.prepare(statement).all()) console.log(Object.values(row).join('|'));
}
database.close();
JS
}
