// All programs that GNU's tools and busybox share, by name.
import { addgroup, adduser, delgroup, deluser } from './accounts/adduser.ts';
import { gpasswd, groupadd, groupdel, groupmod } from './accounts/groupadd.ts';
import { chpasswd, chsh, passwd } from './accounts/passwd.ts';
import { nologin, su } from './accounts/su.ts';
import { sudo } from './accounts/sudo.ts';
import { useradd, userdel, usermod } from './accounts/useradd.ts';
import { awk } from './awk/awk.ts';
import { base32, base64 } from './base64.ts';
import { cat } from './cat.ts';
import { cmp, diff } from './compare.ts';
import { cp, mv } from './copy.ts';
import { cut } from './cut.ts';
import { date } from './date.ts';
import { dd } from './dd.ts';
import { b2sum, md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum } from './digest.ts';
import { hexdump, od, strings, xxd } from './dump.ts';
import { env, printenv } from './env.ts';
import { expr } from './expr.ts';
import { find } from './find.ts';
import type { Applet } from './flavour.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { gunzip, gzip, zcat } from './gzip.ts';
import { head } from './head.ts';
import { arch, groups, id, uname } from './identity.ts';
import { kill, killall, pgrep, pidof, pkill } from './kill.ts';
import { comm, expand, fold, nl, paste, rev, shuf, tac } from './lines.ts';
import { ln, readlink, realpath } from './link.ts';
import { ls } from './ls.ts';
import { mkdir, rmdir } from './make-directory.ts';
import { chgrp, chmod, chown } from './ownership.ts';
import { less, more } from './pager.ts';
import { basename, dirname } from './path-names.ts';
import { printf } from './printf.ts';
import { ps } from './ps.ts';
import { rm, unlink } from './remove.ts';
import { sed } from './sed/sed.ts';
import { seq } from './seq.ts';
import { nohup, sleep, time, timeout } from './sleep.ts';
import { clear, echo, fail, hello, hostname, nproc, pwd, succeed, tty, whoami, yes } from './small.ts';
import { sort } from './sort.ts';
import { install, mkfifo, mknod, truncate } from './special-files.ts';
import { stat } from './stat.ts';
import { stress, stressNg } from './stress.ts';
import { free, getent, uptime } from './system.ts';
import { tail } from './tail.ts';
import { tar } from './tar/tar.ts';
import { tee } from './tee.ts';
import { mktemp } from './temporary.ts';
import { reset, stty, watch } from './terminal-programs.ts';
import { test } from './test.ts';
import { top } from './top.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { tree } from './tree.ts';
import { uniq } from './uniq.ts';
import { df, du } from './usage.ts';
import { lsns } from './lsns.ts';
import { nsenter } from './nsenter.ts';
import { prlimit } from './prlimit.ts';
import { sysctl } from './sysctl.ts';
import { unshare } from './unshare.ts';
import { mount, mountpoint, umount } from './mount.ts';
import { wc } from './wc.ts';
import { which } from './which.ts';
import { xargs } from './xargs.ts';

/** The program behind each name. Each takes the flavour that it speaks in. */
export const applets: Readonly<Record<string, Applet>> = {
  '[': test,
  addgroup,
  adduser,
  arch,
  awk,
  gawk: awk,
  mawk: awk,
  b2sum,
  base32,
  base64,
  basename,
  cat,
  chgrp,
  chmod,
  chown,
  chpasswd,
  chsh,
  clear,
  cmp,
  comm,
  cp,
  cut,
  date,
  delgroup,
  deluser,
  dd,
  df,
  diff,
  dirname,
  du,
  echo,
  egrep,
  env,
  expand,
  expr,
  false: fail,
  fgrep,
  find,
  fold,
  free,
  getent,
  gpasswd,
  grep,
  groupadd,
  groupdel,
  groupmod,
  groups,
  gunzip,
  gzip,
  head,
  hello,
  hexdump,
  hostname,
  id,
  install,
  kill,
  killall,
  less,
  ln,
  ls,
  lsns,
  md5sum,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  more,
  mount,
  mountpoint,
  mv,
  nl,
  nohup,
  nologin,
  nproc,
  nsenter,
  od,
  passwd,
  paste,
  pgrep,
  pidof,
  pkill,
  printenv,
  printf,
  prlimit,
  ps,
  pwd,
  readlink,
  realpath,
  reset,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  sha1sum,
  sha224sum,
  sha256sum,
  sha384sum,
  sha512sum,
  shuf,
  sleep,
  sort,
  stat,
  stress,
  'stress-ng': stressNg,
  strings,
  stty,
  su,
  sudo,
  // Every write is on its disk already.
  sync: succeed,
  sysctl,
  tac,
  tail,
  tar,
  tee,
  test,
  time,
  timeout,
  top,
  touch,
  tr,
  tree,
  true: succeed,
  truncate,
  tty,
  umount,
  uname,
  uniq,
  unlink,
  unshare,
  uptime,
  useradd,
  userdel,
  usermod,
  watch,
  wc,
  which,
  'which.debianutils': which,
  whoami,
  xargs,
  xxd,
  yes,
  zcat,
};
