// What psql says about itself.

/** `psql --help`, in our words. */
export const psqlHelp = `psql is the PostgreSQL interactive terminal.

Usage:
  psql [OPTION]... [DBNAME [USERNAME]]

General options:
  -c, --command=COMMAND    run one command (SQL or a backslash command), then exit
  -d, --dbname=DBNAME      database to connect to
  -f, --file=FILENAME      run the commands of a file, then exit
  -l, --list               list the databases, then exit
  -v, --set=, --variable=NAME=VALUE
                           set a variable of psql (for example -v ON_ERROR_STOP=1)
  -V, --version            print the version, then exit
  -X, --no-psqlrc          do not read the startup file
  -1, --single-transaction
                           run all commands in one transaction

Input and output options:
  -a, --echo-all           echo all lines of a script
  -e, --echo-queries       echo what is sent to the server
  -o, --output=FILENAME    write results to a file
  -q, --quiet              print results alone

Output format options:
  -A, --no-align           unaligned output
      --csv                comma-separated values
  -F, --field-separator=STRING
                           separator of fields for unaligned output
  -P, --pset=VAR[=ARG]     set a printing option
  -t, --tuples-only        print rows alone
  -x, --expanded           print one value a line

Connection options:
  -h, --host=HOSTNAME      server, or directory of its socket
  -p, --port=PORT          port
  -U, --username=USERNAME  user
  -w, --no-password        never ask for a password
  -W, --password           always ask for a password
`;

/** `\\?`, in our words. */
export const commandHelp = `General
  \\q                     leave psql
  \\g, \\gx                send the statement, \\gx with expanded output
  \\gset [PREFIX]         send the statement and keep its row in variables
  \\gexec                 send the statement, then each value of its result
  \\watch                 not simulated

Help
  \\? [commands]          show this
  \\h [NAME]              help on SQL: not simulated

Query buffer
  \\p                     show the statement so far
  \\r                     forget it

Input and output
  \\copy ...              COPY with a file of the client
  \\echo [STRING]         write to standard output
  \\i FILE, \\ir FILE      run the commands of a file
  \\o [FILE]              send results to a file
  \\qecho, \\warn          write to the results, to standard error

Informational (S = with system objects, + = more)
  \\d[S+] [NAME]          tables, views and sequences, or what NAME looks like
  \\df  \\di  \\dm  \\ds  \\dt  \\dv [PATTERN]
                         functions, indexes, materialized views, sequences, tables, views
  \\dn  \\dx  \\dT  \\dp     schemas, extensions, types, privileges
  \\du, \\dg [PATTERN]     roles
  \\l[+] [PATTERN]        databases

Formatting
  \\a                     aligned or unaligned
  \\pset [NAME [VALUE]]   printing options
  \\t [on|off]            rows alone
  \\x [on|off|auto]       expanded output

Connection
  \\c[onnect] [DBNAME [USER [HOST [PORT]]]]
                         connect anew
  \\conninfo              tell about the connection
  \\password [USERNAME]   change a password

Operating system
  \\! [COMMAND]           run a command in a shell
  \\cd [DIR]              change the working directory
  \\timing [on|off]       show how long statements take

Variables
  \\set [NAME [VALUE]]    set a variable, or list all
  \\unset NAME            forget a variable
`;
