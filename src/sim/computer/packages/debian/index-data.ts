// The simulated repository of Debian bookworm, from which the other suites are derived: one line a package.
// name|version|installed KiB|section|dependencies|recommendations|programs
// `*` after a name: for all architectures. A program is in /usr/bin, after `@` in /usr/sbin; `=KiB` is its size and `>target`
// makes it a link. What every image has (libc6 and its like) is not named among the dependencies.

export const packageLines = `
ansible|7.7.0+dfsg-3+deb12u1|173000|admin|ansible-core openssh-client python3||
ansible-core|2.14.18-0+deb12u1|10700|admin|openssh-client python3 python3-cryptography||ansible ansible-playbook ansible-galaxy
apache2|2.4.65-1~deb12u1|580|httpd|apache2-bin apache2-data apache2-utils media-types perl procps|ssl-cert|@a2enmod=16 @a2dismod>a2enmod @a2ensite>a2enmod @a2dissite>a2enmod
apache2-bin|2.4.65-1~deb12u1|4300|httpd|libapr1 libaprutil1 libbrotli1 libcurl4 libldap-2.5-0 libnghttp2-14 libssl3 libxml2 perl||@apache2=742
apache2-data*|2.4.65-1~deb12u1|890|httpd|||
apache2-utils|2.4.65-1~deb12u1|440|httpd|libapr1 libaprutil1 libssl3||ab=59 htpasswd=27 htdigest htdbm rotatelogs=22
apt-transport-https*|2.6.1|35|oldlibs|||
apt-utils|2.6.1|1060|admin|||apt-extracttemplates=26 apt-ftparchive=239 apt-sortpkgs=42
autoconf*|2.71-3|1880|devel|m4 perl|automake|autoconf=15 autoheader autoreconf autoscan
automake*|1:1.16.5-1.3|1760|devel|autoconf autotools-dev||aclocal automake
autotools-dev*|20220109.1|150|devel|||
bash-completion*|1:2.11-6|1430|shells|||
bc|1.07.1-3+b1|241|math|libreadline8||bc=95
bind9-dnsutils|1:9.18.33-1~deb12u2|680|net|bind9-libs bind9-host libedit2||dig=159 nslookup=151 nsupdate=83 mdig=59
bind9-host|1:9.18.33-1~deb12u2|150|net|bind9-libs||host=139
bind9-libs|1:9.18.33-1~deb12u2|4210|libs|libjson-c5 libmaxminddb0 libnghttp2-14 libssl3 libuv1 libxml2||
binutils|2.40-2|109|devel|binutils-common libbinutils binutils-x86-64-linux-gnu||addr2line=60 ar=60 as=60 c++filt=60 dwp=60 elfedit=60 gold=60 gp-archive=60 gp-collect-app=60 gp-display-html=60 gp-display-src=60 gp-display-text=60 gprof=60 gprofng=60 ld=60 ld.bfd=60 ld.gold=60 nm=60 objcopy=60 objdump=60 ranlib=60 readelf=60 size=60 strings=60 strip=60
binutils-common|2.40-2|15021|devel|||
binutils-x86-64-linux-gnu|2.40-2|11428|devel|binutils-common libbinutils libctf-nobfd0 libctf0 libgprofng0 libjansson4||
bison|2:3.8.2+dfsg-1+b1|2970|devel|m4||bison=460 bison.yacc
bsdextrautils|2.38.1-5+deb12u3|337|utils|||col=34 colcrt colrm=30 column=54 hexdump=58 look=18 ul=22 write=22 hd>hexdump
build-essential|12.9|20|devel|libc6-dev gcc g++ make dpkg-dev||
bundler*|2.3.15-2+deb12u1|1600|ruby|ruby||bundle bundler
bzip2|1.0.8-5+b1|121|utils|||bunzip2=38 bzcat=38 bzdiff=2 bzexe=5 bzgrep=4 bzip2=38 bzip2recover bzmore=1 bzcmp>bzdiff bzegrep>bzgrep bzfgrep>bzgrep bzless>bzmore
bzip2-doc*|1.0.8-5|612|doc|||
ca-certificates*|20230311+deb12u1|387|misc|openssl||@update-ca-certificates=5
ca-certificates-java*|20230710~deb12u1|43|java|ca-certificates||
clang|1:14.0-55.7~deb12u1|24|devel|clang-14||clang>clang-14 clang++>clang++-14
clang-14|1:14.0.6-12|270|devel|libllvm14 libstdc++-12-dev libgcc-12-dev libc6-dev binutils||clang-14=96 clang++-14>clang-14
cmake|3.25.1-1|28897|devel|libarchive13 libcurl4 libexpat1 libjsoncpp25 librhash0 libuv1 cmake-data procps|gcc make|cmake=9029 cpack=9321 ctest=10447
cmake-data*|3.25.1-1|10456|devel|||
cmatrix|2.0-3|46|misc|libncursesw6||cmatrix=30
containerd|1.6.20~ds1-1+deb12u1|96000|admin|runc||containerd=46000 containerd-shim-runc-v2=11000 ctr=25000
cowsay*|3.03+dfsg2-8|93|games|perl||/usr/games/cowsay=5
cpp|4:12.2.0-3|30|interpreters|cpp-12||cpp>cpp-12
cpp-12|12.2.0-14+deb12u1|33848|interpreters|libisl23 libmpc3 libmpfr6||cpp-12=900
cron|3.0pl1-162|240|admin|cron-daemon-common sensible-utils||crontab=39 @cron=55
cron-daemon-common*|3.0pl1-162|40|admin|||
curl|7.88.1-10+deb12u14|489|web|libcurl4||curl=274
dbus|1.14.10-1~deb12u1|182|admin|dbus-bin dbus-daemon dbus-system-bus-common libdbus-1-3 libexpat1||
dbus-bin|1.14.10-1~deb12u1|213|admin|libdbus-1-3||dbus-cleanup-sockets dbus-monitor=26 dbus-send=30 dbus-update-activation-environment dbus-uuidgen
dbus-daemon|1.14.10-1~deb12u1|375|admin|dbus-bin dbus-session-bus-common libapparmor1 libdbus-1-3 libexpat1||dbus-daemon=239 dbus-run-session
dbus-session-bus-common*|1.14.10-1~deb12u1|107|admin|||
dbus-system-bus-common*|1.14.10-1~deb12u1|119|admin|||
default-jdk|2:1.17-74|20|java|default-jre openjdk-17-jdk-headless||
default-jdk-headless|2:1.17-74|20|java|openjdk-17-jdk-headless||
default-jre|2:1.17-74|20|java|openjdk-17-jre-headless||
default-jre-headless|2:1.17-74|20|java|openjdk-17-jre-headless||
default-libmysqlclient-dev|1.1.0|19|libdevel|libmariadb-dev||
default-mysql-client*|1.1.0|18|database|mariadb-client||
dirmngr|2.2.40-1.1+deb12u2|1329|utils|gpgconf libassuan0 libksba8 libldap-2.5-0 libnpth0|gnupg|dirmngr=586 dirmngr-client=107
distro-info-data*|0.58+deb12u6|18|devel|||
dmsetup|2:1.02.185-2|246|admin|libdevmapper1.02.1||@blkdeactivate=16 @dmsetup=167 @dmstats>dmsetup
dnsutils*|1:9.18.33-1~deb12u2|270|oldlibs|bind9-dnsutils||
docker.io|20.10.24+dfsg1-1+deb12u1|146000|admin|containerd runc iptables libdevmapper1.02.1 libsystemd-shared tini|ca-certificates git|docker=60000 @dockerd=78000 docker-proxy=2900
dpkg-dev*|1.21.22|1728|utils|perl libdpkg-perl bzip2 xz-utils patch make binutils|build-essential gcc fakeroot gnupg libalgorithm-merge-perl|dpkg-architecture=15 dpkg-buildflags=8 dpkg-buildpackage=33 dpkg-checkbuilddeps=7 dpkg-distaddfile=3 dpkg-genbuildinfo=18 dpkg-genchanges=17 dpkg-gencontrol dpkg-gensymbols=11 dpkg-mergechangelogs=9 dpkg-name=7 dpkg-parsechangelog=5 dpkg-scanpackages=8 dpkg-scansources=9 dpkg-shlibdeps=31 dpkg-source=23 dpkg-vendor=3
dumb-init|1.2.5-2|40|admin|||dumb-init=28
ed|1.19-1|108|editors|||ed=54 red=1
emacs-common*|1:28.2+1-15+deb12u4|74000|editors|||
emacs-nox|1:28.2+1-15+deb12u4|5900|editors|emacs-common libncursesw6 libxml2||emacs=5500
fakeroot|1.31-1.2|208|utils|libfakeroot||faked-sysv=35 faked-tcp=35 fakeroot-sysv=4 fakeroot-tcp=4
ffmpeg|7:5.1.7-0+deb12u1|2060|video|libavcodec59 libsdl2-2.0-0||ffmpeg=287 ffprobe=170 ffplay=158
figlet|2.2.5-3+b1|752|utils|||figlet=43 figlist
file|1:5.44-3|79|utils|libmagic1||file=26
flex|2.6.4-8.2|1250|devel|m4||flex=430 lex>flex
fontconfig|2.14.1-4|617|fonts|libfontconfig1 libfreetype6 fontconfig-config||fc-cache=19 fc-cat=19 fc-conflist fc-list fc-match fc-pattern fc-query fc-scan fc-validate
fontconfig-config|2.14.1-4|527|fonts|fonts-dejavu-core||
fonts-dejavu-core*|2.37-6|2960|fonts|||
fortune-mod|1:1.99.1-7.3|120|games|fortunes-min||/usr/games/fortune=31
fortunes*|1:1.99.1-7.3|2900|games|fortune-mod||
fortunes-min*|1:1.99.1-7.3|120|games|||
fuse3|3.14.0-4|90|utils|libfuse3-3||fusermount3=34
g++|4:12.2.0-3|14|devel|cpp gcc g++-12 gcc-12||g++>g++-12
g++-12|12.2.0-14+deb12u1|36161|devel|gcc-12 libstdc++-12-dev libisl23 libmpc3 libmpfr6||g++-12=900
gawk|1:5.2.1-2|2780|interpreters|libmpfr6 libreadline8||gawk=722
gcc|4:12.2.0-3|47|devel|cpp gcc-12|libc6-dev|c89-gcc=1 c99-gcc=1 gcc>gcc-12 gcc-ar>gcc-ar-12 gcc-nm>gcc-nm-12 gcc-ranlib>gcc-ranlib-12 gcov>gcov-12 gcov-dump>gcov-dump-12 gcov-tool>gcov-tool-12 lto-dump>lto-dump-12
gcc-12|12.2.0-14+deb12u1|68236|devel|cpp-12 libcc1-0 binutils libgcc-12-dev libisl23 libmpc3 libmpfr6|libc6-dev|gcc-12=900 gcc-ar-12=900 gcc-nm-12=900 gcc-ranlib-12=900 gcov-12=60 gcov-dump-12=60 gcov-tool-12=60 lto-dump-12=60
gdb|13.1-3|11629|devel|libexpat1 libmpfr6 libncursesw6 libpython3.11 libreadline8||gcore=3 gdb=10151 gdb-add-index=5 gdbtui=1
gettext|0.21-12|5825|devel|gettext-base libgomp1 libxml2|curl|gettextize=41 msgattrib=26 msgcat=22 msgcmp=26 msgcomm=22 msgconv=22 msgen=22 msgexec=18 msgfilter=30 msgfmt=86 msggrep=114 msginit=67 msgmerge=71 msgunfmt=34 msguniq=22 recode-sr-latin xgettext=293
gettext-base|0.21-12|645|utils|||envsubst=34 gettext=34 gettext.sh=5 ngettext=34
gfortran|4:12.2.0-3|40|devel|gcc gfortran-12 libgfortran5||gfortran>gfortran-12
gfortran-12|12.2.0-14+deb12u1|37000|devel|gcc-12 libgfortran5||gfortran-12=980
git|1:2.39.5-0+deb12u3|44890|vcs|libcurl3-gnutls libexpat1 perl liberror-perl git-man|ca-certificates patch less|git=3626 git-shell=2092 scalar=2148 git-receive-pack>git git-upload-archive>git git-upload-pack>git
git-lfs|3.3.0-1+deb12u1|12100|vcs|git||git-lfs=11800
git-man*|1:2.39.5-0+deb12u3|2107|doc|||
gnupg*|2.2.40-1.1+deb12u2|886|utils|dirmngr gnupg-l10n gnupg-utils gpg gpg-agent gpg-wks-client gpg-wks-server gpgsm||
gnupg-l10n*|2.2.40-1.1+deb12u2|4875|localization|||
gnupg-utils|2.2.40-1.1+deb12u2|1837|utils|libassuan0 libksba8 libreadline8|gpg gpg-agent gpgconf gpgsm|gpg-zip=3 gpgcompose=910 gpgparsemail=34 gpgsplit=75 gpgtar=148 kbxutil=163 lspgpot=1 migrate-pubring-from-classic-gpg=3 watchgnupg=18 @addgnupghome=3 @applygnupgdefaults=2
gnupg2*|2.2.40-1.1+deb12u2|450|oldlibs|gnupg||
golang|2:1.19~1|12|devel|golang-go||
golang-1.19-go|1.19.8-2|218000|devel|golang-1.19-src gcc libc6-dev||/usr/lib/go-1.19/bin/go=13600 /usr/lib/go-1.19/bin/gofmt=3500
golang-1.19-src*|1.19.8-2|101000|devel|||
golang-go|2:1.19~1|46|devel|golang-1.19-go||go>/usr/lib/go-1.19/bin/go gofmt>/usr/lib/go-1.19/bin/gofmt
gosu|1.14-1+b6|2300|admin|||@gosu=2200
gpg|2.2.40-1.1+deb12u2|1582|utils|gpgconf libassuan0 libreadline8 libsqlite3-0|gnupg|gpg=1082
gpg-agent|2.2.40-1.1+deb12u2|1349|utils|gpgconf pinentry-curses libassuan0 libnpth0|gnupg|gpg-agent=425
gpg-wks-client|2.2.40-1.1+deb12u2|683|utils|dirmngr gpg gpg-agent libassuan0|gnupg|
gpg-wks-server|2.2.40-1.1+deb12u2|658|utils|gpg gpg-agent|gnupg|gpg-wks-server=203
gpgconf|2.2.40-1.1+deb12u2|804|utils|libassuan0 libreadline8||gpg-connect-agent=155 gpgconf=175
gpgsm|2.2.40-1.1+deb12u2|993|utils|gpgconf libassuan0 libksba8 libreadline8|gnupg|gpgsm=528
graphviz|2.42.2-7+deb12u1|3000|graphics|libexpat1 libfontconfig1||dot=11 neato>dot
groff-base|1.22.4-10|3673|text|libuchardet0||eqn=205 groff=125 grog=3 grops=186 grotty=137 neqn=1 nroff=3 pic=220 preconv=66 soelim=50 tbl=146 troff=756 geqn>eqn gpic>pic gtbl>tbl
htop|3.2.2-2|387|utils|libncursesw6||htop=297
icu-devtools|72.1-3+deb12u1|717|libdevel|libicu72||derb=23 genbrk=19 gencfu=15 gencnval=27 gendict=27 genrb=168 icuexportdata=53 icuinfo=15 makeconv=51 pkgdata=47 uconv=55 @escapesrc=22 @genccode=15 @gencmn=15 @gennorm2=63 @gensprep=27 @icupkg=23
iftop|1.0~pre4-9|96|net|libncurses6 libpcap0.8||@iftop=74
imagemagick|8:6.9.11.60+dfsg-1.6+deb12u4|40|graphics|imagemagick-6.q16||
imagemagick-6.q16|8:6.9.11.60+dfsg-1.6+deb12u4|4300|graphics|libfontconfig1 libfreetype6 libjpeg62-turbo libpng16-16 libtiff6||convert=14 identify mogrify
inetutils-ping|2:2.4-2+deb12u1|360|net|||ping=117
inetutils-telnet|2:2.4-2+deb12u1|310|net|||telnet=115
inotify-tools|3.22.6.0-4|75|misc|||inotifywait=39 inotifywatch
iperf3|3.12-1+deb12u1|100|net|libiperf0||iperf3=30
iproute2|6.1.0-3|3516|net|libbpf1 libbsd0 libelf1 libmnl0 libtirpc3 libxtables12 libcap2-bin||ip=675 ss=189 @bridge=153 @dcb=145 @devlink=221 @rtacct=44 @rtmon=112 @tc=574 @tipc=153 @vdpa=117 lnstat=27 nstat=104 rdma=181 routel=2 @arpd=104 @genl=117 @ip>/bin/ip ctstat>lnstat rtstat>lnstat
iptables|1.8.9-2|2408|net|libip4tc2 libip6tc2 libxtables12 netbase libmnl0 libnetfilter-conntrack3 libnfnetlink0 libnftnl11|nftables|@iptables-apply=7 @nfnl_osf=18 @xtables-legacy-multi=89 @xtables-nft-multi=223 iptables-xml>xtables-legacy-multi @arptables-nft>xtables-nft-multi @arptables-nft-restore>xtables-nft-multi @arptables-nft-save>xtables-nft-multi @ebtables-nft>xtables-nft-multi @ebtables-nft-restore>xtables-nft-multi @ebtables-nft-save>xtables-nft-multi @ebtables-translate>xtables-nft-multi @ip6tables-apply>iptables-apply @ip6tables-legacy>xtables-legacy-multi @ip6tables-legacy-restore>xtables-legacy-multi @ip6tables-legacy-save>xtables-legacy-multi @ip6tables-nft>xtables-nft-multi @ip6tables-nft-restore>xtables-nft-multi @ip6tables-nft-save>xtables-nft-multi @ip6tables-restore-translate>xtables-nft-multi @ip6tables-translate>xtables-nft-multi @iptables-legacy>xtables-legacy-multi @iptables-legacy-restore>xtables-legacy-multi @iptables-legacy-save>xtables-legacy-multi @iptables-nft>xtables-nft-multi @iptables-nft-restore>xtables-nft-multi @iptables-nft-save>xtables-nft-multi @iptables-restore-translate>xtables-nft-multi @iptables-translate>xtables-nft-multi @xtables-monitor>xtables-nft-multi
iputils-ping|3:20221126-1+deb12u1|121|net||libcap2-bin|ping=90
iputils-tracepath|3:20221126-1+deb12u1|50|net|||tracepath=22
iso-codes*|4.15.0-1|20086|misc|||
java-common*|0.74|28|java|||@update-java-alternatives=3
javascript-common*|11+nmu1|33|web|||
jq|1.6-2.1+deb12u1|110|utils|libjq1||jq=30
kmod|30+20221128-1|236|admin|libkmod2||kmod=169 lsmod>kmod modinfo>kmod modprobe>kmod
krb5-locales*|1.20.1-2+deb12u3|273|localization|||
less|590-2.1~deb12u2|313|text|||less=194 lessecho lesskey=24 lesspipe=9 lessfile>lesspipe
libabsl20220623|20220623.1-1+deb12u2|1913|libs|||
libaio1|0.3.113-4|40|libs|||
libalgorithm-diff-perl*|1.201-1|129|perl|perl|libalgorithm-diff-xs-perl|
libalgorithm-diff-xs-perl|0.04-8+b1|47|perl|perl libalgorithm-diff-perl||
libalgorithm-merge-perl*|0.08-5|43|perl|perl libalgorithm-diff-perl||
libaom3|3.6.0-1+deb12u1|5550|libs|||
libaopalliance-java*|20070526-7|30|java|||
libapache-pom-java*|29-2|43|java|||
libapparmor1|3.0.8-3|109|libs|||
libapr1|1.7.2-3+deb12u1|316|libs|||
libaprutil1|1.6.3-1|282|libs|libapr1 libexpat1||
libarchive13|3.6.2-1+deb12u5|865|libs|libxml2||
libargon2-1|0~20171227-0.3+deb12u1|56|libs|||
libasan8|12.2.0-14+deb12u1|8017|libs|||
libasound2|1.2.8-1+b1|1161|libs|libasound2-data||
libasound2-data*|1.2.8-1|200|libs|||
libasound2-dev|1.2.8-1+b1|1400|libdevel|libasound2||
libassuan0|2.5.5-5|117|libs|||
libatinject-jsr330-api-java*|1.0+ds1-5|24|java|||
libatomic1|12.2.0-14+deb12u1|45|libs|||
libavahi-client3|0.8-10+deb12u1|117|libs|libavahi-common3 libdbus-1-3||
libavahi-common-data|0.8-10+deb12u1|738|libs|||
libavahi-common3|0.8-10+deb12u1|94|libs|libavahi-common-data||
libavcodec59|7:5.1.7-0+deb12u1|15200|libs|libaom3 libdav1d6 libx265-199 libwebp7 libvpx7||
libavif15|0.11.1-1+deb12u1|203|libs|libaom3 libdav1d6 libgav1-1 librav1e0 libsvtav1enc1 libyuv0||
libbinutils|2.40-2|2469|devel|binutils-common||
libbpf1|1:1.1.2-0+deb12u1|385|libs|libelf1||
libbrotli-dev|1.0.9-2+b6|899|libdevel|libbrotli1||
libbrotli1|1.0.9-2+b6|783|libs|||
libbsd0|0.11.7-2|202|libs|||
libbz2-dev|1.0.8-5+b1|95|libdevel|libc6-dev|bzip2-doc|
libc-dev-bin|2.36-9+deb12u14|94|libdevel||manpages manpages-dev libc-devtools|gencat=27
libc-devtools|2.36-9+deb12u14|138|devel|libgd3|manpages manpages-dev|memusage=7 memusagestat=23 mtrace=6 sotruss=4 sprof=27
libc-l10n*|2.36-9+deb12u14|4350|localization|||
libc6-dev|2.36-9+deb12u14|11975|libdevel|libc-dev-bin linux-libc-dev libcrypt-dev libnsl-dev rpcsvc-proto||
libcap-dev|1:2.66-4+deb12u2|160|libdevel|||
libcap2-bin|1:2.66-4+deb12u2+b2|133|utils||libpam-cap|@capsh=53 @getcap @getpcaps @setcap
libcbor0.8|0.8.0-2+b1|98|libs|||
libcc1-0|12.2.0-14+deb12u1|136|libs|||
libcdi-api-java*|1.2-3|92|java|libatinject-jsr330-api-java libgeronimo-interceptor-3.0-spec-java||
libcommons-cli-java*|1.5.0-1|85|java|||
libcommons-io-java*|2.11.0-2|364|java|libcommons-parent-java||
libcommons-lang3-java*|3.12.0-2+deb12u1|640|java|libcommons-parent-java||
libcommons-parent-java*|56-1|85|java|libapache-pom-java||
libcrypt-dev|1:4.4.33-2|341|libdevel|||
libcryptsetup12|2:2.6.1-4~deb12u2|563|libs|libargon2-1 libdevmapper1.02.1 libjson-c5 libssl3||
libctf-nobfd0|2.40-2|301|devel|||
libctf0|2.40-2|232|devel|libbinutils||
libcups2|2.4.2-3+deb12u8|675|libs|libavahi-client3 libavahi-common3 libgssapi-krb5-2||
libcurl3-gnutls|7.88.1-10+deb12u14|828|libs|libbrotli1 libgssapi-krb5-2 libldap-2.5-0 libnghttp2-14 libpsl5 librtmp1 libssh2-1|ca-certificates|
libcurl4|7.88.1-10+deb12u14|840|libs|libbrotli1 libgssapi-krb5-2 libldap-2.5-0 libnghttp2-14 libpsl5 librtmp1 libssh2-1 libssl3|ca-certificates|
libcurl4-openssl-dev|7.88.1-10+deb12u14|1880|libdevel|libcurl4||curl-config=8
libdav1d6|1.0.0-2+deb12u1|1616|libs|||
libdbus-1-3|1.14.10-1~deb12u1|468|libs||dbus|
libde265-0|1.0.11-1+deb12u2|470|libs|||
libdeflate0|1.14-1|161|libs|||
libdevmapper1.02.1|2:1.02.185-2|474|libs|dmsetup||
libdpkg-perl*|1.21.22|1987|perl|perl|libfile-fcntllock-perl liblocale-gettext-perl bzip2 xz-utils|
libdrm-amdgpu1|2.4.114-1+b1|76|libs|libdrm2||
libdrm-common*|2.4.114-1|42|libs|||
libdrm-intel1|2.4.114-1+b1|178|libs|libdrm2 libpciaccess0||
libdrm-nouveau2|2.4.114-1+b1|74|libs|libdrm2||
libdrm-radeon1|2.4.114-1+b1|83|libs|libdrm2||
libdrm2|2.4.114-1+b1|121|libs|libdrm-common||
libdw1|0.188-2.1|713|libs|libelf1||
libedit2|3.1-20221030-2|258|libs|libbsd0||
libelf1|0.188-2.1|1036|libs|||
liberror-perl*|0.17029-2|73|perl|perl||
liberror-prone-java*|2.18.0-1|95|java|libguava-java||
libevent-core-2.1-7|2.1.12-stable-8|302|libs|||
libexpat1|2.5.0-1+deb12u1|387|libs|||
libexpat1-dev|2.5.0-1+deb12u1|808|libdevel|libexpat1 libc6-dev||
libfakeroot|1.31-1.2|144|utils|||
libfdisk1|2.38.1-5+deb12u3|533|libs|||
libffi-dev|3.4.4-1|315|libdevel|||
libfido2-1|1.12.0-2+b1|241|libs|libcbor0.8 libssl3||
libfile-fcntllock-perl|0.22-4+b1|129|perl|perl||
libfontconfig-dev|2.14.1-4|833|libdevel|libfontconfig1 libexpat1-dev libfreetype-dev uuid-dev pkg-config||
libfontconfig1|2.14.1-4|579|libs|libexpat1 libfreetype6 fontconfig-config||
libfontconfig1-dev|2.14.1-4|267|oldlibs|libfontconfig-dev||
libfreetype-dev|2.12.1+dfsg-5+deb12u4|2060|libdevel|libfreetype6 libbrotli-dev libc6-dev libpng-dev zlib1g-dev||
libfreetype6|2.12.1+dfsg-5+deb12u4|886|libs|libbrotli1 libpng16-16||
libfreetype6-dev*|2.12.1+dfsg-5+deb12u4|18|oldlibs|libfreetype-dev||
libfuse-dev|2.9.9-6+b1|900|libdevel|||
libfuse3-3|3.14.0-4|330|libs|||
libgav1-1|0.18.0-1+b1|945|libs|libabsl20220623||
libgcc-12-dev|12.2.0-14+deb12u1|14284|libdevel|libgomp1 libitm1 libatomic1 libasan8 liblsan0 libtsan2 libubsan1 libquadmath0|libc6-dev|
libgd3|2.3.3-9|448|libs|libavif15 libfontconfig1 libfreetype6 libheif1 libjpeg62-turbo libpng16-16 libtiff6 libwebp7 libxpm4||
libgdbm-compat4|1.23-3|70|libs|libgdbm6||
libgdbm-dev|1.23-3|320|libdevel|libgdbm6||
libgdbm6|1.23-3|129|libs|||
libgeronimo-annotation-1.3-spec-java*|1.3-1|40|java|||
libgeronimo-interceptor-3.0-spec-java*|1.0.1-4|34|java|||
libgfortran5|12.2.0-14+deb12u1|2700|libs|libquadmath0||
libgl1|1.6.0-1|652|libs|libglvnd0 libglx0||
libgl1-mesa-dri|22.3.6-1+deb12u1|25250|libs|libdrm-amdgpu1 libdrm-intel1 libdrm-nouveau2 libdrm-radeon1 libdrm2 libelf1 libexpat1 libglapi-mesa libllvm15 libsensors5 libxcb-dri3-0||
libgl1-mesa-glx|22.3.6-1+deb12u1|60|oldlibs|libgl1||
libglapi-mesa|22.3.6-1+deb12u1|268|libs|||
libglib2.0-0|2.74.6-2+deb12u8|4135|libs||libglib2.0-data shared-mime-info xdg-user-dirs|
libglib2.0-data*|2.74.6-2+deb12u8|9406|libs|||
libglvnd0|1.6.0-1|728|libs|||
libglx-mesa0|22.3.6-1+deb12u1|518|libs|libdrm2 libexpat1 libglapi-mesa libx11-6 libx11-xcb1 libxcb-dri2-0 libxcb-dri3-0 libxcb-glx0 libxcb-present0 libxcb-randr0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb1 libxext6 libxfixes3 libxshmfence1 libxxf86vm1 libgl1-mesa-dri||
libglx0|1.6.0-1|162|libs|libglvnd0 libx11-6 libglx-mesa0||
libgmp-dev|2:6.2.1+dfsg1-1.1|1900|libdevel|||
libgomp1|12.2.0-14+deb12u1|312|libs|||
libgpm2|1.20.7-10+b1|45|libs|||
libgprofng0|2.40-2|3958|devel|libbinutils||
libgraphite2-3|1.3.14-1|203|libs|||
libgssapi-krb5-2|1.20.1-2+deb12u3|425|libs|libk5crypto3 libkrb5-3 libkrb5support0||
libguava-java*|31.1-1|2890|java|libatinject-jsr330-api-java liberror-prone-java libjsr305-java||
libguice-java*|4.2.3-2|1703|java|libaopalliance-java libatinject-jsr330-api-java libguava-java libjsr305-java||
libharfbuzz0b|6.0.0+dfsg-3|2609|libs|libfreetype6 libglib2.0-0 libgraphite2-3||
libheif1|1.15.1-1+deb12u1|659|libs|libaom3 libdav1d6 libde265-0 libx265-199||
libice6|2:1.0.10-1|133|libs|libbsd0 x11-common||
libicu-dev|72.1-3+deb12u1|47784|libdevel|libicu72 icu-devtools libc6-dev||
libicu72|72.1-3+deb12u1|36170|libs|||
libip4tc2|1.8.9-2|66|libs|||
libip6tc2|1.8.9-2|66|libs|||
libiperf0|3.12-1+deb12u1|250|libs|libssl3||
libisl23|0.25-1.1|2302|libs|||
libitm1|12.2.0-14+deb12u1|115|libs|||
libjansi-java*|2.4.0-2|135|java|||
libjansson4|2.14-2|101|libs|||
libjbig0|2.1-6.1|84|libs|||
libjemalloc2|5.3.0-1|890|libs|||
libjpeg-dev|1:2.1.5-2|107|libdevel|libjpeg62-turbo-dev||
libjpeg62-turbo|1:2.1.5-2|677|libs|||
libjpeg62-turbo-dev|1:2.1.5-2|1096|libdevel|libjpeg62-turbo||
libjq1|1.6-2.1+deb12u1|361|utils|libonig5||
libjs-jquery*|3.6.1+dfsg+~3.5.14-1|705|javascript||javascript-common|
libjs-sphinxdoc*|5.3.0-4|184|javascript|libjs-jquery libjs-underscore||
libjs-underscore*|1.13.4~dfsg+~1.11.4-3|349|javascript||javascript-common libjs-jquery|
libjson-c5|0.16-2|109|libs|||
libjson-perl*|4.10000-1|244|perl|perl||
libjsoncpp25|1.9.5-4|249|libs|||
libjsr305-java*|0.1~+svn49-11|115|java|||
libk5crypto3|1.20.1-2+deb12u3|261|libs|libkrb5support0||
libkeyutils1|1.6.3-2|40|libs|||
libkmod2|30+20221128-1|141|libs|libssl3||
libkrb5-3|1.20.1-2+deb12u3|1077|libs|libk5crypto3 libkeyutils1 libkrb5support0 libssl3|krb5-locales|
libkrb5support0|1.20.1-2+deb12u3|134|libs|||
libksba8|1.6.3-2|316|libs|||
liblcms2-2|2.14-2|428|libs|||
libldap-2.5-0|2.5.13+dfsg-5|553|libs|libsasl2-2|libldap-common|
libldap-common*|2.5.13+dfsg-5|92|libs|||
libldap2-dev*|2.5.13+dfsg-5|30|oldlibs|||
liblerc4|4.0.0+ds-2|649|libs|||
libllvm14|1:14.0.6-12|107438|libs|libedit2 libxml2 libz3-4||
libllvm15|1:15.0.6-4+b1|114610|libs|libedit2 libxml2 libz3-4||
liblocale-gettext-perl|1.07-5|51|perl|||
liblsan0|12.2.0-14+deb12u1|2942|libs|||
liblzma-dev|5.4.1-1|726|libdevel|||
libmagic-mgc|1:5.44-3|8130|libs|||
libmagic1|1:5.44-3|232|libs|libmagic-mgc||
libmariadb-dev|1:10.11.14-0+deb12u2|1600|libdevel|libmariadb3 libssl-dev zlib1g-dev||mariadb_config
libmariadb3|1:10.11.14-0+deb12u2|690|libs|libssl3 mariadb-common||
libmaven-parent-java*|35-1|69|java|libapache-pom-java||
libmaven-resolver-java*|1.6.3-1|753|java|libcommons-lang3-java libwagon-provider-api-java||
libmaven-shared-utils-java*|3.3.4-1|173|java|libcommons-io-java|libjansi-java|
libmaven3-core-java*|3.8.7-1|1949|java|libatinject-jsr330-api-java libcommons-cli-java libcommons-lang3-java libgeronimo-annotation-1.3-spec-java libguice-java libmaven-parent-java libmaven-resolver-java libmaven-shared-utils-java libplexus-cipher-java libplexus-classworlds-java libplexus-component-annotations-java libplexus-interpolation-java libplexus-sec-dispatcher-java libplexus-utils2-java libsisu-inject-java libsisu-plexus-java libslf4j-java libwagon-provider-api-java||
libmaxminddb0|1.7.1-1|82|libs|||
libmemcached-dev|1.1.4-1|1100|libdevel|||
libmnl0|1.0.4-3|46|libs|||
libmpc3|1.3.1-1|149|libs|libmpfr6||
libmpfr6|4.2.0-1|1177|libs|||
libncurses-dev|6.4-4|2319|libdevel|libncurses6 libncursesw6 libc6-dev||ncurses6-config=8 ncursesw6-config=8 ncurses5-config>ncurses6-config ncursesw5-config>ncursesw6-config
libncurses5-dev|6.4-4|6|oldlibs|libncurses-dev||
libncurses6|6.4-4|335|libs||libgpm2|
libncursesw5-dev|6.4-4|6|oldlibs|libncurses-dev||
libncursesw6|6.4-4|412|libs||libgpm2|
libnetfilter-conntrack3|1.0.9-3|139|libs|libmnl0 libnfnetlink0||
libnfnetlink0|1.0.2-2|51|libs|||
libnftables1|1.0.6-2+deb12u2|920|libs|libjansson4 libmnl0 libnftnl11 libxtables12||
libnftnl11|1.2.4-2|233|libs|libmnl0||
libnghttp2-14|1.52.0-1+deb12u2|220|libs|||
libnode108|18.20.4+dfsg-1~deb12u1|47600|libs|libbrotli1 libicu72 libnghttp2-14 libssl3 libuv1||
libnpth0|1.6-3|50|libs|||
libnsl-dev|1.3.0-2|345|libdevel|libnsl2 libtirpc-dev||
libnsl2|1.3.0-2|127|libs|libtirpc3||
libnspr4|2:4.35-1|322|libs|||
libnss3|2:3.87.1-1+deb12u2|4114|libs|libnspr4 libsqlite3-0||
libnss3-tools|2:3.87.1-1+deb12u1|5200|utils|libnss3||certutil=180
libnuma1|2.0.16-1|71|libs|||
libonig-dev|6.9.8-1|900|libdevel|libonig5||
libonig5|6.9.8-1|666|libs|||
libopenblas-dev|0.3.21+ds-4|160000|libdevel|libopenblas0||
libopenblas0|0.3.21+ds-4|37000|libs|libgfortran5||
libpam-cap|1:2.66-4+deb12u2+b2|53|admin|||
libpcap-dev|1.10.3-1|80|libdevel|libpcap0.8||
libpcap0.8|1.10.3-1|360|libs|libdbus-1-3||
libpciaccess0|0.17-2|92|libs|||
libpcsclite1|1.9.9-2|91|libs|||
libperl5.36|5.36.0-7+deb12u4|28875|libs|libgdbm-compat4 libgdbm6 perl-modules-5.36||cpan5.36-x86_64-linux-gnu=8 perl5.36-x86_64-linux-gnu
libpipeline1|1.5.7-1|96|libs|||
libpkgconf3|1.8.1-1|101|libs|||
libplexus-cipher-java*|2.0-1|43|java|libatinject-jsr330-api-java||
libplexus-classworlds-java*|2.7.0-1|78|java|||
libplexus-component-annotations-java*|2.1.1-1|33|java|||
libplexus-interpolation-java*|1.26-1|109|java|||
libplexus-sec-dispatcher-java*|2.0-3|59|java|libatinject-jsr330-api-java libplexus-cipher-java libplexus-utils2-java||
libplexus-utils2-java*|3.4.2-1|302|java|||
libpng-dev|1.6.39-2+deb12u4|853|libdevel|libpng16-16 zlib1g-dev|libpng-tools|libpng16-config=2 libpng-config>libpng16-config
libpng-tools|1.6.39-2+deb12u4|192|libdevel|libpng16-16||png-fix-itxt pngfix=58
libpng16-16|1.6.39-2+deb12u4|417|libs|||
libpopt0|1.19+dfsg-1|136|libs|||
libpq-dev|15.18-0+deb12u1|587|libdevel|libpq5 libssl-dev||pg_config=1
libpq5|15.18-0+deb12u1|866|libs|libgssapi-krb5-2 libldap-2.5-0 libssl3||
libproc2-0|2:4.0.2-3|232|libs|||
libpsl5|0.21.2-1|96|libs||publicsuffix|
libpthread-stubs0-dev|0.4-1|18|libdevel|||
libpython3-dev|3.11.2-1+b1|37|libdevel|libpython3.11-dev||
libpython3-stdlib|3.11.2-1+b1|27|python|libpython3.11-stdlib||
libpython3.11|3.11.2-6+deb12u6|7623|libs|libpython3.11-stdlib libexpat1||
libpython3.11-dev|3.11.2-6+deb12u6|25781|libdevel|libpython3.11-stdlib libpython3.11 libexpat1-dev zlib1g-dev|libc6-dev|
libpython3.11-minimal|3.11.2-6+deb12u6|5212|python|libssl3|libpython3.11-stdlib|
libpython3.11-stdlib|3.11.2-6+deb12u6|8329|python|libpython3.11-minimal media-types libncursesw6 libnsl2 libreadline8 libsqlite3-0 libtirpc3||
libquadmath0|12.2.0-14+deb12u1|292|libs|||
librav1e0|0.5.1-6|2664|libs|||
libreadline-dev|8.2-1.3|790|libdevel|libreadline8 libncurses-dev||
libreadline8|8.2-1.3|475|libs|readline-common||
librhash0|1.4.3-3|237|libs||libssl3|
librtmp1|2.4+20151223.gitfa8646d.1-2+b2|146|libs|||
libruby3.1|3.1.2-7+deb12u1|24500|libs|libyaml-0-2||
libsasl2-2|2.1.28+dfsg-10|167|libs|libsasl2-modules-db|libsasl2-modules|
libsasl2-modules|2.1.28+dfsg-10|284|libs|libssl3||
libsasl2-modules-db|2.1.28+dfsg-10|77|libs|||
libsdl2-2.0-0|2.26.5+dfsg-1|2100|libs|libasound2 libx11-6 libxext6||
libseccomp-dev|2.5.4-1+deb12u1|340|libdevel|||
libsensors-config*|1:3.6.0-7.1|33|utils|||
libsensors5|1:3.6.0-7.1|87|libs|libsensors-config||
libsigsegv2|2.14-1|50|libs|||
libsisu-inject-java*|0.3.4-2|412|java|libcdi-api-java libslf4j-java||
libsisu-plexus-java*|0.3.4-3|245|java|libcdi-api-java libplexus-classworlds-java libplexus-component-annotations-java libplexus-utils2-java libsisu-inject-java||
libslf4j-java*|1.7.32-1|281|java|||
libsm6|2:1.2.3-1|73|libs|libice6||
libsodium23|1.0.18-1+deb12u1|415|libs|||
libsqlite3-0|3.40.1-2+deb12u2|1682|libs|||
libsqlite3-dev|3.40.1-2+deb12u2|3150|libdevel|libsqlite3-0||
libssh2-1|1.10.0-3+b1|357|libs|libssl3||
libssl-dev|3.0.22-1~deb12u2|12206|libdevel|libssl3||
libssl3|3.0.22-1~deb12u2|6042|libs|||
libstdc++-12-dev|12.2.0-14+deb12u1|19446|libdevel|libgcc-12-dev libc6-dev||
libsvtav1enc1|1.4.1+dfsg-1|6632|libs|||
libsystemd-dev|252.39-1~deb12u2|1200|libdevel|||
libsystemd-shared|252.39-1~deb12u2|5350|libs|libapparmor1 libip4tc2 libkmod2 libssl3||
libtcl8.6|8.6.13+dfsg-2|4282|libs|||
libtiff6|4.5.0-6+deb12u2|716|libs|libdeflate0 libjbig0 libjpeg62-turbo liblerc4 libwebp7||
libtirpc-common*|1.3.3+ds-1|35|libs|||
libtirpc-dev|1.3.3+ds-1|717|libdevel|libtirpc3||
libtirpc3|1.3.3+ds-1|226|libs|libgssapi-krb5-2 libtirpc-common||
libtk8.6|8.6.13-2|2413|libs|libtcl8.6 libfontconfig1 libx11-6 libxft2 libxss1||
libtool*|2.4.7-7~deb12u1|1200|devel|autotools-dev file||libtoolize=133
libtsan2|12.2.0-14+deb12u1|7815|libs|||
libubsan1|12.2.0-14+deb12u1|2652|libs|||
libuchardet0|0.0.7-1|208|libs|||
libunwind8|1.6.2-3|196|libs|||
libusb-1.0-0|2:1.0.26-1|150|libs|||
libutempter0|1.2.1-3|50|libs|||
libuv1|1.44.2-1+deb12u1|294|libs|||
libvpx7|1.12.0-1+deb12u4|2500|libs|||
libwagon-file-java*|3.5.3-1|32|java|libslf4j-java libwagon-provider-api-java||
libwagon-http-shaded-java*|3.5.3-1|1574|java|||
libwagon-provider-api-java*|3.5.3-1|97|java|libplexus-utils2-java||
libwebp-dev|1.2.4-0.2+deb12u1|860|libdevel|libwebp7||
libwebp7|1.2.4-0.2+deb12u1|544|libs|||
libx11-6|2:1.8.4-2+deb12u2|1562|libs|libxcb1 libx11-data||
libx11-data*|2:1.8.4-2+deb12u2|1577|x11|||
libx11-dev|2:1.8.4-2+deb12u2|2600|libdevel|libx11-6 libxau-dev libxdmcp-dev x11proto-dev xtrans-dev libxcb1-dev||
libx11-xcb1|2:1.8.4-2+deb12u2|252|libs|libx11-6||
libx265-199|3.5-2+b1|16203|libs|libnuma1||
libxau-dev|1:1.0.9-1|65|libdevel|libxau6 x11proto-dev||
libxau6|1:1.0.9-1|42|libs|||
libxcb-dri2-0|1.15-1|136|libs|libxcb1||
libxcb-dri3-0|1.15-1|136|libs|libxcb1||
libxcb-glx0|1.15-1|244|libs|libxcb1||
libxcb-present0|1.15-1|126|libs|libxcb1||
libxcb-randr0|1.15-1|192|libs|libxcb1||
libxcb-shm0|1.15-1|126|libs|libxcb1||
libxcb-sync1|1.15-1|145|libs|libxcb1||
libxcb-xfixes0|1.15-1|151|libs|libxcb1||
libxcb1|1.15-1|296|libs|libxau6 libxdmcp6||
libxcb1-dev|1.15-1|771|libdevel|libxcb1 libpthread-stubs0-dev libxau-dev libxdmcp-dev||
libxdmcp-dev|1:1.1.2-3|81|libdevel|libxdmcp6||
libxdmcp6|1:1.1.2-3|53|libs|libbsd0||
libxext-dev|2:1.3.4-1+b1|330|libdevel|libxext6 x11proto-dev libx11-dev||
libxext6|2:1.3.4-1+b1|132|libs|libx11-6||
libxfixes3|1:6.0.0-2|57|libs|libx11-6||
libxft-dev|2.3.6-1|290|libdevel|libxft2 libc6-dev libfontconfig1-dev libx11-dev libxrender-dev zlib1g-dev||
libxft2|2.3.6-1|134|libs|libfontconfig1 libfreetype6 libx11-6 libxrender1||
libxml2|2.9.14+dfsg-1.3~deb12u5|1867|libs|libicu72||
libxml2-dev|2.9.14+dfsg-1.3~deb12u5|3283|libdevel|libicu-dev libxml2||xml2-config=1
libxmuu1|2:1.1.3-3|54|libs|libx11-6||
libxpm4|1:3.5.12-1.1+deb12u1|111|libs|libx11-6||
libxrender-dev|1:0.9.10-1.1|112|libdevel|libxrender1 libx11-dev||
libxrender1|1:0.9.10-1.1|78|libs|libx11-6||
libxshmfence1|1.3-1|26|libs|||
libxslt1-dev|1.1.35-1+deb12u3|2535|libdevel|libxml2-dev libxslt1.1||xslt-config=2
libxslt1.1|1.1.35-1+deb12u3|493|libs|libxml2||
libxss-dev|1:1.2.3-1|62|libdevel|libxss1 libx11-dev libxext-dev||
libxss1|1:1.2.3-1|42|libs|libx11-6 libxext6 x11-common||
libxtables12|1.8.9-2|101|libs|||
libxxf86vm1|1:1.1.4-1+b2|50|libs|libx11-6 libxext6||
libyaml-0-2|0.2.5-1|152|libs|||
libyaml-dev|0.2.5-1|256|libdevel|libyaml-0-2||
libyuv0|0.0~git20230123.b2528b0-1|671|libs|libjpeg62-turbo||
libz3-4|4.8.12-3.1|22767|libs|||
libzip-dev|1.7.3-1+b1|560|libdevel|libzip4 zlib1g-dev||
libzip4|1.7.3-1+b1|150|libs|libssl3||
linux-libc-dev|6.1.187-1|7092|devel|||
locales*|2.36-9+deb12u14|15847|localization|libc-l10n||@locale-gen=1 @update-locale=3 @validlocale=2
lsb-release*|12.0-1|17|misc|||lsb_release=3
lsof|4.95.0-1|482|utils|libtirpc3||lsof=176
lynx|2.9.0dev.12-1|2000|web|lynx-common libncursesw6||lynx=1760
lynx-common*|2.9.0dev.12-1|5900|web|||
m4|1.4.19-3|720|interpreters|libsigsegv2||m4=243
make|4.3-4.1|1592|devel|||make=235 make-first-existing-target=5 gmake>make
man-db|2.11.2-2|2963|doc|bsdextrautils groff-base libgdbm6 libpipeline1||catman=43 lexgrog=107 man=121 man-recode=35 mandb=148 manpath=35 whatis=51 @accessdb apropos>whatis
manpages*|6.03-2|1548|doc|||
manpages-dev*|6.03-2|3732|doc|manpages||
mariadb-client|1:10.11.14-0+deb12u2|53000|database|libmariadb3 mariadb-common perl||mariadb=4800 mysql>mariadb mariadb-dump=4700 mysqldump>mariadb-dump mariadb-admin=4600 mysqladmin>mariadb-admin
mariadb-common*|1:10.11.14-0+deb12u2|52|database|||
mariadb-server|1:10.11.14-0+deb12u2|55000|database|mariadb-client libaio1 procps||@mariadbd=25000 mysqld_safe
maven*|3.8.7-1|123|java|libjansi-java libmaven3-core-java libwagon-file-java libwagon-http-shaded-java||
mc|3:4.8.29-2|1600|utils|libglib2.0-0 libssh2-1||mc=1400
media-types*|10.0.0|92|net|||
mercurial|6.3.2-1+deb12u1|1400|vcs|python3||hg
mtr|0.95-1|220|net|libncurses6||mtr=115
mtr-tiny|0.95-1|190|net|libncurses6||mtr=90
nano|7.2-1+deb12u1|2885|editors|libncursesw6||nano=340 rnano>nano
net-tools|2.10-0.1+deb12u2|978|net|||netstat=152 @ifconfig=82 @ipmaddr=19 @iptunnel=27 @mii-tool=27 @nameif=15 @plipconfig @rarp=37 @route=69 @slattach=41 @arp=66
netbase*|6.4|36|admin|||
netcat-openbsd|1.219-1|110|net|libbsd0||nc>nc.openbsd netcat>nc.openbsd nc.openbsd=43
netcat-traditional|1.10-47|139|net|||nc>nc.traditional netcat>nc.traditional nc.traditional=27
nfs-common|1:2.6.2-4+deb12u1|950|net|libtirpc3||@mount.nfs=110
nftables|1.0.6-2+deb12u2|176|net|libnftables1 libedit2|netbase|@nft=26
nginx|1.22.1-9+deb12u3|1321|httpd|nginx-common libssl3 iproute2||@nginx=1232
nginx-common*|1.22.1-9+deb12u3|240|httpd|||
nginx-full*|1.22.1-9+deb12u3|90|httpd|nginx||
ngrep|1.47+ds1-5|90|net|libpcap0.8||ngrep=45
ninja-build|1.11.1-2~deb12u1|416|devel|||ninja=303
nmap|7.93+dfsg1-1|4700|net|nmap-common libpcap0.8 libssh2-1 libssl3||nmap=2800 nping=280
nmap-common*|7.93+dfsg1-1|18800|net|||
node-core-libs*|9.2.0~ds1-1|28000|javascript|nodejs||
nodejs|18.20.4+dfsg-1~deb12u1|205|javascript|libnode108|ca-certificates|node=43 nodejs>node
npm*|9.2.0~ds1-1|2500|javascript|nodejs node-core-libs|build-essential git|npm npx
openjdk-17-jdk-headless|17.0.15+6-1~deb12u1|76894|java|openjdk-17-jre-headless||/usr/lib/jvm/java-17/bin/javac=13 javac>/usr/lib/jvm/java-17/bin/javac jar
openjdk-17-jre-headless|17.0.15+6-1~deb12u1|188082|java|ca-certificates-java java-common libcups2 libfontconfig1 liblcms2-2 libjpeg62-turbo libnss3 libasound2 libfreetype6 libharfbuzz0b libpcsclite1||/usr/lib/jvm/java-17/bin/java=13 java>/usr/lib/jvm/java-17/bin/java keytool
openssh-client|1:9.2p1-2+deb12u6|5792|net|libedit2 libfido2-1 libgssapi-krb5-2 libssl3|xauth|scp=267 sftp=283 ssh=1099 ssh-add=518 ssh-agent=474 ssh-argv0=1 ssh-copy-id=12 ssh-keygen=646 ssh-keyscan=622 slogin>ssh
openssh-server|1:9.2p1-2+deb12u6|1900|net|openssh-client openssh-sftp-server procps ucf||@sshd=1300
openssh-sftp-server|1:9.2p1-2+deb12u6|200|net|||
openssl|3.0.22-1~deb12u2|2315|utils|libssl3||c_rehash=7 openssl=953
pandoc|2.17.1.1-2~deb12u1|182000|text|libyaml-0-2||pandoc=176000
patch|2.7.6-7|248|vcs|||patch=187
perl|5.36.0-7+deb12u4|670|perl|perl-modules-5.36 libperl5.36|netbase|corelist=15 cpan=8 enc2xs=41 encguess=3 h2ph=29 h2xs=60 instmodsh=4 json_pp=5 libnetcfg=15 perlbug=44 perldoc=1 perlivp=11 perlthanks=44 piconv=8 pl2pm=4 pod2html=4 pod2man=15 pod2text=11 pod2usage=4 podchecker=4 prove=13 ptar=3 ptardiff=3 ptargrep=4 shasum=10 splain=19 streamzip=8 xsubpp=5 zipdetails=69
perl-modules-5.36*|5.36.0-7+deb12u4|17821|libs||perl|
php*|2:8.2+93|18|php|php8.2||
php-cli*|2:8.2+93|15|php|php8.2-cli||
php8.2*|8.2.29-1~deb12u1|90|php|php8.2-cli php8.2-common||
php8.2-cli|8.2.29-1~deb12u1|5200|php|php8.2-common libxml2 libssl3 libreadline8||php8.2=5100 php>php8.2
php8.2-common|8.2.29-1~deb12u1|4900|php|||
pigz|2.6-1|160|utils|||pigz=130
pinentry-curses|1.2.1-1|140|utils|libassuan0 libncursesw6||pinentry-curses=71
pinentry-tty|1.2.1-1|110|utils|||pinentry-tty=52
pipx*|1.1.0-1|180|python|python3 python3-venv||pipx
pkg-config|1.8.1-1|29|oldlibs|pkgconf||
pkgconf|1.8.1-1|65|devel|pkgconf-bin||pkg-config>pkgconf
pkgconf-bin|1.8.1-1|81|devel|libpkgconf3||pkgconf=44
postgresql*|15+248+deb12u1|16|database|postgresql-15||
postgresql-15|15.18-0+deb12u1|53045|database|locales postgresql-client-15 postgresql-common ssl-cert libgssapi-krb5-2 libicu72 libldap-2.5-0 libllvm14 libpq5 libssl3 libxml2 libxslt1.1||
postgresql-client*|15+248+deb12u1|14|database|postgresql-client-15||
postgresql-client-15|15.18-0+deb12u1|8289|database|libpq5 postgresql-client-common sensible-utils libreadline8 libssl3||
postgresql-client-common*|248+deb12u1|130|database|netbase perl||clusterdb>pg_wrapper createdb>pg_wrapper createlang>pg_wrapper createuser>pg_wrapper dropdb>pg_wrapper droplang>pg_wrapper dropuser>pg_wrapper pg_basebackup>pg_wrapper pg_dump>pg_wrapper pg_dumpall>pg_wrapper pg_isready>pg_wrapper pg_receivewal>pg_wrapper pg_receivexlog>pg_wrapper pg_recvlogical>pg_wrapper pg_restore>pg_wrapper pgbench>pg_wrapper psql>pg_wrapper reindexdb>pg_wrapper vacuumdb>pg_wrapper vacuumlo>pg_wrapper
postgresql-common*|248+deb12u1|657|database|libjson-perl postgresql-client-common ssl-cert ucf perl||pg_backupcluster=17 pg_buildext=15 pg_config=1 pg_conftool=6 pg_createcluster=35 pg_ctlcluster=23 pg_dropcluster=8 pg_lsclusters=5 pg_renamecluster=6 pg_restorecluster=13 pg_upgradecluster=34 pg_virtualenv=9 @pg_updatedicts=4 pg_archivecleanup>pg_wrapper
procps|2:4.0.2-3|2091|admin|libncursesw6 libproc2-0|psmisc|kill=22 ps=143 @sysctl=30 free=26 pgrep=34 pidwait=34 pmap=34 pwdx skill=30 slabtop=22 tload=18 top=132 uptime vmstat=35 w=22 watch=27 pkill>pgrep snice>skill
psmisc|23.6-1|909|admin|||fuser=40 killall=32 peekfd prtstat=19 pslog pstree=36 pstree.x11>pstree
publicsuffix*|20230209.2326-1|339|net|||
python-apt-common*|2.6.0|527|python|||
python-is-python3*|3.11.2-1+deb12u1|13|python|python3||python>python3
python3|3.11.2-1+b1|81|python|python3.11 libpython3-stdlib python3-minimal||python3>python3.11 pydoc3 pygettext3
python3-apt|2.6.0|685|python|python3 python-apt-common distro-info-data|lsb-release iso-codes|
python3-blinker*|1.5-1|58|python|python3||
python3-cryptography|38.0.4-3+deb12u1|2983|python|python3 libssl3||
python3-dbus|1.3.2-4+b1|405|python|python3 libdbus-1-3 libglib2.0-0||
python3-dev|3.11.2-1+b1|155|python|python3 libpython3-dev python3.11-dev python3-distutils libjs-sphinxdoc||python3-config>python3.11-config
python3-distro*|1.8.0-1|83|python|lsb-release python3||
python3-distutils*|3.11.2-3|638|python|python3 python3-lib2to3||
python3-flask*|2.2.2-3|620|python|python3 python3-setuptools||flask
python3-httplib2*|0.20.4-3|133|python|ca-certificates python3-pyparsing python3||
python3-jwt*|2.6.0-1|102|python|python3|python3-cryptography|
python3-lazr.restfulclient*|0.14.5-1|178|python|python3-httplib2 python3-lazr.uri python3-wadllib python3-distro python3 python3-oauthlib python3-pkg-resources python3-six||
python3-lazr.uri*|1.0.6-3|73|python|python3 python3-pkg-resources||
python3-lib2to3*|3.11.2-3|365|python|python3||
python3-minimal|3.11.2-1+b1|111|python|python3.11-minimal||py3clean=8 py3compile=13 py3versions>py3versions.py python3>python3.11
python3-numpy|1:1.24.2-1+deb12u1|26700|python|python3 libopenblas0||
python3-oauthlib*|3.2.2-1|562|python|python3 python3-blinker python3-cryptography python3-jwt||
python3-pip*|23.0.1+dfsg-1|6678|python|ca-certificates python3-distutils python3-setuptools python3-wheel python3|build-essential python3-dev|pip=1 pip3=1 pip3.11=1
python3-pip-whl*|23.0.1+dfsg-1|1747|python|ca-certificates||
python3-pkg-resources*|66.1.1-1+deb12u2|1052|python|python3||
python3-psycopg2|2.9.5-1+b1|500|python|python3 libpq5||
python3-pyparsing*|3.0.9-1|453|python|python3||
python3-requests*|2.28.1+dfsg-1|210|python|python3 ca-certificates||
python3-setuptools*|66.1.1-1+deb12u2|2534|python|python3-pkg-resources python3-distutils python3||
python3-setuptools-whl*|66.1.1-1+deb12u2|1316|python|||
python3-six*|1.16.0-4|63|python|python3||
python3-software-properties*|0.99.30-4.1~deb12u1|143|python|gpg iso-codes lsb-release python3 python3-apt python3-lazr.restfulclient||
python3-tk|3.11.2-3|130|python|python3 tk8.6||
python3-venv|3.11.2-1+b1|6|python|python3.11-venv python3 python3-distutils||
python3-virtualenv*|20.17.1+ds-1|340|python|python3 python3-pip-whl||
python3-wadllib*|1.3.6-4|363|python|python3 python3-lazr.uri python3-pkg-resources||
python3-wheel*|0.38.4-2|131|python|python3-distutils python3||
python3.11|3.11.2-6+deb12u6|649|python|python3.11-minimal libpython3.11-stdlib media-types|ca-certificates|pydoc3.11=1 pygettext3.11=24 pdb3.11>pdb.py
python3.11-dev|3.11.2-6+deb12u6|615|python|python3.11 libpython3.11-dev libpython3.11|libc6-dev|python3.11-config=60
python3.11-minimal|3.11.2-6+deb12u6|6762|python|libpython3.11-minimal libexpat1|python3.11|python3.11=6672
python3.11-venv|3.11.2-6+deb12u6|28|python|python3.11 python3-pip-whl python3-setuptools-whl||
readline-common*|8.2-1.3|89|utils|||
redis*|5:7.0.15-1~deb12u5|90|database|redis-server||
redis-server|5:7.0.15-1~deb12u5|220|database|redis-tools||redis-server>redis-check-rdb
redis-tools|5:7.0.15-1~deb12u5|1900|database|libjemalloc2 libssl3||redis-cli=850 redis-benchmark=790 redis-check-rdb=1500
ripgrep|13.0.0-4+b2|4900|utils|||rg=4700
rpcsvc-proto|1.4.3-1|246|libs|||rpcgen=95
rsync|3.2.7-1+deb12u2|770|net|libpopt0||rsync=540
rsyslog|8.2302.0-1+deb12u1|1900|admin|||@rsyslogd=800
ruby*|1:3.1|34|ruby|ruby3.1||ruby>ruby3.1 gem>gem3.1 irb>irb3.1
ruby-dev|1:3.1|14|ruby|ruby3.1-dev||
ruby-full*|1:3.1|20|ruby|ruby ruby-dev||
ruby3.1|3.1.2-7+deb12u1|330|ruby|libruby3.1||ruby3.1=14 gem3.1 irb3.1 erb3.1
ruby3.1-dev|3.1.2-7+deb12u1|1500|ruby|libruby3.1 libc6-dev||
runc|1.1.5+ds1-1+deb12u1|9600|admin|||@runc=9500
screen|4.9.0-4|1010|misc|libutempter0||screen=470
sensible-utils*|0.0.17+nmu1|56|utils|||select-editor=2 sensible-browser=1 sensible-editor=1 sensible-pager=1
sgml-base*|1.31|70|text|||@install-sgmlcatalog=4 @update-catalog=9
shared-mime-info|2.2-1|5030|misc|libglib2.0-0 libxml2||update-mime-database=59
sl|5.02-1+b1|60|games|libncurses6||/usr/games/sl=27
socat|1.7.4.4-2|460|net|libssl3||socat=430
software-properties-common*|0.99.30-4.1~deb12u1|450|admin|ca-certificates python-apt-common python3 python3-dbus python3-software-properties||add-apt-repository apt-add-repository>add-apt-repository
sqlite3|3.40.1-2+deb12u2|533|database|libreadline8 libsqlite3-0||sqlite3=300
ssh*|1:9.2p1-2+deb12u6|190|net|openssh-client openssh-server||
sshpass|1.09-1|40|net|openssh-client||sshpass=18
ssl-cert*|1.1.2|64|utils|openssl||@make-ssl-cert=7
strace|6.1-0.1|2839|utils|libunwind8||strace=1986 strace-log-merge=2
stress|1.0.7-1|59|devel|||stress=31
stress-ng|0.15.06-2|2500|devel|||stress-ng=2300
subversion|1.14.2-4+deb12u1|4900|vcs|||svn=420
sudo|1.9.13p3-1+deb12u2|6200|admin|||sudo=276 sudoedit>sudo @visudo=250
supervisor*|4.2.5-1|1700|admin|python3 media-types python3-pkg-resources||supervisord supervisorctl
swig|4.1.0-0.2|5600|devel|||swig=2600
systemd|252.39-1~deb12u2|9668|admin|libcryptsetup12 libfdisk1 libkmod2 libsystemd-shared libssl3|systemd-timesyncd|journalctl=75 loginctl=58 networkctl=106 systemctl=1322 systemd-ask-password=18 systemd-creds=43 systemd-escape=18 systemd-firstboot=51 systemd-inhibit=22 systemd-machine-id-setup=18 systemd-notify=18 systemd-repart=151 systemd-sysext=42 systemd-sysusers=63 systemd-tmpfiles=111 systemd-tty-ask-password-agent=34 busctl=90 hostnamectl=30 kernel-install=13 localectl=26 systemd-analyze=183 systemd-cat=18 systemd-cgls=22 systemd-cgtop=38 systemd-cryptenroll=59 systemd-delta=26 systemd-detect-virt=18 systemd-id128=22 systemd-mount=51 systemd-path=18 systemd-run=59 systemd-socket-activate=26 systemd-stdio-bridge=18 timedatectl=42 systemd>/lib/systemd/systemd systemd-umount>systemd-mount
systemd-timesyncd|252.39-1~deb12u2|148|admin|libsystemd-shared systemd||
tcl|8.6.13|20|interpreters|tcl8.6||tclsh>tclsh8.6
tcl-dev|8.6.13|39|libdevel|tcl8.6-dev tcl||tcltk-depends=7
tcl8.6|8.6.13+dfsg-2|144|interpreters|libtcl8.6||tclsh8.6
tcl8.6-dev|8.6.13+dfsg-2|4725|libdevel|dpkg-dev zlib1g-dev libtcl8.6 tcl8.6||
tcpdump|4.99.3-1|1250|net|libpcap0.8||tcpdump=1180
telnet*|0.17+2.4-2+deb12u1|44|oldlibs|inetutils-telnet||
time|1.9-0.2|129|utils|||time=27
tini|0.19.0-1|64|admin|||tini=23
tk|8.6.13|20|interpreters|tk8.6 tcl||wish>wish8.6
tk-dev|8.6.13|23|libdevel|tk8.6-dev tk tcl-dev||
tk8.6|8.6.13-2|95|interpreters|libtcl8.6 libtk8.6||wish8.6
tk8.6-dev|8.6.13-2|3342|libdevel|dpkg-dev libx11-dev libxss-dev libxext-dev libxft-dev tcl8.6-dev libtk8.6 tk8.6||
tmux|3.3a-3|1106|admin|libevent-core-2.1-7 libutempter0||tmux=981
traceroute|1:2.1.2-1|150|net|||traceroute=72 traceroute6>traceroute
tree|2.1.0-1|117|utils|||tree=85
ucf*|3.0043+nmu1+deb12u1|214|utils|sensible-utils||lcf=8 ucf=41 ucfq=19 ucfr=11
udev|252.39-1~deb12u2|10400|admin|libkmod2||udevadm=1200
unixodbc-dev|2.3.11-2+deb12u1|1800|libdevel|||odbc_config
unzip|6.0-28|379|utils|||funzip=22 unzip=175 unzipsfx=83 zipgrep=3 zipinfo=175
usbutils|1:014-1+deb12u1|330|utils|libusb-1.0-0||lsusb=200
uuid-dev|2.38.1-5+deb12u3|113|libdevel|libc6-dev||
valgrind|1:3.19.0-1|77683|devel||gdb|callgrind_annotate=44 callgrind_control=12 cg_annotate=33 cg_diff=10 cg_merge=50 ms_print=24 valgrind=1 valgrind-di-server=30 valgrind-listener valgrind.bin=22 vgdb=59
vim|2:9.0.1378-2+deb12u2|3650|editors|vim-common vim-runtime libgpm2 libsodium23||vim.basic=3561 vim>vim.basic vi>vim.basic vimdiff>vim.basic
vim-common*|2:9.0.1378-2+deb12u2|245|editors||xxd vim|helpztags=2
vim-nox|2:9.0.1378-2+deb12u2|3700|editors|vim-common vim-runtime libgpm2 libsodium23||vim=3560 vi>vim
vim-runtime*|2:9.0.1378-2+deb12u2|36406|editors||vim|vimtutor=2
vim-tiny|2:9.0.1378-2+deb12u2|1700|editors|vim-common||vi>vim.tiny vim.tiny=1650
wget|1.21.3-1+deb12u1|3521|web|libpsl5|ca-certificates|wget=459
x11-common*|1:7.7+23|308|x11|||X11>.
x11proto-dev*|2022.1-1|1680|x11|xorg-sgml-doctools||
xauth|1:1.1.2-1|81|x11|libx11-6 libxau6 libxext6 libxmuu1||xauth=52
xdg-user-dirs|0.18-1|376|utils|||xdg-user-dir=1 xdg-user-dirs-update=26
xml-core*|0.18+nmu1|118|text|sgml-base||dh_installxmlcatalogs=9 @update-xmlcatalog=17
xorg-sgml-doctools*|1:1.11-1.1|89|x11|||
xtrans-dev*|1.4.0-1|330|x11|||
xvfb|2:21.1.7-3+deb12u10|4200|x11|libgl1 libx11-6 libxext6||Xvfb=2300
xxd|2:9.0.1378-2+deb12u2|135|editors|||xxd=18
xz-utils|5.4.1-1|1226|utils|||lzmainfo xz=83 xzdiff=7 xzgrep=10 xzless=2 xzmore=2 unxz>xz xzcat>xz xzcmp>xzdiff xzegrep>xzgrep xzfgrep>xzgrep
yarnpkg*|1.22.19+~cs24.27.18-2+deb12u1|7000|javascript|nodejs||yarnpkg
zip|3.0-13|616|utils||unzip|zip=212 zipcloak=92 zipnote=84 zipsplit=88
zlib1g-dev|1:1.2.13.dfsg-1|1310|libdevel|libc6-dev||
zsh|5.9-4+b7|2500|shells|zsh-common libncursesw6||zsh=910
zsh-common*|5.9-4|15700|shells|||
zstd|1.5.4+dfsg2-5|2102|utils|||pzstd=742 zstd=1247 zstdgrep=4 zstdless=1 unzstd>zstd zstdcat>zstd zstdmt>zstd
`;
