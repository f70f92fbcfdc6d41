// Compilers and interpreters besides Python, Node and Java: Go, Rust, GCC, Ruby, Perl, .NET.
import { hexOf, sha256 } from '../../oci/digest.ts';
import { alpine321, alpine322 } from './alpine.ts';
import { bookworm, trixie } from './buildpack-deps.ts';
import {
  apk,
  apt,
  certificates,
  copyScripts,
  debianAccount,
  envs,
  makeDirectories,
  run,
  tags,
  workdir,
} from './instructions.ts';
import { bookwormDistribution } from './debian.ts';
import { data, directory, link, program, programs, text } from './files.ts';
import { cmd, entrypoint } from './recipe.ts';
import type { DebianBase } from './buildpack-deps.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

type Steps = readonly (LayerStep | ConfigStep)[];

const goFiles = (version: string): Draft[] => [
  program('usr/local/go/bin/go', 13_800_000),
  program('usr/local/go/bin/gofmt', 2_800_000),
  text('usr/local/go/VERSION', `go${version}\ntime 2025-11-05T16:38:20Z\n`),
  ...['asm', 'compile', 'cover', 'link', 'vet'].map((name) =>
    program(`usr/local/go/pkg/tool/linux/${name}`, 11_000_000),
  ),
];

const goSteps = (version: string): Steps => [
  ...envs(
    `GOLANG_VERSION=${version}`,
    'GOTOOLCHAIN=local',
    'GOPATH=/go',
    'PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ),
  run(
    'COPY /target/ /',
    [221.4, 60.15],
    goFiles(version),
    'usr/local/go/src/cmd/compile/internal/ssa/rewrite.go=60 usr/local/go/src/runtime/proc.go=30 usr/local/go/src/net/http/server.go=20 usr/local/go/test/bench.go=9 usr/local/go/api/go1.txt=8',
  ),
  makeDirectories('go go/src go/bin', 0, 0o1777),
  { ...workdir('/go'), files: () => [], compressedSize: 32 },
];

const golang = (version: string, base: Recipe, extra: Steps): Recipe => ({
  base,
  created: '2025-11-05T22:11:46Z',
  steps: [...extra, ...goSteps(version)],
});

const goOnDebian = (version: string, { scm }: DebianBase): Recipe =>
  golang(version, scm, [
    apt(
      'g++ gcc libc6-dev make pkg-config',
      [249.3, 89.4],
      programs(
        'usr/bin',
        'gcc=1093424 g++=1093424 cc=1093424 c++=1093424 make=239960 ar=59688 as=715624 ld=1717184 pkg-config=43640',
        30_000,
      ),
      'usr/lib/gcc/TRIPLET/cc1=29 usr/lib/gcc/TRIPLET/cc1plus=31 usr/lib/gcc/TRIPLET/lto1=28 usr/lib/gcc/TRIPLET/libasan.a=22 usr/lib/TRIPLET/libc.a=6',
    ),
  ]);

const goOnAlpine = (version: string, base: Recipe): Recipe =>
  golang(version, base, [
    apk('ca-certificates', [0.56, 0.3], certificates, 'usr/share/ca-certificates/mozilla/bundle.crt'),
  ]);

const go = (version: string, names: string): CatalogueImage[] => [
  { repository: 'library/golang', tags: tags(names, ',bookworm'), recipe: goOnDebian(version, bookworm) },
  { repository: 'library/golang', tags: tags(names, 'trixie'), recipe: goOnDebian(version, trixie) },
  { repository: 'library/golang', tags: tags(names, 'alpine,alpine3.22'), recipe: goOnAlpine(version, alpine322) },
  { repository: 'library/golang', tags: tags(names, 'alpine3.21'), recipe: goOnAlpine(version, alpine321) },
];

const rustSteps = (version: string, size: number): Steps => [
  ...envs(
    'RUSTUP_HOME=/usr/local/rustup',
    'CARGO_HOME=/usr/local/cargo',
    'PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    `RUST_VERSION=${version}`,
  ),
  run(
    'set -eux;     ./rustup-init -y --no-modify-path --profile minimal --default-toolchain $RUST_VERSION --default-host ${rustArch};     chmod -R a+w $RUSTUP_HOME $CARGO_HOME;     rustup --version;     cargo --version;     rustc --version',
    [size, size * 0.33],
    programs(
      'usr/local/cargo/bin',
      'rustup=12000000 cargo=12000000 rustc=12000000 rustdoc=12000000 rustfmt=12000000 cargo-clippy=12000000',
      12_000_000,
    ),
    `usr/local/rustup/toolchains/${version}/lib/librustc_driver.so=150 usr/local/rustup/toolchains/${version}/lib/libLLVM.so=170 usr/local/rustup/toolchains/${version}/bin/cargo=37 usr/local/rustup/toolchains/${version}/lib/rustlib/libstd.rlib=40`,
  ),
];

const rust = (version: string, names: string): CatalogueImage[] => {
  const recipe = (base: Recipe, extra: Steps = [], size = 838): Recipe => ({
    base,
    created: '2025-11-11T19:40:22Z',
    steps: [...extra, ...rustSteps(version, size)],
  });
  const compiler = apt(
    'ca-certificates gcc libc6-dev',
    [134, 47],
    [...certificates, ...programs('usr/bin', 'gcc=1093424 cc=1093424 ld=1717184 as=715624', 30_000)],
    'usr/lib/gcc/TRIPLET/cc1=29 usr/lib/gcc/TRIPLET/lto1=28 usr/lib/TRIPLET/libc.a=6',
  );
  return [
    { repository: 'library/rust', tags: tags(names, ',bookworm'), recipe: recipe(bookworm.full) },
    { repository: 'library/rust', tags: tags(names, 'slim,slim-bookworm'), recipe: recipe(bookworm.slim, [compiler]) },
    {
      repository: 'library/rust',
      tags: tags(names, 'alpine,alpine3.22'),
      recipe: recipe(
        alpine322,
        [
          apk(
            'ca-certificates musl-dev gcc',
            [132, 42],
            [...certificates, ...programs('usr/bin', 'gcc=1060000 cc=1060000 ld=1500000 as=900000', 30_000)],
            'usr/libexec/gcc/cc1=29 usr/libexec/gcc/lto1=28 usr/lib/libc.a=3',
          ),
        ],
        740,
      ),
    },
  ];
};

const gcc = (version: string, base: DebianBase): Recipe => ({
  base: base.full,
  created: '2025-08-12T22:20:01Z',
  steps: [
    ...envs(
      'GPG_KEYS=13975A70E63C361C73AE69EF6EEB81F8981C74C7',
      'GCC_MIRRORS=https://gcc.example/mirror',
      `GCC_VERSION=${version}`,
    ),
    run(
      'set -ex; 	curl -fL "https://ftpmirror.gnu.org/gcc-$GCC_VERSION.tar.xz" -o gcc.tar.xz; 	./configure --build="$gnuArch" --disable-multilib --enable-languages=c,c++,fortran,go; 	make -j "$(nproc)"; 	make install-strip',
      [418.2, 158.3],
      programs(
        'usr/local/bin',
        'gcc=1300000 g++=1300000 cc=1300000 c++=1300000 cpp=1300000 gfortran=1300000 gcov=700000',
        1_000_000,
      ),
      'usr/local/libexec/gcc/cc1=30 usr/local/libexec/gcc/cc1plus=33 usr/local/libexec/gcc/f951=31 usr/local/libexec/gcc/go1=35 usr/local/libexec/gcc/lto1=29 usr/local/lib64/libstdc++.a=6 usr/local/lib64/libgo.a=60',
    ),
    run(
      "echo '/usr/local/lib64' > /etc/ld.so.conf.d/000-local-lib.conf; 	ldconfig -v",
      [0.03, 0.009],
      [text('etc/ld.so.conf.d/000-local-lib.conf', '/usr/local/lib64\n')],
      'etc/ld.so.cache',
    ),
    cmd('bash'),
  ],
});

const rubySteps = (version: string, size: number): Steps => [
  ...envs('LANG=C.UTF-8', `RUBY_VERSION=${version}`, `RUBY_DOWNLOAD_SHA256=${hexOf(sha256(`ruby-${version}.tar.xz`))}`),
  run(
    'set -eux; 	wget -O ruby.tar.xz "$RUBY_DOWNLOAD_URL"; 	./configure --build="$gnuArch" --disable-install-doc --enable-shared --enable-yjit; 	make -j "$(nproc)"; 	make install; 	ruby --version; 	gem --version; 	bundle --version',
    [size, size * 0.4],
    [
      program('usr/local/bin/ruby', 14_560),
      ...programs(
        'usr/local/bin',
        'gem=550 bundle=589 bundler=591 irb=567 rake=569 erb=5140 rdoc=571 ri=565 racc=569 syntax_suggest=600',
        600,
      ),
      data(`usr/local/lib/ruby/${version.split('.').slice(0, 2).join('.')}.0/json.rb`, 12_000),
    ],
    'usr/local/lib/libruby.so=30 usr/local/lib/ruby/gems/specifications/default/bundler.gemspec=4 usr/local/include/ruby/ruby.h=2 usr/local/lib/ruby/unicode_normalize/tables.rb=2',
  ),
  ...envs(
    'GEM_HOME=/usr/local/bundle',
    'BUNDLE_SILENCE_ROOT_WARNING=1',
    'BUNDLE_APP_CONFIG=/usr/local/bundle',
    'PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ),
  makeDirectories('usr/local/bundle', 0, 0o1777),
  cmd('irb'),
];

const gemrc: LayerStep = {
  createdBy:
    "RUN /bin/sh -c set -eux; 	mkdir -p /usr/local/etc; 	echo 'gem: --no-document' >> /usr/local/etc/gemrc # buildkit",
  compressedSize: 200,
  files: () => [text('usr/local/etc/gemrc', 'gem: --no-document\n')],
};

const ruby = (version: string, names: string): CatalogueImage[] => {
  const recipe = (base: Recipe, size: number, extra: Steps = []): Recipe => ({
    base,
    created: '2025-10-23T22:06:51Z',
    steps: [...extra, gemrc, ...rubySteps(version, size)],
  });
  return [
    { repository: 'library/ruby', tags: tags(names, ',bookworm'), recipe: recipe(bookworm.full, 86.1) },
    {
      repository: 'library/ruby',
      tags: tags(names, 'slim,slim-bookworm'),
      recipe: recipe(bookworm.slim, 84.2, [
        apt(
          'bzip2 ca-certificates libffi-dev libgmp-dev libssl-dev libyaml-dev procps zlib1g-dev',
          [48.3, 16.6],
          [...certificates, ...programs('usr/bin', 'bzip2 free pgrep pkill ps top uptime watch', 39_000)],
          'usr/lib/TRIPLET/libcrypto.a=10 usr/lib/TRIPLET/libgmp.a usr/lib/TRIPLET/libc.a=6',
        ),
      ]),
    },
    {
      repository: 'library/ruby',
      tags: tags(names, 'alpine,alpine3.22'),
      recipe: recipe(alpine322, 76.4, [
        apk(
          'bzip2 ca-certificates gmp-dev libffi-dev procps yaml-dev zlib-dev',
          [5.3, 2.1],
          certificates,
          'usr/lib/libgmp.so.10 usr/lib/libyaml.so usr/lib/libffi.so.8',
        ),
      ]),
    },
  ];
};

const perl = (version: string, base: Recipe, size: number): Recipe => ({
  base,
  created: '2025-08-12T23:11:40Z',
  steps: [
    { ...workdir('/usr/src/perl'), files: () => [directory('usr/src/perl')], compressedSize: 120 },
    run(
      `curl -fL https://cpan.example/src/5.0/perl-${version}.tar.gz -o perl.tar.gz     && ./Configure -Duse64bitall -Dusethreads -des     && make -j$(nproc)     && make install     && curl -fLO https://cpan.example/cpanm     && cpanm App::cpanminus`,
      [size, size * 0.28],
      programs('usr/local/bin', 'perl=4000000 cpan=8000 cpanm=300000 prove=13000 perldoc=600', 8_000),
      'usr/local/lib/perl5/CORE/libperl.a=5 usr/local/lib/perl5/unicore/Name.pl=1 usr/local/lib/perl5/pod/perl.pod=9',
    ),
    workdir('/usr/src/app'),
    cmd(`perl${version}`, '-de0'),
  ],
});

const dotnetEnvironment = envs('APP_UID=1654', 'ASPNETCORE_HTTP_PORTS=8080', 'DOTNET_RUNNING_IN_CONTAINER=true');

/** .NET: what the runtime needs, the runtime, ASP.NET, and the kit, each on the one before. */
function dotnet(
  version: string,
  alpine: boolean,
): Readonly<Record<'runtime-deps' | 'runtime' | 'aspnet' | 'sdk', Recipe>> {
  const created = '2025-11-11T18:22:07Z';
  const major = version.split('.').slice(0, 2).join('.');
  const libraries = 'usr/lib/libicudata.so=31 usr/lib/libssl.so.3 usr/lib/libstdc++.so.6=2';
  const account = debianAccount(bookwormDistribution, 'app', 1654, '/home/app');
  const deps: Recipe = {
    base: alpine ? alpine322 : bookworm.slim,
    created,
    steps: [
      ...dotnetEnvironment,
      alpine
        ? apk('ca-certificates-bundle libgcc libssl3 libstdc++', [3.1, 1.3], [], libraries)
        : apt(
            'ca-certificates libc6 libgcc-s1 libicu72 libssl3 libstdc++6 tzdata zlib1g',
            [43.9, 18.7],
            certificates,
            libraries,
          ),
      alpine
        ? {
            createdBy: 'RUN /bin/sh -c addgroup --gid=$APP_UID app && adduser --uid=$APP_UID app # buildkit',
            compressedSize: 1_000,
            files: () => [directory('home/app', { uid: 1654, gid: 1654 })],
          }
        : {
            createdBy:
              'RUN /bin/sh -c groupadd --gid=$APP_UID app && useradd -l --uid=$APP_UID --gid=$APP_UID --create-home app # buildkit',
            compressedSize: 3_300,
            files: () => [...account, directory('home/app', { uid: 1654, gid: 1654 })],
          },
    ],
  };
  const runtime: Recipe = {
    base: deps,
    created,
    steps: [
      ...envs(`DOTNET_VERSION=${version}`),
      run(
        'COPY /dotnet /usr/share/dotnet',
        [71.2, 31.8],
        [program('usr/share/dotnet/dotnet', 72_000), data('usr/share/dotnet/host/libhostfxr.so', 350_000)],
        `usr/share/dotnet/shared/Microsoft.NETCore.App/${version}/System.Private.CoreLib.dll=14 usr/share/dotnet/shared/Microsoft.NETCore.App/${version}/libcoreclr.so=7 usr/share/dotnet/shared/Microsoft.NETCore.App/${version}/System.Private.Xml.dll=8`,
      ),
      {
        createdBy: 'RUN /bin/sh -c ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet # buildkit',
        compressedSize: 150,
        files: () => [link('usr/bin/dotnet', '/usr/share/dotnet/dotnet')],
      },
    ],
  };
  const aspnet: Recipe = {
    base: runtime,
    created,
    steps: [
      ...envs(`ASPNET_VERSION=${version}`),
      run(
        'COPY /shared/Microsoft.AspNetCore.App /usr/share/dotnet/shared/Microsoft.AspNetCore.App',
        [26.1, 10.9],
        [],
        `usr/share/dotnet/shared/Microsoft.AspNetCore.App/${version}/Microsoft.AspNetCore.Mvc.Core.dll usr/share/dotnet/shared/Microsoft.AspNetCore.App/${version}/Microsoft.AspNetCore.Components.dll`,
      ),
    ],
  };
  const sdk: Recipe = {
    base: aspnet,
    created,
    steps: [
      ...envs(
        'ASPNETCORE_HTTP_PORTS=',
        'DOTNET_GENERATE_ASPNET_CERTIFICATE=false',
        'DOTNET_NOLOGO=true',
        `DOTNET_SDK_VERSION=${major}.${major === '8.0' ? '416' : major === '9.0' ? '307' : '100'}`,
        'DOTNET_USE_POLLING_FILE_WATCHER=true',
        'NUGET_XMLDOC_MODE=skip',
      ),
      apt(
        'curl git libatomic1 wget',
        [106.5, 33.2],
        programs('usr/bin', 'curl=280312 git=3739160 wget=475112', 100_000),
        'usr/lib/git-core/git-remote-http=3 usr/lib/TRIPLET/libperl.so.5.36=4 usr/share/perl/5.36.0/pod/perl.pod=9',
      ),
      run(
        'curl --fail --show-error --location --output dotnet.tar.gz https://dotnet.example/Sdk/$DOTNET_SDK_VERSION/dotnet-sdk-$DOTNET_SDK_VERSION-linux.tar.gz     && tar --gzip --extract --no-same-owner --file dotnet.tar.gz --directory /usr/share/dotnet     && dotnet help',
        [512, 184],
        [],
        `usr/share/dotnet/sdk/${major}/FSharp/FSharp.Core.dll=3 usr/share/dotnet/sdk/${major}/Roslyn/bincore/Microsoft.CodeAnalysis.dll=20 usr/share/dotnet/templates/templates.nupkg=4 usr/share/dotnet/packs/Microsoft.AspNetCore.App.Ref/ref.dll=9`,
      ),
    ],
  };
  return { 'runtime-deps': deps, runtime, aspnet, sdk };
}

function dotnetImages(version: string): CatalogueImage[] {
  const major = version.split('.').slice(0, 2).join('.');
  return [false, true].flatMap((alpine) =>
    Object.entries(dotnet(version, alpine)).map(([kind, recipe]) => ({
      repository: `dotnet/${kind}`,
      tags: alpine ? tags(`${major},${version}`, 'alpine,alpine3.22') : tags(`${major},${version}`, ',bookworm-slim'),
      recipe,
    })),
  );
}

/** Images of another registry than Docker Hub. */
export const dotnetCatalogue: readonly CatalogueImage[] = ['10.0.0', '9.0.11', '8.0.22', '6.0.36'].flatMap(
  dotnetImages,
);

const bash = (version: string): Recipe => ({
  base: alpine322,
  created: '2025-09-30T21:14:02Z',
  steps: [
    ...envs(`_BASH_VERSION=${version}`),
    run(
      'set -eux; 	wget -O bash.tar.gz "https://ftp.gnu.org/gnu/bash/bash-$_BASH_BASELINE.tar.gz"; 	./configure --build="$gnuArch" --enable-readline --with-curses --without-bash-malloc; 	make -j "$(nproc)"; 	make install; 	bash --version',
      [6.7, 2.4],
      [program('usr/local/bin/bash', 1_480_000), program('usr/local/bin/bashbug', 6_800)],
      'usr/lib/libncursesw.so.6 usr/local/include/bash/builtins.h usr/local/share/locale/de/LC_MESSAGES/bash.mo=3',
    ),
    copyScripts(
      {
        'docker-entrypoint.sh':
          '#!/usr/bin/env bash\nset -euo pipefail\n\n# options, and what is no command, are for bash\nif [ "${1#-}" != "$1" ] || ! command -v "$1" > /dev/null; then\n	set -- bash "$@"\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint('docker-entrypoint.sh'),
    cmd('bash'),
  ],
});

export const languages: readonly CatalogueImage[] = [
  ...go('1.25.4', '1.25.4,1.25,1,'),
  ...go('1.24.10', '1.24.10,1.24'),
  ...go('1.23.12', '1.23.12,1.23'),
  ...go('1.22.12', '1.22.12,1.22'),
  ...go('1.21.13', '1.21.13,1.21'),
  ...go('1.20.14', '1.20.14,1.20'),
  ...go('1.19.13', '1.19.13,1.19'),
  ...rust('1.91.1', '1.91.1,1.91,1,'),
  ...rust('1.85.1', '1.85.1,1.85'),
  { repository: 'library/gcc', tags: tags('15.2.0,15.2,15,', ',trixie'), recipe: gcc('15.2.0', trixie) },
  { repository: 'library/gcc', tags: tags('14.3.0,14.3,14', ',bookworm'), recipe: gcc('14.3.0', bookworm) },
  { repository: 'library/gcc', tags: tags('13.4.0,13.4,13', ',bookworm'), recipe: gcc('13.4.0', bookworm) },
  ...ruby('3.4.7', '3.4.7,3.4,3,'),
  ...ruby('3.3.10', '3.3.10,3.3'),
  ...ruby('3.2.9', '3.2.9,3.2'),
  {
    repository: 'library/perl',
    tags: tags('5.42.0,5.42,5,', ',bookworm'),
    recipe: perl('5.42.0', bookworm.full, 61.3),
  },
  { repository: 'library/perl', tags: tags('5.42.0,5.42,5,', 'slim'), recipe: perl('5.42.0', bookworm.slim, 57.8) },
  { repository: 'library/bash', tags: tags('5.3.3,5.3,5,'), recipe: bash('5.3.3') },
  { repository: 'library/bash', tags: tags('4.4.23,4.4,4'), recipe: bash('4.4.23') },
];
