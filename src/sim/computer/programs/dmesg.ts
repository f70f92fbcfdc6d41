// dmesg(1): who may read the kernel's messages. What they say is not simulated.
import { applet } from './invocation.ts';

/** `dmesg` */
export const dmesg = applet(
  {
    name: 'dmesg',
    short: 'cCdDeEf:Hikl:Ln:PrSs:tTuwWx',
    long: { clear: 'C', human: 'H', ctime: 'T', follow: 'w', kernel: 'k', level: 'l:', decode: 'x', color: 'color::' },
    usage: '[options]',
    about: 'Display or control the kernel ring buffer.',
    version: 'util-linux) 2.39.3',
    busybox: { short: 'cn:s:r', long: {}, usage: '[-cr] [-n LEVEL] [-s SIZE]' },
  },
  function* (run) {
    if (!run.process.credentials.capabilities.has('CAP_SYSLOG'))
      return yield* run.die(
        run.gnu ? 'read kernel buffer failed: Operation not permitted' : 'klogctl: Operation not permitted',
      );
    return yield* run.die("not simulated: the kernel's messages");
  },
);
