// The simulated Alpine repositories: one line a package.
// name|versions from 3.22 downwards (the last one holds for all older)|installed KiB/archive KiB|dependencies|programs|description
// A name that begins with `+` is of the repository `community`. A program may be followed by `=KiB` or `>target` for a link.

export const packageLines = `
abuild|3.15.0-r1,3.14.1-r6|268/85|openssl pax-utils tar|abuild abuild-keygen|Builds packages of Alpine
acl|2.3.2-r1|76/22|libacl|getfacl setfacl|Tools for access control lists
apache2|2.4.65-r0,2.4.65-r0,2.4.65-r0,2.4.62-r0|3700/1480|apr apr-util libuuid pcre2|httpd=600|Web server with modules
apache2-utils|2.4.65-r0,2.4.65-r0,2.4.65-r0,2.4.62-r0|184/72|apr apr-util|ab=60 htpasswd=26 htdigest rotatelogs|Tools of the Apache web server
apr|1.7.5-r0|244/108|libuuid||Portability layer of Apache
apr-util|1.6.3-r1|260/88|apr libexpat||Tools on top of apr
argon2-libs|20190702-r5|52/20|||Library of the password hash Argon2
aspell|0.60.8.1-r0|1400/520|libgcc libstdc++|aspell|Checks spelling
autoconf|2.72-r1,2.72-r0,2.72-r0,2.71-r2|2300/640|m4 perl|autoconf autoheader autoreconf|Makes configure scripts
automake|1.17-r1,1.17-r0,1.16.5-r2|1900/600|perl|aclocal automake|Makes Makefile templates
+aws-cli|2.27.25-r0,2.22.10-r0,2.15.57-r0,2.15.14-r0|98000/10200|python3 groff less|aws|Command line of Amazon's services
bash|5.2.37-r0,5.2.37-r0,5.2.26-r0,5.2.21-r0,5.2.15-r5,5.2.15-r0,5.1.16-r2,5.1.16-r0|1268/464|ncurses-terminfo-base libncursesw readline|bash=736|Shell with line editing and history
bash-completion|2.16.0-r0,2.14.0-r0,2.11-r7|1260/290|||Completions for bash
bc|1.08.2-r0,1.07.1-r5|140/62||bc dc|Calculator with any precision
bind-libs|9.20.11-r0,9.18.37-r0|2700/1100|json-c krb5-libs libuv libxml2||Libraries of the name server BIND
bind-tools|9.20.11-r0,9.18.37-r0|860/330|bind-libs|dig=150 host=140 nslookup=140 delv nsupdate|Asks name servers
binutils|2.44-r3,2.43.1-r2,2.42-r0,2.41-r0,2.40-r7,2.39-r2,2.38-r3,2.37-r3|9800/2600|jansson zlib zstd-libs|ar=60 as=760 ld=1500 nm objcopy objdump=430 ranlib readelf=760 size strip|Assembler, linker and other tools for object files
binutils-gold|2.41-r0|1300/540|binutils libgcc libstdc++|ld.gold=1300|The gold linker
bird|2.17.1-r0|840/370|libcrypto3|bird birdc|Routing daemon
bison|3.8.2-r2|1100/350|m4|bison yacc|Makes parsers
bridge-utils|1.7.1-r2|36/14||brctl|Sets up bridges
brotli-libs|1.1.0-r2|716/372|||Libraries of the compression Brotli
bsd-compat-headers|0.7.2-r6|20/8|||Headers of the BSDs
btrfs-progs|6.14-r0|1500/560|libblkid libuuid zlib lzo zstd-libs|btrfs=1000 mkfs.btrfs=520|Tools for the file system Btrfs
build-base|0.5-r3|0/2|binutils file fortify-headers g++ gcc libc-dev make patch||What one needs to compile C and C++
busybox-extras|1.37.0-r19,1.37.0-r14,1.36.1-r31,1.36.1-r20|152/62||busybox-extras=140 telnet>busybox-extras ftpget>busybox-extras httpd>busybox-extras|More applets of BusyBox
bzip2|1.0.8-r6|92/32|libbz2|bzip2 bunzip2 bzcat|Compresses files
bzip2-dev|1.0.8-r6|40/18|libbz2||Headers of bzip2
c-ares|1.34.5-r0,1.34.5-r0,1.33.1-r0,1.27.0-r0|208/88|||Asks name servers without waiting
ca-certificates|20250619-r0,20250619-r0,20250619-r0,20250619-r0,20241121-r1,20241121-r1,20240226-r0,20230506-r0|692/150|libcrypto3|update-ca-certificates=18|Certificates of authorities for TLS
+cargo|1.87.0-r0,1.83.0-r0,1.78.0-r0|34600/9600|rust gcc musl-dev libcurl|cargo=24000|Builds Rust projects
+certbot|4.0.0-r0,2.11.0-r0|960/240|python3 py3-setuptools|certbot|Gets certificates
+chromium|138.0.7204.100-r0|282000/96000|libstdc++ nss icu-libs ffmpeg-libs font-opensans|chromium-browser=220000|Web browser
clang|20.1.8-r0|220/110|clang-libs gcc musl-dev|clang>clang-20 clang++>clang-20 clang-20=120|C family compiler of LLVM
clang-libs|20.1.8-r0|139000/38000|llvm-libs libstdc++||Libraries of the compiler clang
cmake|3.31.7-r1,3.31.1-r0,3.29.3-r0,3.27.8-r0|30600/8300|libarchive expat libuv libcurl libstdc++ rhash-libs|cmake=9500 ctest=9000 cpack=9000|Describes how to build a project
+cmatrix|2.0-r4|40/18|libncursesw|cmatrix|Falling green characters
+composer|2.8.9-r0|3000/720|php84|composer|Packages of PHP
+conntrack-tools|1.4.8-r1|280/104|libmnl|conntrack|Tracked connections of the kernel
coreutils|9.7-r1,9.5-r2,9.5-r1,9.4-r2,9.3-r2,9.1-r0,9.1-r0,9.0-r2|1060/520|libacl libcrypto3 utmps-libs|coreutils=1060 cat>coreutils chmod>coreutils cp>coreutils cut>coreutils date>coreutils df>coreutils du>coreutils head>coreutils ls>coreutils mktemp>coreutils sort>coreutils stat>coreutils tail>coreutils tr>coreutils wc>coreutils|GNU's basic programs
cpio|2.15-r0|210/84||cpio|Archives of the kind cpio
+cowsay|3.04-r2|76/22|perl|cowsay|A speaking cow
curl|8.14.1-r2,8.14.1-r2,8.14.1-r2,8.14.1-r2,8.12.1-r0,8.9.0-r0,8.5.0-r0,8.5.0-r0|276/160|ca-certificates-bundle libcurl|curl=263|Transfers data by URL
curl-dev|8.14.1-r2,8.14.1-r2,8.14.1-r2,8.14.1-r2,8.12.1-r0|1100/180|libcurl brotli-libs openssl-dev zlib-dev nghttp2-dev|curl-config|Headers of libcurl
dbus|1.16.2-r1,1.14.10-r4|560/210|libexpat dbus-libs|dbus-daemon=230 dbus-launch dbus-send dbus-uuidgen|Messages between programs
dbus-libs|1.16.2-r1,1.14.10-r4|270/120|||Library of D-Bus
+deno|2.3.1-r0|110000/42000|libgcc|deno=110000|Runs JavaScript and TypeScript
dnsmasq|2.91-r0|420/170||dnsmasq=390|Name server and DHCP server for small networks
+docker|28.3.3-r3,27.3.1-r5,26.1.5-r0,25.0.5-r1|0/2|docker-engine docker-cli containerd||The engine Docker with its client
+docker-cli|28.3.3-r3,27.3.1-r5,26.1.5-r0,25.0.5-r1|33800/9200|ca-certificates|docker=33800|The client of Docker
+docker-cli-compose|2.36.2-r5,2.31.0-r5,2.27.0-r6|61000/17800|docker-cli||Compose for Docker
+docker-compose|2.36.2-r5,2.31.0-r5|12/3|docker-cli-compose|docker-compose|Compose under its old name
+docker-engine|28.3.3-r3,27.3.1-r5,26.1.5-r0,25.0.5-r1|84000/23000|iptables runc containerd|dockerd=83000 docker-proxy=1900|The daemon of Docker
+containerd|2.1.0-r4,2.0.0-r5|76000/21000|runc|containerd=40000 containerd-shim-runc-v2=13000 ctr=22000|Runs containers
dpkg|1.22.15-r0|600/220|tar|dpkg=300 dpkg-deb=160|Packages of Debian
dpkg-dev|1.22.15-r0|2300/620|dpkg perl|dpkg-architecture=20|Tools to make packages of Debian
icu-dev|76.1-r1,74.2-r1|9000/1600|icu-libs||Headers of Unicode's library
libwebp-dev|1.5.0-r0|240/60|libwebp||Headers of the image format WebP
oniguruma-dev|6.9.10-r0|120/34|oniguruma||Headers of the regular expressions of Oniguruma
re2c|4.2-r0|6200/1300|libgcc libstdc++|re2c=3000|Makes scanners
+runc|1.3.0-r3,1.2.2-r5|9800/3300|libseccomp|runc=9800|Runs one container
+dotnet8-sdk|8.0.118-r0|402000/98000|icu-libs libstdc++|dotnet|Development kit of .NET 8
drill|1.8.4-r0|76/32|ldns|drill|Asks name servers
dumb-init|1.2.5-r3|36/12||dumb-init=18|A small init for containers
e2fsprogs|1.47.2-r2,1.47.1-r1,1.47.0-r5|620/230|libblkid libcom_err libuuid e2fsprogs-libs|e2fsck=300 mke2fs=130 mkfs.ext4>mke2fs|Tools for the file systems ext2 to ext4
e2fsprogs-libs|1.47.2-r2,1.47.1-r1,1.47.0-r5|500/230|libcom_err libuuid libblkid||Libraries of e2fsprogs
+emacs|30.1-r0,29.4-r0|92000/26000|ncurses-libs|emacs=9000|Editor
ethtool|6.14-r0|560/160|libmnl|ethtool=540|Settings of network cards
expat|2.7.2-r0,2.7.0-r0|72/32|libexpat|xmlwf|Parser of XML
+fd|10.2.0-r3|2900/1200|libgcc|fd=2900|Finds files
+ffmpeg|6.1.2-r2,6.1.2-r1,6.1.1-r8|2200/540|ffmpeg-libs|ffmpeg=340 ffprobe=190 ffplay=170|Converts and plays audio and video
+ffmpeg-libs|6.1.2-r2,6.1.2-r1,6.1.1-r8|24800/9400|x264-libs aom-libs libvpx libwebp||Libraries of FFmpeg
+figlet|2.2.5-r3|680/150||figlet|Large letters
file|5.46-r2,5.46-r2,5.45-r1|28/10|libmagic|file|Tells what a file is
findutils|4.10.0-r0,4.10.0-r0,4.9.0-r5|580/230||find=330 xargs=90|GNU's find and xargs
+firefox-esr|128.12.0-r0|240000/78000|gtk+3.0 nss dbus-libs|firefox-esr=600|Web browser
fish|4.0.2-r0,3.7.1-r0|9800/2700|libstdc++ ncurses-libs pcre2|fish=4000|A friendly shell
flex|2.6.4-r6|820/260|m4|flex|Makes scanners
font-opensans|0_git20210927-r1|4300/2200|||Fonts Open Sans
fontconfig|2.15.0-r3|640/230|freetype libexpat|fc-cache fc-list fc-match|Finds fonts
fortify-headers|1.1-r5|76/10|||Headers that check buffers
+fortune|0.1-r2|860/320||fortune|A saying
freetype|2.13.3-r0,2.13.3-r0,2.13.2-r0|800/370|brotli-libs libbz2 libpng||Draws fonts
freetype-dev|2.13.3-r0,2.13.3-r0,2.13.2-r0|1400/420|freetype libpng-dev zlib-dev||Headers of FreeType
fuse3|3.16.2-r1|60/22|fuse3-libs|fusermount3=40|File systems in user space
fuse3-libs|3.16.2-r1|260/110|||Library of FUSE
+fuse-overlayfs|1.14-r0|110/46|fuse3-libs|fuse-overlayfs=110|Overlay file system in user space
+fzf|0.62.0-r3|4400/1700||fzf=4300|Finds lines by parts of them
g++|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|51800/14900|gcc libstdc++-dev libc-dev|g++=1400 c++>g++|Compiler of C++
gcc|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|155000/53000|binutils libatomic libgcc libgomp isl26 mpc1 mpfr4 gmp zlib|gcc=1400 cc>gcc cpp=1400 gcc-ar gcov=700|Compilers of GNU
gcompat|1.1.0-r4|72/28|libucontext musl-obstack||Runs programs that were made for glibc
gdb|16.3-r0|9700/3700|ncurses-libs readline python3 libstdc++ expat|gdb=9000|Debugger
gdbm|1.24-r0|120/48|||A simple database in files
gettext|0.24.1-r0,0.22.5-r0|1900/560|libintl libunistring gettext-libs|gettext msgfmt xgettext|Translations of programs
gettext-envsubst|0.24.1-r0,0.22.5-r0|42/15|libintl|envsubst=42|Replaces variables in texts
gettext-libs|0.24.1-r0,0.22.5-r0|1600/500|libunistring||Libraries of gettext
gfortran|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1|31000/10600|gcc libgfortran|gfortran=1400|Compiler of Fortran
ghostscript|10.05.1-r0|35000/11000|fontconfig libpng|gs|PostScript
git|2.49.1-r0,2.47.3-r0,2.45.4-r0,2.43.7-r0,2.40.4-r0,2.38.5-r0,2.36.6-r0,2.34.8-r0|8000/3300|libcurl libexpat pcre2 zlib git-init-template|git=3000 git-receive-pack>git git-shell=1200 git-upload-pack>git scalar=1300|Version control
git-init-template|2.49.1-r0,2.47.3-r0,2.45.4-r0,2.43.7-r0,2.40.4-r0,2.38.5-r0,2.36.6-r0,2.34.8-r0|28/12|git||What a new repository begins with
git-daemon|2.49.1-r0,2.47.3-r0,2.45.4-r0,2.43.7-r0,2.40.4-r0|3800/1600|git||Serves git repositories
+github-cli|2.72.0-r3|52000/15000||gh=52000|Command line of GitHub
glib|2.84.4-r0,2.82.5-r0,2.80.5-r0|3900/1500|libffi libintl libmount pcre2||Basic library of GTK
glib-dev|2.84.4-r0,2.82.5-r0,2.80.5-r0|8200/1500|glib||Headers of GLib
gmp|6.3.0-r3,6.3.0-r2|408/210|||Numbers with any precision
gmp-dev|6.3.0-r3,6.3.0-r2|720/260|gmp||Headers of GMP
gnupg|2.4.7-r0,2.4.7-r0,2.4.5-r0|0/2|gpg gpg-agent gpgsm gnupg-dirmngr gnupg-utils pinentry||Encrypts and signs
gnupg-dirmngr|2.4.7-r0,2.4.7-r0,2.4.5-r0|600/260|gnutls libassuan libgcrypt libksba npth|dirmngr|Asks key servers
gnupg-utils|2.4.7-r0,2.4.7-r0,2.4.5-r0|420/160|libassuan libgcrypt|gpgsplit gpg-zip|More tools of GnuPG
gpg|2.4.7-r0,2.4.7-r0,2.4.5-r0|1100/480|libassuan libgcrypt libksba npth readline sqlite-libs|gpg=1050|Encrypts and signs
gpg-agent|2.4.7-r0,2.4.7-r0,2.4.5-r0|420/180|libassuan libgcrypt npth|gpg-agent=400|Keeps secret keys
gpgsm|2.4.7-r0,2.4.7-r0,2.4.5-r0|460/200|libassuan libgcrypt libksba|gpgsm|Certificates of S/MIME
gnutls|3.8.8-r0|1100/520|gmp libtasn1 libunistring nettle p11-kit||TLS library
+go|1.24.4-r0,1.23.12-r0,1.22.12-r0,1.21.10-r0,1.20.11-r0,1.19.13-r0,1.18.7-r0,1.17.10-r0|228000/60000|binutils gcc musl-dev|go=12500 gofmt=2900|The language Go
+gosu|1.17-r9|1700/720||gosu=1700|Runs a command as another user
+graphviz|12.2.1-r0|2700/900|fontconfig freetype libpng pango|dot=24 neato>dot|Draws graphs
grep|3.12-r0,3.11-r0|176/80|pcre2|grep=150 egrep fgrep|GNU's grep
groff|1.23.0-r1|8600/2400|libstdc++ perl|groff troff|Sets text
+gtk+3.0|3.24.49-r0|15000/4700|glib pango fontconfig||Windows and buttons
gzip|1.14-r0,1.13-r0|96/42||gzip=80 gunzip zcat|GNU's gzip
+helm|3.18.4-r2|57000/17000||helm=57000|Packages of Kubernetes
htop|3.4.1-r0,3.3.0-r0|208/90|libncursesw|htop=190|Shows processes
+httpie|3.2.4-r0|720/160|python3|http https|A friendly HTTP client
+hugo|0.147.5-r3,0.139.0-r5|73000/24000|libstdc++|hugo=73000|Makes web sites
icu-data-full|76.1-r1,74.2-r1,74.2-r0,74.1-r0|30200/11500|||All data of ICU
icu-libs|76.1-r1,74.2-r1,74.2-r0,74.1-r0|6200/2300|libstdc++ libgcc icu-data-en||Libraries of ICU
icu-data-en|76.1-r1,74.2-r1,74.2-r0,74.1-r0|2200/740|||Data of ICU for English
iftop|1.0_pre4-r4|68/32|libpcap ncurses-libs|iftop|Shows traffic
+imagemagick|7.1.1.47-r0,7.1.1.41-r0|7600/2200|fontconfig freetype libjpeg-turbo libpng tiff libxml2|magick=20 convert>magick identify>magick|Changes pictures
ipset|7.24-r0|180/70|libmnl|ipset|Sets of addresses
iperf|2.2.1-r0|110/48|libstdc++|iperf|Measures networks
iperf3|3.19.1-r0,3.17.1-r0|140/60||iperf3=120|Measures networks
iproute2|6.13.0-r0,6.11.0-r0,6.9.0-r0,6.6.0-r0|40/4|iproute2-minimal iproute2-ss iproute2-tc||Network settings
iproute2-minimal|6.13.0-r0,6.11.0-r0,6.9.0-r0,6.6.0-r0|560/260|libmnl libcap2 libelf zstd-libs|ip=560|The command ip
iproute2-ss|6.13.0-r0,6.11.0-r0,6.9.0-r0,6.6.0-r0|170/80|libmnl|ss=170|The command ss
iproute2-tc|6.13.0-r0,6.11.0-r0,6.9.0-r0,6.6.0-r0|760/280|libmnl libelf|tc=740|Traffic control
iptables|1.8.11-r1,1.8.11-r1,1.8.10-r3|1500/460|libmnl libnftnl libxtables|iptables=220 iptables-save>iptables ip6tables>iptables|Rules for packets
iputils|20240905-r0,20240905-r0,20240117-r0|0/2|iputils-ping iputils-arping iputils-tracepath||ping and others
iputils-arping|20240905-r0|26/10||arping|Asks for hardware addresses
iputils-ping|20240905-r0|92/38||ping=90|Asks hosts whether they answer
iputils-tracepath|20240905-r0|24/10||tracepath|Shows the way to a host
ipvsadm|1.31-r4|56/24||ipvsadm|Virtual servers of Linux
isl26|0.26-r1|1900/740|gmp||Library of GCC for loops
jansson|2.14.1-r0|64/30|||JSON library
jq|1.8.1-r0,1.7.1-r0,1.7.1-r0,1.7.1-r0,1.6-r4|340/160|oniguruma|jq=300|Filters JSON
json-c|0.18-r1|80/36|||JSON library
krb5-dev|1.21.3-r0|360/80|krb5-libs|krb5-config|Headers of Kerberos
krb5-libs|1.21.3-r0|2000/800|libcom_err keyutils-libs libverto||Kerberos
keyutils-libs|1.6.3-r4|18/8|||Keys of the kernel
+kubectl|1.33.1-r3|58000/17000||kubectl=58000|Commands for Kubernetes
ldns|1.8.4-r0|380/170|libcrypto3||Library for names
less|679-r0,668-r0,643-r2|192/92|ncurses-libs|less=180|Shows texts page by page
libacl|2.3.2-r1|36/16|||Access control lists
libarchive|3.8.1-r0,3.7.9-r0|760/340|libacl libbz2 libexpat lz4-libs xz-libs zstd-libs||Reads archives
libarchive-tools|3.8.1-r0,3.7.9-r0|180/80|libarchive|bsdtar=100 bsdcpio|Reads archives
libassuan|3.0.2-r0|100/46|libgpg-error||Messages between the parts of GnuPG
libatomic|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10|36/10|||Atomic operations
libblkid|2.41-r9,2.40.2-r4|312/140|||Tells what is on a disk
libbsd|0.12.2-r0|96/40|libmd||Functions of the BSDs
libbz2|1.0.8-r6|72/34|||Library of bzip2
libc6-compat|1.1.0-r4|0/2|gcompat||Old name of gcompat
libc-dev|0.7.2-r6|0/2|bsd-compat-headers musl-dev||What one needs to compile C
libcap|2.76-r0,2.71-r0|120/40|libcap2|capsh getcap setcap|Capabilities of processes and files
libcap2|2.76-r0,2.71-r0|44/18|||Library of capabilities
libcom_err|1.47.2-r2,1.47.1-r1|12/6|||Texts of errors
libcurl|8.14.1-r2,8.14.1-r2,8.14.1-r2,8.14.1-r2,8.12.1-r0,8.9.0-r0,8.5.0-r0,8.5.0-r0|596/320|brotli-libs c-ares ca-certificates-bundle libidn2 nghttp2-libs libpsl zstd-libs||Library of curl
libelf|0.193-r0,0.191-r0|820/300|zstd-libs||Reads ELF files
libevent|2.1.12-r8|1200/300|||Events
libexpat|2.7.2-r0,2.7.0-r0|172/76|||Parser of XML
libffi|3.4.8-r0,3.4.6-r0,3.4.6-r0,3.4.4-r3|48/24|||Calls functions by description
libffi-dev|3.4.8-r0,3.4.6-r0,3.4.6-r0,3.4.4-r3|66/20|libffi linux-headers||Headers of libffi
libgcc|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|172/70|||Runtime of GCC
libgcrypt|1.10.3-r1|1200/560|libgpg-error||Cryptography of GnuPG
libgfortran|14.2.0-r6|3000/940|libquadmath||Runtime of Fortran
libgomp|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|312/130|||Runtime of OpenMP
libgpg-error|1.55-r0,1.51-r0|100/46|||Errors of GnuPG
libidn2|2.3.7-r0|220/98|libunistring||Names of hosts in all languages
libintl|0.24.1-r0,0.22.5-r0|68/30|||Translations for musl
libjpeg-turbo|3.1.0-r0,3.0.4-r0,3.0.3-r0|1080/420|||JPEG
libjpeg-turbo-dev|3.1.0-r0,3.0.4-r0,3.0.3-r0|800/170|libjpeg-turbo||Headers of JPEG
libksba|1.6.7-r0|260/120|libgpg-error||Certificates
libmagic|5.46-r2,5.46-r2,5.45-r1|9100/480|||Knows files by their first bytes
libmd|1.1.0-r0|64/26|||Digests
libmnl|1.0.5-r2|32/12|||Netlink
libmount|2.41-r9,2.40.2-r4|360/160|libblkid||Mounts
libncursesw|6.5_p20250503-r0,6.5_p20241006-r3,6.4_p20240420-r2,6.4_p20231125-r0|284/130|ncurses-terminfo-base||Terminals
libnftnl|1.2.9-r0|200/76|libmnl||Netfilter
libpanelw|6.5_p20250503-r0,6.5_p20241006-r3|14/6|libncursesw||Panels in terminals
libpcap|1.10.5-r1|270/120|||Captures packets
libpng|1.6.47-r0,1.6.47-r0,1.6.44-r0|208/104|||PNG
libpng-dev|1.6.47-r0,1.6.47-r0,1.6.44-r0|640/190|libpng zlib-dev|libpng-config|Headers of PNG
libpq|17.6-r0,17.6-r0,16.10-r0,16.10-r0|320/144|openssl-libs-static libcrypto3||Client library of PostgreSQL
libpq-dev|17.6-r0,17.6-r0,16.10-r0,16.10-r0|1300/300|libpq openssl-dev||Headers of libpq
libproc2|4.0.4-r3|100/44|utmps-libs||Reads /proc
libpsl|0.21.5-r3|120/50|libidn2 libunistring||Public suffixes
libquadmath|14.2.0-r6|280/120|||Runtime for long numbers
libressl-dev|4.1.0-r0|1200/180|||Headers of LibreSSL
libseccomp|2.6.0-r0,2.5.5-r1|180/76|||Filters of system calls
libsodium|1.0.20-r0|380/180|||Cryptography
libssh2|1.11.1-r0|260/116|||SSH
libstdc++|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|2700/800|libgcc||Runtime of C++
libstdc++-dev|14.2.0-r6,14.2.0-r4,13.2.1_git20240309-r1,13.2.1_git20231014-r0,12.2.1_git20220924-r10,12.2.1_git20220924-r4,11.2.1_git20220219-r2,10.3.1_git20211027-r0|19000/2700|libstdc++||Headers of C++
libtasn1|4.20.0-r0|90/40|||ASN.1
libtool|2.5.4-r1|1900/380|bash|libtool libtoolize|Builds libraries
libucontext|1.3.2-r0|16/6|||Contexts
libunistring|1.3-r0,1.2-r0|1760/650|||Unicode
libuuid|2.41-r9,2.40.2-r4|44/18|||Unique numbers
libuv|1.51.0-r0,1.49.2-r0,1.48.0-r0|212/88|||Events
libverto|0.3.2-r2|24/12|||Events
libvpx|1.15.0-r0|2600/980|||VP8 and VP9
libwebp|1.5.0-r0,1.4.0-r0|580/240|||WebP
libxml2|2.13.8-r0,2.13.4-r6,2.12.10-r0|1200/540|xz-libs||XML
libxml2-dev|2.13.8-r0,2.13.4-r6,2.12.10-r0|3000/460|libxml2 zlib-dev xz-libs|xml2-config|Headers of libxml2
libxslt|1.1.43-r3,1.1.42-r2|380/160|libxml2||XSLT
libxslt-dev|1.1.43-r3,1.1.42-r2|1900/220|libxslt libxml2-dev|xslt-config|Headers of libxslt
libxtables|1.8.11-r1,1.8.11-r1,1.8.10-r3|70/30|||Library of iptables
libzip-dev|1.11.4-r0,1.11.2-r0|660/120|zlib-dev||Headers of libzip
linux-headers|6.14.2-r0,6.6-r1,6.6-r0,6.5-r0,6.3-r0,5.19.5-r0,5.16.7-r1,5.10.41-r0|6900/1100|||Headers of the kernel
linux-pam|1.7.0-r4,1.6.1-r1|1100/320|libintl|unix_chkpwd|Checks who logs in
llvm-libs|20.1.8-r0|151000/42000|libffi libstdc++ libxml2 zstd-libs||Library of LLVM
+lld|20.1.8-r0|4700/1700|llvm-libs|lld=4600 ld.lld>lld|Linker of LLVM
lsof|4.99.4-r1|176/80||lsof=150|Lists open files
ltrace|0.7.3-r10|230/90|libelf|ltrace|Shows calls of libraries
+lynx|2.9.2-r0|5300/1500|ncurses-libs|lynx=2000|Web browser in a terminal
lz4-libs|1.10.0-r0|124/66|||Library of LZ4
lzo|2.10-r5|130/58|||Compression LZO
m4|1.4.20-r0,1.4.19-r3|290/130||m4|Macros
make|4.4.1-r3,4.4.1-r2|268/130||make=240|Builds what is out of date
mariadb|11.4.8-r0,11.4.8-r0,10.11.11-r0|74000/15700|mariadb-common libaio ncurses-libs|mariadbd=24000 mysqld>mariadbd mariadb-install-db|Database server
mariadb-client|11.4.8-r0,11.4.8-r0,10.11.11-r0|33000/4600|mariadb-common ncurses-libs|mariadb=4400 mysql>mariadb mariadb-dump=3300 mysqldump>mariadb-dump mariadb-admin=3200|Client of MariaDB
mariadb-common|11.4.8-r0,11.4.8-r0,10.11.11-r0|56/12|||Settings of MariaDB
libaio|0.3.113-r2|20/8|||Asynchronous files
mysql-client|11.4.8-r0,11.4.8-r0,10.11.11-r0|4/2|mariadb-client||Old name of mariadb-client
+maven|3.9.9-r0,3.9.9-r0,3.9.6-r1|10000/8700|openjdk21-jre-headless|mvn|Builds Java projects
+mc|4.8.33-r1|2300/760|glib libssh2|mc=1500|File manager
+moreutils|0.69-r0|130/40|perl|sponge ts vipe|More Unix tools
mpc1|1.3.1-r1|116/50|gmp mpfr4||Complex numbers
mpfr4|4.2.1_p1-r0,4.2.1-r0|420/210|gmp||Real numbers
mtr|0.96-r0,0.95-r2|140/60|ncurses-libs json-c|mtr=90|Follows the way to a host
musl-dev|1.2.5-r10,1.2.5-r9,1.2.5-r1,1.2.4_git20230717-r5,1.2.4-r3,1.2.3-r6,1.2.3-r4,1.2.2-r8|10400/1360|musl||Headers of musl
musl-locales|0.1.0-r1|480/40|libintl|locale|Languages for musl
musl-obstack|1.2.3-r2|14/6|||Stacks of objects
nano|8.4-r0,8.2-r0,8.0-r0,7.2-r1|780/280|libmagic libncursesw|nano=300 rnano>nano|Small editor
ncurses|6.5_p20250503-r0,6.5_p20241006-r3,6.4_p20240420-r2|230/84|libncursesw|clear tput tset infocmp tic|Tools for terminals
ncurses-libs|6.5_p20250503-r0,6.5_p20241006-r3,6.4_p20240420-r2,6.4_p20231125-r0|24/6|libncursesw libpanelw||Terminals
ncurses-dev|6.5_p20250503-r0,6.5_p20241006-r3,6.4_p20240420-r2|880/190|ncurses-libs||Headers of ncurses
ncurses-terminfo-base|6.5_p20250503-r0,6.5_p20241006-r3,6.4_p20240420-r2,6.4_p20231125-r0|216/22|||Descriptions of common terminals
net-snmp-tools|5.9.4-r2|530/170|libcrypto3|snmpget snmpwalk|SNMP
net-tools|2.10-r3|300/110||arp ifconfig netstat=130 route|Old network commands
netcat-openbsd|1.229.1-r0,1.226.1.1-r0|58/26|libbsd|nc=46|Reads and writes connections
nettle|3.10.1-r0|700/330|gmp||Cryptography
nftables|1.1.3-r0|980/380|libmnl libnftnl jansson readline|nft=26|Rules for packets
nghttp2-libs|1.65.0-r0,1.64.0-r0,1.62.1-r0,1.58.0-r0|164/76|||HTTP/2
nghttp2-dev|1.65.0-r0,1.64.0-r0,1.62.1-r0,1.58.0-r0|330/60|nghttp2-libs||Headers of nghttp2
nginx|1.28.0-r3,1.26.3-r0,1.26.3-r0,1.24.0-r16,1.24.0-r7,1.22.1-r0,1.22.1-r0,1.20.2-r1|1400/600|pcre2 libssl3 libcrypto3 zlib|nginx=1250|Web server and proxy
ngrep|1.48.3-r0|64/30|libpcap pcre2|ngrep|Finds text in packets
ninja|1.12.1-r1|360/130||ninja=330|Small build system
nmap|7.97-r0,7.95-r1,7.95-r0|22000/5300|libpcap libstdc++ pcre2 libssh2|nmap=2800|Looks what is in a network
nmap-ncat|7.97-r0,7.95-r1,7.95-r0|420/160|libpcap|ncat=400|Reads and writes connections
nodejs|22.16.0-r2,22.15.1-r0,20.15.1-r0,20.15.1-r0,18.20.1-r0,18.20.1-r0,16.20.2-r0,16.20.2-r0|58600/18100|ada-libs ca-certificates c-ares icu-libs libuv brotli-libs nghttp2-libs libstdc++ simdjson sqlite-libs|node=45000|Runs JavaScript
ada-libs|2.9.2-r4|410/180|libstdc++||URLs
simdjson|3.12.0-r0|190/80|libstdc++||JSON
+npm|11.3.0-r1,10.9.1-r0,10.9.1-r0,10.2.5-r0,9.6.6-r0,9.1.2-r0,8.10.0-r0,8.1.3-r0|8600/1900|nodejs|npm npx|Packages of Node.js
npth|1.8-r0|36/16|||Threads
nss|3.109-r0|3400/1400|sqlite-libs||Security library of Mozilla
oniguruma|6.9.10-r0,6.9.9-r0|560/190|||Regular expressions
openblas-dev|0.3.28-r0|4400/900|openblas||Headers of OpenBLAS
openblas|0.3.28-r0|41000/8600|libgfortran||Linear algebra
+openjdk8-jre|8.452.09-r0|12600/3800|openjdk8-jre-base|java|Java 8
+openjdk8-jre-base|8.452.09-r0|92000/31000|java-common||Java 8
+openjdk11|11.0.28_p6-r0|310000/150000|java-common libstdc++|java javac|Java 11
+openjdk11-jre-headless|11.0.28_p6-r0|138000/41000|java-common|java|Java 11
+openjdk17|17.0.16_p8-r0,17.0.16_p8-r0,17.0.16_p8-r0|305000/148000|java-common libstdc++|java javac jar|Java 17
+openjdk17-jre|17.0.16_p8-r0|2400/800|openjdk17-jre-headless||Java 17
+openjdk17-jre-headless|17.0.16_p8-r0|164000/47000|java-common|java|Java 17
+openjdk21|21.0.8_p9-r0|330000/160000|java-common libstdc++|java javac jar|Java 21
+openjdk21-jre-headless|21.0.8_p9-r0|186000/53000|java-common|java|Java 21
java-common|0.5-r0|4/2|||Links of Java
openrc|0.62.6-r0,0.55.1-r2|2400/400|ifupdown-ng libcap2|openrc=20 rc-service rc-update rc-status|Services
ifupdown-ng|0.12.1-r7|230/40|||Network at start
openssh|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|0/2|openssh-client openssh-server openssh-sftp-server||Secure shell
openssh-client|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|0/2|openssh-client-default openssh-keygen||Client of SSH
openssh-client-default|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|760/350|libedit openssh-client-common|ssh=760|Client of SSH
openssh-client-common|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|2500/1000|openssh-keygen|scp sftp ssh-add ssh-agent ssh-keyscan ssh-copy-id|Tools of SSH
openssh-keygen|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|420/190||ssh-keygen=420|Makes keys
openssh-server|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|1300/560|openssh-keygen openssh-server-common|sshd=420|Server of SSH
openssh-server-common|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|16/6|||Settings of the server
openssh-sftp-server|10.0_p1-r7,9.9_p2-r0,9.7_p1-r5,9.6_p1-r2,9.3_p2-r3|84/40||sftp-server|File transfer
libedit|20250104.3.1-r1,20240808.3.1-r0|200/90|libncursesw||Line editing
openssl|3.5.1-r0,3.3.4-r0,3.3.4-r0,3.1.8-r0,3.1.8-r0,3.0.16-r0,1.1.1w-r1,1.1.1w-r1|808/320||openssl=800|Keys, certificates and TLS
openssl-dev|3.5.1-r0,3.3.4-r0,3.3.4-r0,3.1.8-r0,3.1.8-r0,3.0.16-r0,1.1.1w-r1,1.1.1w-r1|1800/480|libcrypto3 libssl3||Headers of OpenSSL
openssl-libs-static|3.5.1-r0,3.3.4-r0,3.3.4-r0,3.1.8-r0|8600/2300|||Static libraries of OpenSSL
p11-kit|0.25.5-r2|1400/360|libffi libtasn1||Modules with keys
pango|1.56.3-r0|780/320|fontconfig freetype glib||Sets text
patch|2.8-r0,2.7.6-r10|220/92||patch=200|Applies differences
pax-utils|1.3.8-r1|130/50|libcap2|dumpelf lddtree pspax|Looks into ELF files
pcre2|10.43-r1,10.43-r0,10.43-r0,10.42-r2|672/290|||Regular expressions of Perl
pcre-dev|8.45-r3|900/220|||Headers of PCRE
perl|5.40.2-r0,5.40.2-r0,5.38.4-r0,5.38.4-r0,5.36.2-r0,5.36.0-r2,5.34.2-r0,5.34.2-r0|41000/11600|libbz2|perl=18 cpan pod2man|The language Perl
+php84|8.4.10-r0,8.4.10-r0|18800/6200|libxml2 pcre2 readline|php84=15000|The language PHP
+php83|8.3.23-r0|18400/6100|libxml2 pcre2 readline|php83=15000|The language PHP
pigz|2.8-r1|132/54||pigz=120|Compresses on all processors
pinentry|1.3.1-r0|120/56|libassuan ncurses-libs|pinentry-curses|Asks for passwords
pkgconf|2.4.3-r0,2.3.0-r0,2.2.0-r0|160/70||pkgconf=80 pkg-config>pkgconf|Flags for compilers
pkgconfig|2.4.3-r0,2.3.0-r0,2.2.0-r0|0/2|pkgconf||Old name of pkgconf
+pnpm|10.9.0-r0|17000/3900|nodejs|pnpm|Packages of Node.js
postgresql17|17.6-r0,17.6-r0|22000/6300|libpq icu-libs libxml2 zstd-libs postgresql-common postgresql17-client|postgres=8800 initdb=200 pg_ctl=80|Database server
postgresql17-client|17.6-r0,17.6-r0|4300/1500|libpq readline zstd-libs postgresql-common|psql=640 pg_dump=430 pg_restore=210|Client of PostgreSQL
postgresql16-client|16.10-r0|4200/1500|libpq readline zstd-libs postgresql-common|psql=630 pg_dump=420 pg_restore=210|Client of PostgreSQL
postgresql-client|17.6-r0,17.6-r0,16.10-r0,16.10-r0|0/2|postgresql17-client||Client of PostgreSQL
postgresql-common|1.2-r2|24/6|||Versions of PostgreSQL
postgresql-dev|17.6-r0,17.6-r0,16.10-r0|8200/1600|libpq-dev openssl-dev|pg_config|Headers of PostgreSQL
procps|4.0.4-r3|0/2|procps-ng||ps and others
procps-ng|4.0.4-r3|700/270|libncursesw libproc2|ps=130 top=130 free kill pgrep pkill>pgrep uptime vmstat w watch sysctl|ps and others
+protobuf-dev|29.4-r0,24.4-r4|5600/1200|protoc zlib-dev||Headers of Protocol Buffers
+protoc|29.4-r0,24.4-r4|2800/900|libstdc++|protoc|Compiler of Protocol Buffers
py3-flask|3.0.3-r0|860/180|python3 py3-jinja2 py3-click||Flask for Alpine's Python
py3-click|8.1.8-r0|780/160|python3||click for Alpine's Python
py3-jinja2|3.1.6-r0|1300/300|python3||Jinja for Alpine's Python
+py3-numpy|2.2.5-r1|28000/5300|python3 openblas||NumPy for Alpine's Python
py3-pip|25.1.1-r0,24.3.1-r0,24.0-r2,23.3.1-r0,23.1.2-r0,22.3.1-r1,22.1.1-r0,20.3.4-r1|7200/1600|python3 py3-setuptools|pip pip3|Packages of Python
py3-requests|2.32.5-r0,2.32.3-r0|320/90|python3||Requests for Alpine's Python
py3-setuptools|80.9.0-r0,70.3.0-r0|3200/700|python3||Builds packages of Python
py3-virtualenv|20.31.2-r0|400/120|python3|virtualenv|Environments of Python
py3-wheel|0.46.1-r0|200/50|python3|wheel|Builds wheels
python3|3.12.11-r0,3.12.11-r0,3.12.11-r0,3.11.13-r0,3.11.12-r0,3.10.15-r0,3.10.14-r1,3.9.18-r0|27600/8200|libbz2 libexpat libffi gdbm xz-libs mpdecimal libncursesw libpanelw readline sqlite-libs|python3>python3.12 python3.12=14 python>python3.12 pydoc3 idle3|The language Python
python3-dev|3.12.11-r0,3.12.11-r0,3.12.11-r0,3.11.13-r0,3.11.12-r0|44000/11800|python3|python3-config|Headers of Python
mpdecimal|4.0.1-r0,4.0.0-r0|200/86|||Decimal numbers
readline|8.2.13-r1,8.2.13-r0,8.2.10-r0,8.2.1-r2|288/134|libncursesw||Line editing
redis|8.0.3-r0,7.2.9-r0,7.2.9-r0,7.2.4-r1|2200/860||redis-server=1800 redis-cli=250 redis-benchmark=230 redis-sentinel>redis-server|Keeps data in memory
rhash-libs|1.4.5-r0|200/90|||Digests
ripgrep|14.1.1-r0,14.1.0-r0|4200/1700|libgcc pcre2|rg=4200|Finds text in many files
rsync|3.4.1-r0,3.4.0-r0,3.4.0-r0|356/180|libacl lz4-libs popt zstd-libs|rsync=340|Copies what has changed
popt|1.19-r4|64/28|||Options of commands
ruby|3.4.4-r0,3.3.8-r0,3.3.8-r0,3.2.8-r0|12500/4200|libffi gmp readline libucontext yaml|ruby=14 gem irb|The language Ruby
ruby-dev|3.4.4-r0,3.3.8-r0,3.3.8-r0,3.2.8-r0|2200/400|ruby gmp-dev||Headers of Ruby
yaml|0.2.5-r2|116/54|||YAML
+rust|1.87.0-r0,1.83.0-r0,1.78.0-r0|232000/73000|gcc llvm-libs musl-dev|rustc=16 rustdoc=11000|The language Rust
s6|2.13.2.0-r0|640/160||s6-svscan s6-supervise|Supervises processes
samba-client|4.21.7-r0|2300/700||smbclient|Files of Windows
screen|5.0.1-r1|460/220|ncurses-libs|screen=440|Several terminals in one
sed|4.9-r2|140/70|libacl|sed=130|GNU's sed
shadow|4.17.3-r0,4.16.0-r1,4.15.1-r0,4.14.2-r0|540/180|linux-pam libbsd|chage groupadd groupmod useradd=90 userdel usermod=90 gpasswd|Users and groups
shadow-uidmap|4.17.3-r0,4.16.0-r1,4.15.1-r0|80/30||newuidmap newgidmap|Ranges of users
socat|1.8.0.3-r1,1.8.0.1-r0,1.8.0.0-r0|500/220|readline|socat=460|Connects two streams
sqlite|3.49.2-r1,3.48.0-r3,3.45.3-r2,3.44.2-r0|1500/740|readline|sqlite3=1450|Database in a file
sqlite-dev|3.49.2-r1,3.48.0-r3,3.45.3-r2,3.44.2-r0|700/180|sqlite-libs||Headers of SQLite
sqlite-libs|3.49.2-r1,3.48.0-r3,3.45.3-r2,3.44.2-r0|1100/560|||Library of SQLite
strace|6.13-r0|1500/460|libelf|strace=1450|Shows system calls
+stress-ng|0.18.12-r0|2900/900|libbsd libcap2|stress-ng=2800|Puts load on a machine
su-exec|0.2-r3|20/6||su-exec=14|Runs a command as another user
sudo|1.9.17_p2-r0,1.9.16_p2-r0|2300/780|linux-pam|sudo=240 visudo|Runs a command as another user
+supervisor|4.2.5-r5|1000/260|python3 py3-setuptools|supervisord supervisorctl|Supervises processes
tar|1.35-r3,1.35-r2|450/210|libacl|tar=430|GNU's tar
tcpdump|4.99.5-r1|1180/490|libpcap|tcpdump=1150|Shows packets
tcptraceroute|1.5b7-r4|24/10|libpcap|tcptraceroute|Follows the way to a host
tiff|4.7.0-r0|520/220|libjpeg-turbo libwebp zstd-libs||TIFF
tini|0.19.0-r3|40/18||tini=26|A small init for containers
tmux|3.5a-r0,3.4-r1|720/320|libevent ncurses-libs|tmux=700|Several terminals in one
+tor|0.4.8.17-r0|5400/2100|libevent xz-libs zstd-libs|tor=4100|Anonymous connections
tree|2.2.1-r0,2.1.1-r0|88/36||tree=84|Shows directories as a tree
ttf-dejavu|2.37-r6|10200/5200|fontconfig||Fonts DejaVu
tzdata|2025b-r0|1700/340|||Time zones
udev|3.2.14-r7|620/200||udevd|Devices
unzip|6.0-r15,6.0-r14|340/150|libbz2|unzip=170 zipinfo|Unpacks zip archives
util-linux|2.41-r9,2.40.2-r4|0/2|util-linux-misc libmount libuuid||Many tools for the system
util-linux-misc|2.41-r9,2.40.2-r4|2600/900|libmount libuuid|lscpu nsenter unshare setpriv script getopt findmnt|More tools for the system
utmps-libs|0.1.3.1-r0|26/12|skalibs-libs||Who is logged in
skalibs-libs|2.14.4.0-r0|230/100|||Library of small tools
+valgrind|3.24.0-r0|49000/11000|perl|valgrind|Finds mistakes with memory
vim|9.1.1415-r0,9.1.0842-r0,9.1.0414-r0,9.0.2127-r0|3300/1450|libncursesw vim-common xxd|vim=3200 vi>vim vimdiff>vim|Editor
vim-common|9.1.1415-r0,9.1.0842-r0,9.1.0414-r0|29000/7700|||Files of vim
xxd|9.1.1415-r0,9.1.0842-r0,9.1.0414-r0|30/12||xxd=26|Shows bytes
wget|1.25.0-r1,1.25.0-r0,1.24.5-r0,1.21.4-r0|472/230|libidn2 pcre2|wget=440|GNU's wget
+websocat|1.14.0-r0|3900/1500|libgcc|websocat|Web sockets
+wrk|4.2.0-r2|1100/420||wrk=1000|Puts load on a web server
x264-libs|0.164.3108-r0|2400/900|||H.264
aom-libs|3.12.1-r0|5800/2300|||AV1
+xclip|0.13-r4|28/12||xclip|Clipboard of X
xfsprogs|6.14.0-r1|2200/830|libuuid libblkid|mkfs.xfs=480 xfs_repair=700|Tools for XFS
xz|5.8.1-r0,5.6.3-r1,5.6.2-r1,5.4.5-r1|220/90|xz-libs|xz=80 unxz>xz xzcat>xz|Compresses files
xz-libs|5.8.1-r0,5.6.3-r1,5.6.2-r1,5.4.5-r1|170/86|||Library of xz
+yamllint|1.35.1-r1|240/70|python3|yamllint|Checks YAML
+yarn|1.22.22-r1,1.22.22-r1,1.22.22-r0,1.22.19-r0|5200/1000|nodejs|yarn|Packages of Node.js
+yq-go|4.46.1-r0|9800/3600||yq=9800|Filters YAML
zip|3.0-r13|360/160||zip=190|Makes zip archives
zlib-dev|1.3.1-r2,1.3.1-r2,1.3.1-r1,1.3.1-r0|240/60|zlib||Headers of zlib
zsh|5.9-r5,5.9-r4|8000/2400|libncursesw|zsh=700|Shell with many features
zstd|1.5.7-r0,1.5.6-r2|570/230||zstd=540 zstdcat>zstd unzstd>zstd|Compresses files
zstd-libs|1.5.7-r0,1.5.6-r2,1.5.6-r0,1.5.5-r8|700/310|||Library of zstd
`;
