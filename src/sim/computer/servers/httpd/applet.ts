// The two programs of the name `httpd`: Apache's with a binary of its own, and busybox's.
import type { Applet } from '../../programs/flavour.ts';
import { busyboxHttpd } from './busybox-httpd.ts';
import { httpd as apacheHttpd } from './httpd.ts';

export const httpd: Applet = (process, flavour) =>
  flavour === 'busybox' ? busyboxHttpd(process) : apacheHttpd(process);
