// The entrypoint of mysql's and mariadb's images: checks the environment, makes the data directory, users and a database,
// runs the files of /docker-entrypoint-initdb.d, and at last becomes the server.

interface Names {
  /** `MySQL`. */
  readonly product: string;
  readonly server: string;
  readonly client: string;
  /** Beginnings of the variables, the preferred one first. */
  readonly prefixes: readonly [string, ...string[]];
  /** Creates the system tables. */
  readonly install: string;
  /** What the log's lines begin with after the time. */
  readonly level: string;
}

/** /usr/local/bin/docker-entrypoint.sh */
export function mysqlScript({ product, server, client, prefixes, install, level }: Names): string {
  const [first, ...others] = prefixes;
  const names = ['ROOT_HOST', 'DATABASE', 'USER', 'PASSWORD', 'ROOT_PASSWORD'];
  const passwordWanted =
    product === 'MySQL'
      ? `    You need to specify one of the following as an environment variable:\\n    - ${['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD'].map((name) => `MYSQL_${name}`).join('\\n    - ')}`
      : '\\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD';
  const aliases = others.flatMap((other) =>
    [...names, 'ALLOW_EMPTY_PASSWORD', 'ALLOW_EMPTY_ROOT_PASSWORD', 'RANDOM_ROOT_PASSWORD', 'INITDB_SKIP_TZINFO'].map(
      (name) =>
        `	if [ -n "\${${other}_${name}:-}" ] && [ -z "\${${first}_${name}:-}" ]; then export ${first}_${name}="$${other}_${name}"; fi`,
    ),
  );
  return `#!/bin/bash
set -eo pipefail
shopt -s nullglob

mysql_log() {
	local type="$1"; shift
	printf '%s [${level}] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$*" | sed "s/\\[${level}\\]/[$type]/"
}
mysql_note() {
	mysql_log ${level} "$@"
}
mysql_warn() {
	mysql_log Warn "$@" >&2
}
mysql_error() {
	mysql_log ERROR "$@" >&2
	exit 1
}

# VARIABLE [DEFAULT]: takes the value of VARIABLE_FILE's file where that is set
file_env() {
	local var="$1"
	local fileVar="\${var}_FILE"
	local def="\${2:-}"
	if [ "\${!var:-}" ] && [ "\${!fileVar:-}" ]; then
		mysql_error "Both $var and $fileVar are set (but are exclusive)"
	fi
	local val="$def"
	if [ "\${!var:-}" ]; then
		val="\${!var}"
	elif [ "\${!fileVar:-}" ]; then
		val="$(< "\${!fileVar}")"
	fi
	export "$var"="$val"
	unset "$fileVar"
}

docker_setup_env() {
	DATADIR=/var/lib/mysql
	SOCKET=${product === 'MySQL' ? '/var/run/mysqld/mysqld.sock' : '/run/mysqld/mysqld.sock'}
${aliases.join('\n')}
${names.map((name) => `	file_env '${first}_${name}'${name === 'ROOT_HOST' ? " '%'" : ''}`).join('\n')}
	declare -g DATABASE_ALREADY_EXISTS
	if [ -d "$DATADIR/mysql" ]; then
		DATABASE_ALREADY_EXISTS='true'
	fi
}

docker_create_db_directories() {
	mkdir -p -- "$DATADIR" "$(dirname "$SOCKET")"
	if [ "$(id -u)" = "0" ]; then
		find "$DATADIR" \\! -user mysql -exec chown mysql: '{}' +
		chown mysql: "$(dirname "$SOCKET")"
	fi
}

docker_verify_minimum_env() {
	if [ -z "$${first}_ROOT_PASSWORD" ] && [ -z "$${first}_ALLOW_EMPTY_PASSWORD" ] && [ -z "$${first}_ALLOW_EMPTY_ROOT_PASSWORD" ] && [ -z "$${first}_RANDOM_ROOT_PASSWORD" ]; then
		mysql_error $'Database is uninitialized and password option is not specified\\n${passwordWanted}'
	fi
	if [ "\${${first}_USER:-}" = 'root' ]; then
		mysql_error $'${first}_USER="root", ${first}_USER and ${first}_PASSWORD are for configuring a regular user and cannot be used for the root user'
	fi
	if [ -n "$${first}_USER" ] && [ -z "$${first}_PASSWORD" ]; then
		mysql_warn '${first}_USER specified, but missing ${first}_PASSWORD; ${first}_USER will not be created'
	elif [ -z "$${first}_USER" ] && [ -n "$${first}_PASSWORD" ]; then
		mysql_warn '${first}_PASSWORD specified, but missing ${first}_USER; ${first}_PASSWORD will be ignored'
	fi
}

docker_process_sql() {
	if [ "\${1:-}" = '--dont-use-${first.toLowerCase()}-root-password' ]; then
		shift
		${client} --protocol=socket -uroot -hlocalhost --socket="$SOCKET" "$@"
	else
		${client} --protocol=socket -uroot \${${first}_ROOT_PASSWORD:+"-p$${first}_ROOT_PASSWORD"} -hlocalhost --socket="$SOCKET" "$@"
	fi
}

docker_temp_server_start() {
	"$@" --skip-networking --socket="$SOCKET" &
	declare -g SERVER_PID=$!
	local i
	for i in {30..0}; do
		if docker_process_sql --dont-use-${first.toLowerCase()}-root-password --database=mysql <<<'SELECT 1' &> /dev/null; then
			break
		fi
		sleep 1
	done
	if [ "$i" = 0 ]; then
		mysql_error "Unable to start server."
	fi
}

docker_temp_server_stop() {
	kill "$SERVER_PID"
	wait "$SERVER_PID" || true
}

docker_setup_db() {
	if [ -n "$${first}_RANDOM_ROOT_PASSWORD" ]; then
		export ${first}_ROOT_PASSWORD="$(tr -dc 'A-Za-z0-9' < /dev/urandom | head -c 32)"
		mysql_note "GENERATED ROOT PASSWORD: $${first}_ROOT_PASSWORD"
	fi
	{
		if [ -n "$${first}_ROOT_HOST" ] && [ "$${first}_ROOT_HOST" != 'localhost' ]; then
			echo "CREATE USER IF NOT EXISTS 'root'@'$${first}_ROOT_HOST' IDENTIFIED BY '$${first}_ROOT_PASSWORD';"
			echo "GRANT ALL ON *.* TO 'root'@'$${first}_ROOT_HOST' WITH GRANT OPTION;"
		fi
		echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$${first}_ROOT_PASSWORD';"
		echo "FLUSH PRIVILEGES;"
	} | docker_process_sql --dont-use-${first.toLowerCase()}-root-password --database=mysql

	if [ -n "$${first}_DATABASE" ]; then
		mysql_note "Creating database $${first}_DATABASE"
		docker_process_sql --database=mysql <<<"CREATE DATABASE IF NOT EXISTS \\\`$${first}_DATABASE\\\`;"
	fi
	if [ -n "$${first}_USER" ] && [ -n "$${first}_PASSWORD" ]; then
		mysql_note "Creating user $${first}_USER"
		docker_process_sql --database=mysql <<<"CREATE USER '$${first}_USER'@'%' IDENTIFIED BY '$${first}_PASSWORD';"
		if [ -n "$${first}_DATABASE" ]; then
			mysql_note "Giving user $${first}_USER access to schema $${first}_DATABASE"
			docker_process_sql --database=mysql <<<"GRANT ALL ON \\\`$${first}_DATABASE\\\`.* TO '$${first}_USER'@'%';"
		fi
	fi
}

docker_process_init_files() {
	echo
	local f
	for f; do
		case "$f" in
			*.sh)
				if [ -x "$f" ]; then
					mysql_note "$0: running $f"
					"$f"
				else
					mysql_note "$0: sourcing $f"
					. "$f"
				fi
				;;
			*.sql)    mysql_note "$0: running $f"; docker_process_sql \${${first}_DATABASE:+--database="$${first}_DATABASE"} < "$f"; echo ;;
			*.sql.gz) mysql_note "$0: running $f"; gunzip -c "$f" | docker_process_sql \${${first}_DATABASE:+--database="$${first}_DATABASE"}; echo ;;
			*)        mysql_warn "$0: ignoring $f" ;;
		esac
		echo
	done
}

_want_help() {
	local arg
	for arg; do
		case "$arg" in
			-'?'|--help|--print-defaults|-V|--version) return 0 ;;
		esac
	done
	return 1
}

_main() {
	if [ "\${1:0:1}" = '-' ]; then
		set -- ${server} "$@"
	fi
	if { [ "$1" = '${server}' ] || [ "$1" = 'mysqld' ]; } && ! _want_help "$@"; then
		mysql_note "Entrypoint script for ${product} Server $${product === 'MySQL' ? 'MYSQL' : 'MARIADB'}_VERSION started."
		docker_setup_env
		docker_create_db_directories
		if [ "$(id -u)" = "0" ]; then
			mysql_note "Switching to dedicated user 'mysql'"
			exec gosu mysql "$0" "$@"
		fi
		if [ -z "$DATABASE_ALREADY_EXISTS" ]; then
			docker_verify_minimum_env
			ls /docker-entrypoint-initdb.d/ > /dev/null
			mysql_note "Initializing database files"
			${install}
			mysql_note "Database files initialized"
			mysql_note "Starting temporary server"
			docker_temp_server_start "$@"
			mysql_note "Temporary server started."
			docker_setup_db
			docker_process_init_files /docker-entrypoint-initdb.d/*
			mysql_note "Stopping temporary server"
			docker_temp_server_stop
			mysql_note "Temporary server stopped"
			echo
			mysql_note "${product} init process done. Ready for start up."
			echo
		fi
	fi
	exec "$@"
}

if [ "\${0##*/}" = 'docker-entrypoint.sh' ]; then
	_main "$@"
fi
`;
}
