// The shell scripts that prepare nginx when its container starts. They print the lines that the official image prints and
// do what its scripts do, in plain POSIX shell.
import { nginxDefaultServer } from './nginx-files.ts';

const say = `say() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}
`;

/** /docker-entrypoint.sh: runs what is in /docker-entrypoint.d, then becomes the command. */
export const dockerEntrypoint = `#!/bin/sh
set -e

${say}
if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
    folder=/docker-entrypoint.d
    found=
    for script in "$folder"/*; do
        if [ -f "$script" ]; then
            found=yes
        fi
    done
    if [ -n "$found" ]; then
        say "$0: $folder/ is not empty, will attempt to perform configuration"
        say "$0: Looking for shell scripts in $folder/"
        for script in "$folder"/*; do
            case "$script" in
                *.envsh)
                    if [ -x "$script" ]; then
                        say "$0: Sourcing $script"
                        . "$script"
                    else
                        say "$0: Ignoring $script, not executable"
                    fi
                    ;;
                *.sh)
                    if [ -x "$script" ]; then
                        say "$0: Launching $script"
                        "$script"
                    else
                        say "$0: Ignoring $script, not executable"
                    fi
                    ;;
                *)
                    say "$0: Ignoring $script"
                    ;;
            esac
        done
        say "$0: Configuration complete; ready for start up"
    else
        say "$0: No files found in $folder/, skipping configuration"
    fi
fi

exec "$@"
`;

/** 10-listen-on-ipv6-by-default.sh: adds an IPv6 socket to the packaged server as long as nobody has changed it. */
const listenOnIpv6 = `#!/bin/sh
set -e

me=\${0##*/}
conf=/etc/nginx/conf.d/default.conf

${say}
if [ ! -f "$conf" ]; then
    say "$me: info: $conf is not a file or does not exist"
    exit 0
fi
if [ ! -w "$conf" ]; then
    say "$me: info: can not modify $conf (read-only file system?)"
    exit 0
fi

current=$(cat "$conf")
case "$current" in
    *'listen  [::]:80;'*)
        say "$me: info: IPv6 listen already enabled"
        exit 0
        ;;
esac

say "$me: info: Getting the checksum of $conf"
packaged='${nginxDefaultServer.trimEnd()}'
if [ "$current" != "$packaged" ]; then
    say "$me: info: $conf differs from the packaged version"
    exit 0
fi

changed=
while IFS= read -r line; do
    changed="$changed$line
"
    case "$line" in
        *'listen       80;'*)
            changed="$changed    listen  [::]:80;
"
            ;;
    esac
done < "$conf"
printf '%s' "$changed" > "$conf"

say "$me: info: Enabled listen on IPv6 in $conf"
exit 0
`;

/** 15-local-resolvers.envsh: on demand, the name servers of /etc/resolv.conf as a variable for templates. */
const localResolvers = `#!/bin/sh
# shellcheck shell=sh

[ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ] || return 0

NGINX_LOCAL_RESOLVERS=
while read -r key address _; do
    if [ "$key" = nameserver ]; then
        case "$address" in
            *:*) address="[$address]" ;;
        esac
        NGINX_LOCAL_RESOLVERS="\${NGINX_LOCAL_RESOLVERS:+$NGINX_LOCAL_RESOLVERS }$address"
    fi
done < /etc/resolv.conf
export NGINX_LOCAL_RESOLVERS
`;

/** 20-envsubst-on-templates.sh: fills the environment's variables into templates, if there are any. */
const envsubstOnTemplates = `#!/bin/sh
set -e

me=\${0##*/}
templates=\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}

${say}
fill() {
    for entry in "$1"/*; do
        if [ -d "$entry" ]; then
            fill "$entry"
        elif [ -f "$entry" ] && [ "\${entry%"$suffix"}" != "$entry" ]; then
            relative=\${entry#"$templates/"}
            target=$output/\${relative%"$suffix"}
            mkdir -p "\${target%/*}"
            say "$me: Running envsubst on $entry to $target"
            envsubst "$names" < "$entry" > "$target"
        fi
    done
}

[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
    say "$me: ERROR: $templates exists, but $output is not writable"
    exit 0
fi
names=$(env | while IFS== read -r name _; do printf '\${%s} ' "$name"; done)
fill "$templates"
exit 0
`;

/** 30-tune-worker-processes.sh: on demand, as many workers as there are processors. */
const tuneWorkerProcesses = `#!/bin/sh
set -eu

me=\${0##*/}
conf=/etc/nginx/nginx.conf

[ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0

if [ ! -w "$conf" ]; then
    echo "$me: error: can not modify $conf (read-only file system?)"
    exit 0
fi

processors=$(nproc)
changed=
while IFS= read -r line; do
    case "$line" in
        worker_processes*) line="worker_processes $processors;" ;;
    esac
    changed="$changed$line
"
done < "$conf"
printf '%s' "$changed" > "$conf"
`;

/** The scripts of /docker-entrypoint.d by name. */
export const entrypointScripts: Readonly<Record<string, string>> = {
  '10-listen-on-ipv6-by-default.sh': listenOnIpv6,
  '15-local-resolvers.envsh': localResolvers,
  '20-envsubst-on-templates.sh': envsubstOnTemplates,
  '30-tune-worker-processes.sh': tuneWorkerProcesses,
};
