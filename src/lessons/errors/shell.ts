// What shells and programs of the machine say, explained.
import type { Explanation } from './explanation.ts';

export const shellErrors: readonly Explanation[] = [
  {
    code: 'command-not-found',
    says: /^(?:-?(?:ba|da|a)?sh: )?(?:line )?(?:\d+: )?(?<name>[\w./+-]+): (?:command )?not found$/,
    title: 'There is no program {name} here',
    means: 'The shell looked for it in all directories of `$PATH`.',
    why: 'It is misspelt or not installed. In a container only the programs of its image are there.',
    tries: [
      '`echo $PATH` shows where the shell looks.',
      'Install it: `apt-get install` in Debian’s images, `apk add` in Alpine’s.',
    ],
  },
  {
    code: 'no-such-path',
    says: /(?<path>[^\s:']+)'?: No such file or directory$/,
    title: 'There is no {path}',
    means: 'A program looked for this file or directory and did not find it.',
    why: 'It is misspelt, or you are in another directory. Files of your machine are not in a container unless they are mounted or copied.',
    tries: ['`ls` shows what is here, `pwd` where you are.'],
  },
  {
    code: 'permission-denied',
    says: /(?<path>[^\s:']+)'?: Permission denied$/,
    title: 'You may not do this to {path}',
    means: 'The file belongs to somebody else, and its permissions do not include you.',
    why: 'In a container with `--user`, or on your machine as `learner`, you are not root.',
    tries: ['`ls -l {path}` shows owner and permissions.', '`sudo` runs one command as root on your machine.'],
  },
  {
    code: 'read-only-file-system',
    says: /Read-only file system$/,
    title: 'Nothing can be written there',
    means: 'The files are mounted read-only.',
    why: 'The container was created with `--read-only`, or the mount ends in `:ro`.',
    tries: ['Write to a volume or a `--tmpfs` instead.'],
  },
  {
    code: 'no-space-left',
    says: /[Nn]o space left on device$/,
    title: 'The disk is full',
    means: 'There is no room for what was to be written.',
    why: 'A size was set for this mount, or images, containers and build cache have filled the disk.',
    tries: ['`docker system df` shows what takes the room.', '`docker system prune` removes what nobody uses.'],
  },
  {
    code: 'connection-refused',
    says: /(?:Failed to connect to (?<host>\S+) port (?<port>\d+).*|[Cc]onnection refused)/,
    title: 'Nobody listens there',
    means: 'The machine was reached, and no program has this port open.',
    why: 'The container does not run, the port was not published with `-p`, the program listens on another port, or only on 127.0.0.1 within its container.',
    tries: ['`docker ps` shows the published ports.', '`docker logs NAME` shows whether the program has started.'],
  },
  {
    code: 'connection-reset',
    says: /(?:Connection reset by peer|Empty reply from server)/,
    title: 'The connection was cut',
    means: 'The connection was taken, and closed again without an answer.',
    why: 'Behind a published port Docker’s proxy takes it, and in the container nobody listens on that port yet, or only on 127.0.0.1. Or a program took it that does not speak this protocol, as a database that is asked for a page.',
    tries: [
      'Wait a moment and try again.',
      'Compare the second number of `-p` with the port on which the program listens.',
      '`docker logs NAME` shows whether the program has started, and what it thought of the question.',
    ],
  },
  {
    code: 'name-not-resolved',
    says: /(?:Could not resolve host: (?<curl>\S+)|bad address '(?<busybox>[^']+)'|(?<ping>\S+): Name or service not known|Temporary failure in name resolution|getaddrinfo (?:EAI_AGAIN|ENOTFOUND) (?<node>\S+))/,
    title: 'This name leads to no address',
    means: 'The name was looked up, and nobody knows it.',
    why: 'Containers find each other by name only on a network that you made. On the default bridge there are no names.',
    tries: [
      '`docker network create my-net`, then run both containers with `--network my-net`.',
      '`docker network inspect NETWORK` shows who is on a network.',
    ],
  },
  {
    code: 'killed',
    says: /^Killed$|\bOOMKilled\b|exited with code 137/,
    title: 'The process was killed',
    means: 'Status 137 is 128 + 9: the process was ended by the signal KILL, which cannot be caught.',
    why: 'It used more memory than its limit, did not end within the time that `docker stop` gives, or somebody killed it.',
    tries: [
      '`docker inspect NAME --format {{.State.OOMKilled}}` says whether it was memory.',
      'Raise the limit with `--memory`.',
    ],
  },
  {
    code: 'no-such-unit',
    says: /Unit (?<name>\S+) not found/,
    title: 'systemd knows no {name}',
    means: '`systemctl` starts and stops services of the machine, by the names of their units.',
    why: 'The name is misspelt, or the service is not installed.',
    tries: ['`systemctl status docker` shows Docker’s.'],
  },
];
