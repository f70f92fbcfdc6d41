// One line about a package, in our own words, for `apt-cache search`, `apt show` and `dpkg -l`.

const known: Readonly<Record<string, string>> = {
  ansible: 'sets up machines by playbooks', apache2: 'web server of Apache', 'apache2-utils': 'tools of the Apache web server',
  'apt-transport-https': 'empty package: APT speaks HTTPS itself', 'apt-utils': 'more tools of APT', bc: 'calculator with any precision',
  'bind9-dnsutils': 'asks name servers: dig, nslookup', 'build-essential': 'what one needs to compile C and C++', bzip2: 'compresses files',
  'ca-certificates': 'certificates of authorities for TLS', clang: 'C family compiler of LLVM', cmake: 'describes how to build a project',
  cowsay: 'a speaking cow', cron: 'runs commands at times', curl: 'transfers data by URL', dbus: 'messages between programs',
  dnsutils: 'old name of bind9-dnsutils', 'docker.io': 'runs containers', 'dumb-init': 'small init for containers',
  ffmpeg: 'converts audio and video', figlet: 'large letters from text', file: 'tells what a file is', 'fortune-mod': 'prints a saying',
  'g++': 'compiler of C++', gcc: 'compiler of C', gdb: 'debugger of GNU', gettext: 'translations of programs',
  'gettext-base': 'translations of programs at run time, envsubst', git: 'version control', gnupg: 'encrypts and signs',
  golang: 'the language Go', gosu: 'runs a command as another user', graphviz: 'draws graphs', htop: 'shows processes, with colours',
  imagemagick: 'changes pictures', iproute2: 'network settings: ip, ss', iptables: 'rules for packets',
  'iputils-ping': 'asks hosts whether they answer', jq: 'filters JSON', less: 'shows texts page by page',
  locales: 'languages of the C library', 'lsb-release': 'tells which release this is', lsof: 'lists open files',
  make: 'builds what is out of date', 'man-db': 'shows manual pages', 'mariadb-client': 'client of MariaDB', maven: 'builds Java projects',
  nano: 'small text editor', 'net-tools': 'old network commands: ifconfig, netstat', 'netcat-openbsd': 'reads and writes connections',
  netbase: 'names of protocols and services', nginx: 'small and fast web server and proxy', nmap: 'looks what is in a network', nodejs: 'runs JavaScript',
  npm: 'packages of Node.js', 'openssh-client': 'client of the secure shell', 'openssh-server': 'server of the secure shell',
  openssl: 'keys, certificates and TLS', patch: 'applies differences', perl: 'the language Perl', php: 'the language PHP',
  'pkg-config': 'flags for compilers', postgresql: 'database server', 'postgresql-client': 'client of PostgreSQL',
  procps: 'tools for processes: ps, top', psmisc: 'more tools for processes: killall, pstree', python3: 'the language Python 3',
  'python3-dev': 'headers of Python', 'python3-pip': 'packages of Python', 'python3-venv': 'environments of Python',
  'redis-server': 'keeps data in memory', ripgrep: 'finds text in many files', rsync: 'copies what has changed', ruby: 'the language Ruby',
  screen: 'several terminals in one', socat: 'connects two streams', 'software-properties-common': 'looks after the sources of packages',
  sqlite3: 'database in a file', strace: 'shows system calls', stress: 'puts load on a machine', sudo: 'runs commands as another user',
  supervisor: 'supervises processes', systemd: 'system and service manager', tcpdump: 'shows packets', telnet: 'talks to a port',
  tini: 'small init for containers', tmux: 'several terminals in one', traceroute: 'follows the way to a host',
  tree: 'shows directories as a tree', unzip: 'unpacks zip archives', valgrind: 'finds mistakes with memory', vim: 'text editor, improved vi',
  wget: 'gets files by URL', 'xz-utils': 'compresses files', zip: 'makes zip archives', zsh: 'shell with many features', zstd: 'compresses files',
}; // prettier-ignore

const bySection: Readonly<Record<string, string>> = {
  libs: 'shared library', oldlibs: 'transitional package', libdevel: 'development files', doc: 'documentation', perl: 'library for Perl',
  python: 'library for Python', java: 'library for Java', javascript: 'library for JavaScript', localization: 'translations', fonts: 'fonts',
}; // prettier-ignore

/** The description of a package by bookworm's name; one for its section where there is none of its own. */
export const aboutPackage = (name: string, section: string): string =>
  (Object.hasOwn(known, name) ? known[name] : undefined) ??
  `${name.replace(/-dev$/, '')}: ${bySection[section] ?? `package for ${section}`}`;
