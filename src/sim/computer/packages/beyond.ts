// Names of packages that real repositories have and the simulated ones do not: they are not missing, they are not simulated.

/** How most packages are called: libraries, what belongs to a language, what belongs to another package. */
const families =
  /^(?:lib[a-z0-9+.-]*[a-z0-9]|(?:python|python2|python3|py|py2|py3|perl|php|php\d+|ruby|node|nodejs|golang|rust|haskell|lua|r-cran|r-bioc|postgresql|mysql|mariadb|openjdk|java|linux|gir1.2|fonts?|ttf|texlive|gstreamer1.0|qt5|qt6|gtk|kde|xfce4|gnome|mesa|xf86|xserver|firmware|docker|mongodb|nginx-mod|apache2|openrc|busybox)\d*(?:[-.][a-z0-9+.-]+|\d[a-z0-9+.-]*)|(?:ruby|php|lua|llvm|clang|gcc|python|java|postgresql|openjdk)\d[\d.]*|[a-z][a-z0-9+.-]*-(?:dev|dbg|doc|docs|libs|data|common|utils|tools|client|server|core|headers|static|openrc|perl|python|jdk|jre|headless|extra|modules?|plugins?))$/;

/** Others, from what Dockerfiles install. */
const others = new Set(
  `alsa-utils apache2-ssl apparmor apt-cacher-ng ardour aufs-tools avahi avrdude blender brave-browser browsh calibre cargo
  ca-certificates-bundle cbonsai cheese chromium clang clojure cmatrix conntrack-tools containerd.io containerd cowsay cups
  dconf-cli ddd dhcping dosfstools dpkg-sig e2fsprogs-extra elixir emacs erlang evince fbterm feh filezilla firefox
  firefox-esr flatpak fluxbox fortune fortunes fping fuse fuse-overlayfs gcloud gcp gimp gparted grafana google-chrome-stable
  go haproxy hicolor-icon-theme htop httpie hugo hunspell i3 icedtea-netx ifupdown-ng-openrc imagemagick influxdb inkscape
  iptraf-ng irssi iverilog jenkins julia keepassxc kubectl lead libreoffice libressl lld llvm lynx mailutils mednafen
  microsoft-edge-stable mongodb mongodb-org mono mono-complete moreutils mosh mplayer mpv mumble mutt neomutt netdata nmap-nping
  nmap-scripts notify-osd numactl octave oh-my-zsh openjdk openvswitch opera orca packer pandoc parallel parted pavucontrol
  pdftk pgadmin4 phantomjs pianobar pidgin postfix powershell privoxy proftpd protoc puppet pulseaudio qemu r-base rabbitmq
  rdesktop remmina reprepro rust rustc s3cmd sbt scala scapy screenfetch scribus shorewall signal-desktop skype slack-desktop
  sox speedtest-cli spotify-client steam stress-ng subversion supervisor swaks telegraf terminator terraform tilix tor
  torbrowser-launcher traceroute transmission trippy tshark tsung unrar vagrant varnish virtualbox vlc vscode weechat websocat
  wine wireshark wireguard x11-apps x11vnc xclip xdotool xeyes xfsprogs xinetd xorg xpra xterm xvfb yamllint youtube-dl yt-dlp
  zeal zookeeper zoom`.split(/\s+/),
);

/** How names look that nobody has given. */
const invented = /no-?such|not?-?exist|non-?exist|missing|typo|imaginary|foo|bar$|baz/;

/** Whether a package of that name is likely to exist, so that it would be wrong to call it unknown. */
export const isBeyond = (name: string): boolean => (families.test(name) && !invented.test(name)) || others.has(name);
