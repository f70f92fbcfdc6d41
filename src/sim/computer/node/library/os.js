// os: the computer as the process sees it.
const info = () => sys('os');
const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10,
  SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20,
}; // prettier-ignore

module.exports = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: () => process.arch,
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => info().release,
  version: () => info().version,
  machine: () => 'x86_64',
  endianness: () => 'LE',
  hostname: () => info().hostname,
  homedir: () => process.env.HOME ?? info().home,
  tmpdir: () => (process.env.TMPDIR ?? '/tmp').replace(/(.)\/$/, '$1'),
  uptime: () => info().uptime,
  loadavg: () => info().load,
  totalmem: () => info().memory,
  freemem: () => info().free,
  availableParallelism: () => info().processors,
  cpus: () =>
    Array.from({ length: info().cpus }, () => ({
      model: info().model,
      speed: info().speed,
      times: { user: 0, nice: 0, sys: 0, idle: Math.round(info().uptime * 1000), irq: 0 },
    })),
  networkInterfaces: () => info().interfaces,
  userInfo: () => info().user,
  getPriority: () => 0,
  setPriority() {},
  constants: {
    signals,
    errno: {},
    priority: { PRIORITY_LOW: 19, PRIORITY_NORMAL: 0, PRIORITY_HIGH: -14 },
    UV_UDP_REUSEADDR: 4,
  },
};
