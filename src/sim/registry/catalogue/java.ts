// Java: Eclipse Temurin on Ubuntu and on Alpine, the older openjdk on Debian, and what builds with it: Maven and Gradle.
import { alpine319, alpine322 } from './alpine.ts';
import { bookworm } from './buildpack-deps.ts';
import {
  apk,
  apt,
  certificates,
  copyScripts,
  debianAccount,
  envs,
  run,
  tags,
  volume,
  workdir,
} from './instructions.ts';
import { data, directory, link, program, programs, text } from './files.ts';
import { cmd, entrypoint } from './recipe.ts';
import { nobleDistribution } from './ubuntu-system.ts';
import { ubuntuJammy, ubuntuNoble } from './ubuntu.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { Recipe } from './recipe.ts';

/** Development kit or runtime only. */
type Kind = 'jdk' | 'jre';

const versions: Readonly<Record<number, string>> = {
  8: 'jdk8u472-b08',
  11: 'jdk-11.0.29+7',
  17: 'jdk-17.0.17+10',
  21: 'jdk-21.0.9+10',
  25: 'jdk-25.0.1+8',
};

const tools =
  'jar javac javadoc javap jcmd jconsole jdb jdeps jhsdb jinfo jlink jmap jmod jpackage jps jrunscript jshell jstack jstat jwebserver';

function runtime(folder: string, java: number, kind: Kind): Draft[] {
  return [
    program(`${folder}/bin/java`, 16_056),
    ...programs(`${folder}/bin`, `keytool rmiregistry ${kind === 'jdk' ? tools : ''}`, 16_056),
    text(
      `${folder}/release`,
      `IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="${(versions[java] ?? '').replace(/^jdk-?/, '')}"\nJAVA_VERSION="${(versions[java] ?? '').replace(/^jdk-?/, '').split(/[+-]/)[0] ?? ''}"\nLIBC="gnu"\nOS_NAME="Linux"\nSOURCE=""\n`,
    ),
    data(`${folder}/lib/security/cacerts`, 170_000),
  ];
}

const libraries = (folder: string, kind: Kind): string =>
  `${folder}/lib/modules=75 ${folder}/lib/server/libjvm.so=24 ${folder}/lib/server/classes.jsa=14 ${folder}/lib/libfontmanager.so=2 ${kind === 'jdk' ? `${folder}/jmods/java.base.jmod=24 ${folder}/jmods/java.desktop.jmod=15 ${folder}/lib/ct.sym=10 ${folder}/lib/src.zip=50` : ''}`;

const script = `#!/usr/bin/env sh
set -e

# certificates of one's own are taken over when they are wished for
if [ -n "$USE_SYSTEM_CA_CERTS" ] && [ -d /certificates ]; then
    for certificate in /certificates/*.crt; do
        [ -e "$certificate" ] || continue
        keytool -import -noprompt -cacerts -storepass changeit -file "$certificate" -alias "$(basename "$certificate")"
    done
fi

exec "$@"
`;

const home = envs(
  'JAVA_HOME=/opt/java/openjdk',
  'PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
);

const sizes: Readonly<Record<number, readonly [jdk: number, jre: number]>> = {
  8: [105, 130],
  11: [310, 140],
  17: [318, 144],
  21: [345, 162],
  25: [310, 165],
};

function make(java: number, kind: Kind, base: Recipe, alpine: boolean): Recipe {
  const [jdk, jre] = sizes[java] ?? [320, 150];
  const size = (kind === 'jdk' ? jdk : jre) + (alpine ? -4 : 0);
  const folder = 'opt/java/openjdk';
  return {
    base,
    created: '2025-10-28T20:43:11Z',
    steps: [
      ...home,
      ...envs('LANG=en_US.UTF-8', 'LANGUAGE=en_US:en', 'LC_ALL=en_US.UTF-8'),
      alpine
        ? apk(
            'fontconfig ttf-dejavu gnupg ca-certificates p11-kit-trust musl-locales musl-locales-lang binutils tzdata coreutils openssl',
            [30.2, 11.4],
            [...certificates, program('usr/bin/openssl', 700_000)],
            'usr/lib/libfontconfig.so.1 usr/share/fonts/dejavu/DejaVuSans.ttf=3 usr/lib/libbfd.so=3 usr/bin/coreutils=2',
          )
        : apt(
            'curl wget gnupg fontconfig ca-certificates p11-kit binutils tzdata locales',
            [50.6, 16.9],
            [...certificates, ...programs('usr/bin', 'curl=330000 wget=440000 gpg=1100000', 30_000)],
            'usr/lib/locale/locale-archive=3 usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=3 usr/lib/TRIPLET/libbfd.so=4 usr/lib/TRIPLET/libpython3.so=8',
          ),
      ...envs(`JAVA_VERSION=${versions[java] ?? ''}`),
      run(
        `set -eux;     wget --progress=dot:giga -O /tmp/openjdk.tar.gz "$BINARY_URL";     mkdir -p "$JAVA_HOME";     tar --extract --file /tmp/openjdk.tar.gz --directory "$JAVA_HOME" --strip-components 1 --no-same-owner`,
        [size, size * (kind === 'jdk' ? 0.51 : 0.33)],
        runtime(folder, java, kind),
        libraries(folder, kind),
      ),
      run('set -eux;     java --version', [0.0002, 0.0002], [], 'var/cache/ldconfig/aux-cache'),
      copyScripts({ '__cacert_entrypoint.sh': script }, '/'),
      entrypoint('/__cacert_entrypoint.sh'),
      ...(kind === 'jdk' && java >= 9 ? [cmd('jshell')] : []),
    ],
  };
}

const made = new Map<string, Recipe>();

/** Temurin on Ubuntu, which Maven's, Gradle's, Tomcat's and Jenkins's images are built on. */
export function temurin(java: number, kind: Kind, system: 'noble' | 'jammy' | 'alpine' = 'noble'): Recipe {
  const name = `${java} ${kind} ${system}`;
  const base = { noble: ubuntuNoble, jammy: ubuntuJammy, alpine: alpine322 }[system];
  const known = made.get(name) ?? make(java, kind, base, system === 'alpine');
  made.set(name, known);
  return known;
}

function temurinImages(java: number, latest: boolean): CatalogueImage[] {
  const repository = 'library/eclipse-temurin';
  const full = (versions[java] ?? '').replace(/^jdk-?/, '').replace('+', '_');
  return (['jdk', 'jre'] as const).flatMap((kind) => {
    const names = `${java}-${kind},${full}-${kind}`;
    return [
      {
        repository,
        tags: [
          ...tags(names, ',noble'),
          ...(kind === 'jdk' ? [`${java}`, full, `${java}-noble`, ...(latest ? ['latest'] : [])] : []),
        ],
        recipe: temurin(java, kind),
      },
      { repository, tags: tags(names, 'jammy'), recipe: temurin(java, kind, 'jammy') },
      {
        repository,
        tags: [...tags(names, 'alpine,alpine-3.22'), ...(kind === 'jdk' ? [`${java}-alpine`] : [])],
        recipe: temurin(java, kind, 'alpine'),
      },
    ];
  });
}

function openjdk(java: number, version: string, kind: Kind, slim: boolean): Recipe {
  const folder = 'usr/local/openjdk';
  const [jdk, jre] = sizes[java] ?? [320, 150];
  const size = kind === 'jdk' ? jdk : jre;
  return {
    base: slim ? bookworm.slim : kind === 'jdk' ? bookworm.scm : bookworm.curl,
    created: '2022-08-02T11:52:10Z',
    steps: [
      apt(
        'bzip2 unzip xz-utils ca-certificates p11-kit fontconfig libfreetype6',
        [11.3, 5.2],
        programs('usr/bin', 'bzip2 unzip xz', 90_000),
        'usr/lib/TRIPLET/libfreetype.so.6=7 usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=3',
      ),
      ...envs(`JAVA_HOME=/${folder}-${java}`),
      ...envs(
        `PATH=/${folder}-${java}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
        'LANG=C.UTF-8',
        `JAVA_VERSION=${version}`,
      ),
      run(
        'set -eux; 	wget --progress=dot:giga -O openjdk.tgz "$downloadUrl"; 	mkdir -p "$JAVA_HOME"; 	tar --extract --file openjdk.tgz --directory "$JAVA_HOME" --strip-components 1 --no-same-owner; 	java -version',
        [size, size * 0.58],
        runtime(`${folder}-${java}`, java, kind),
        libraries(`${folder}-${java}`, kind),
      ),
      ...(kind === 'jdk' && java >= 9 ? [cmd('jshell')] : []),
    ],
  };
}

function openjdkAlpine(kind: Kind): Recipe {
  const folder = 'usr/lib/jvm/java-1.8-openjdk';
  return {
    base: alpine319,
    created: '2019-05-11T01:32:18Z',
    steps: [
      ...envs(
        'LANG=C.UTF-8',
        `JAVA_HOME=/${folder}${kind === 'jre' ? '/jre' : ''}`,
        `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/${folder}/jre/bin:/${folder}/bin`,
        'JAVA_VERSION=8u212',
        'JAVA_ALPINE_VERSION=8.212.04-r0',
      ),
      apk(
        kind === 'jdk' ? 'openjdk8="$JAVA_ALPINE_VERSION"' : 'openjdk8-jre="$JAVA_ALPINE_VERSION"',
        kind === 'jdk' ? [99.3, 70.7] : [79.4, 54.6],
        [
          program(`${folder}/jre/bin/java`, 16_056),
          ...(kind === 'jdk'
            ? programs(`${folder}/bin`, 'java javac jar javap jps jstack', 16_056)
            : [link(`${folder}/bin`, 'jre/bin')]),
          directory(`${folder}/jre/lib`),
        ],
        `${folder}/jre/lib/rt.jar=60 ${folder}/jre/lib/server/libjvm.so=10 usr/lib/libnss3.so=2 ${kind === 'jdk' ? `${folder}/lib/tools.jar=17` : ''}`,
      ),
    ],
  };
}

const openjdkRepository = 'library/openjdk';

const openjdkImages: readonly CatalogueImage[] = [
  { repository: openjdkRepository, tags: tags('18,18-jdk,latest'), recipe: openjdk(17, '18.0.2.1', 'jdk', false) },
  { repository: openjdkRepository, tags: tags('17,17-jdk,17.0.2'), recipe: openjdk(17, '17.0.2', 'jdk', false) },
  { repository: openjdkRepository, tags: tags('17,17-jdk,17.0.2', 'slim'), recipe: openjdk(17, '17.0.2', 'jdk', true) },
  { repository: openjdkRepository, tags: tags('11,11-jdk,11.0.16'), recipe: openjdk(11, '11.0.16', 'jdk', false) },
  { repository: openjdkRepository, tags: tags('11-jdk,11', 'slim'), recipe: openjdk(11, '11.0.16', 'jdk', true) },
  { repository: openjdkRepository, tags: tags('11-jre'), recipe: openjdk(11, '11.0.16', 'jre', false) },
  { repository: openjdkRepository, tags: tags('11-jre-slim'), recipe: openjdk(11, '11.0.16', 'jre', true) },
  { repository: openjdkRepository, tags: tags('8,8-jdk,8u342'), recipe: openjdk(8, '8u342', 'jdk', false) },
  { repository: openjdkRepository, tags: tags('8-jre'), recipe: openjdk(8, '8u342', 'jre', false) },
  { repository: openjdkRepository, tags: tags('8-jre-slim'), recipe: openjdk(8, '8u342', 'jre', true) },
  { repository: openjdkRepository, tags: tags('8-jdk-alpine,8-alpine'), recipe: openjdkAlpine('jdk') },
  { repository: openjdkRepository, tags: tags('8-jre-alpine'), recipe: openjdkAlpine('jre') },
];

const mavenScript = `#!/bin/sh -eu

# what lies in the reference directory comes into the configuration directory where it is not yet
if [ -d /usr/share/maven/ref ] && [ -n "\${MAVEN_CONFIG:-}" ]; then
    mkdir -p "$MAVEN_CONFIG"
    cp -rn /usr/share/maven/ref/. "$MAVEN_CONFIG" 2>/dev/null || true
fi

exec "$@"
`;

const maven = (base: Recipe): Recipe => ({
  base,
  created: '2025-11-06T18:55:29Z',
  steps: [
    apt(
      'git openssh-client',
      [46.2, 15.9],
      [program('usr/bin/git', 4_000_000), program('usr/bin/ssh', 846_888)],
      'usr/lib/git-core/git-remote-http=3 usr/share/perl/5.38.2/pod/perl.pod=9',
    ),
    ...envs('MAVEN_HOME=/usr/share/maven', 'MAVEN_CONFIG=/root/.m2'),
    run(
      'COPY --from=maven /usr/share/maven /usr/share/maven',
      [10.4, 9.31],
      [program('usr/share/maven/bin/mvn', 5_741), data('usr/share/maven/conf/settings.xml', 10_734)],
      'usr/share/maven/lib/maven-core-3.9.11.jar usr/share/maven/lib/guava-33.4.8-jre.jar=3 usr/share/maven/lib/maven-resolver-impl-1.9.24.jar usr/share/maven/lib/wagon-http.jar=2',
    ),
    copyScripts({ 'mvn-entrypoint.sh': mavenScript }, '/usr/local/bin/'),
    {
      createdBy: 'COPY settings-docker.xml /usr/share/maven/ref/ # buildkit',
      compressedSize: 327,
      files: () => [
        text(
          'usr/share/maven/ref/settings-docker.xml',
          '<settings>\n  <localRepository>/usr/share/maven/ref/repository</localRepository>\n</settings>\n',
        ),
      ],
    },
    {
      createdBy: 'RUN /bin/sh -c ln -s ${MAVEN_HOME}/bin/mvn /usr/bin/mvn # buildkit',
      compressedSize: 153,
      files: () => [link('usr/bin/mvn', '/usr/share/maven/bin/mvn')],
    },
    entrypoint('/usr/local/bin/mvn-entrypoint.sh'),
    cmd('mvn'),
  ],
});

const mavenImages = (java: number, latest = false): CatalogueImage[] =>
  (['noble', 'alpine'] as const).map((system) => ({
    repository: 'library/maven',
    tags: tags('3.9.11,3.9,3', `eclipse-temurin-${java}${system === 'noble' ? '' : '-alpine'}`).concat(
      system === 'noble' && latest ? tags('3.9.11,3.9,3,') : [],
    ),
    recipe: maven(temurin(java, 'jdk', system)),
  }));

const gradle = (java: number): Recipe => ({
  base: temurin(java, 'jdk'),
  created: '2025-10-30T20:10:41Z',
  steps: [
    cmd('gradle'),
    ...envs('GRADLE_HOME=/opt/gradle'),
    run(
      'set -o errexit -o nounset     && groupadd --system --gid 1001 gradle     && useradd --system --gid gradle --uid 1001 --shell /bin/bash --create-home gradle     && mkdir /home/gradle/.gradle',
      [0.011, 0.004],
      [
        ...debianAccount(nobleDistribution, 'gradle', 1001, '/home/gradle'),
        directory('home/gradle/.gradle', { uid: 1001, gid: 1001 }),
      ],
      'etc/gshadow-',
    ),
    volume('/home/gradle/.gradle'),
    { ...workdir('/home/gradle'), files: () => [], compressedSize: 32 },
    apt(
      'unzip wget bzr git git-lfs mercurial openssh-client subversion',
      [181.2, 57.4],
      programs('usr/bin', 'git=4000000 hg=36 svn=472728 unzip=183408', 30_000),
      'usr/bin/git-lfs=12 usr/lib/python3/dist-packages/breezy/core.so=5 usr/lib/TRIPLET/libperl.so.5.38=4',
    ),
    ...envs('GRADLE_VERSION=9.2.0'),
    run(
      'set -o errexit -o nounset     && wget --no-verbose --output-document=gradle.zip "https://services.gradle.org/distributions/gradle-${GRADLE_VERSION}-bin.zip"     && unzip gradle.zip     && mv "gradle-${GRADLE_VERSION}" "${GRADLE_HOME}/"     && ln --symbolic "${GRADLE_HOME}/bin/gradle" /usr/bin/gradle',
      [148.2, 136.7],
      [program('opt/gradle/bin/gradle', 8_800), link('usr/bin/gradle', '/opt/gradle/bin/gradle')],
      'opt/gradle/lib/kotlin-compiler-embeddable.jar=58 opt/gradle/lib/groovy-4.0.jar=8 opt/gradle/lib/gradle-core.jar=7',
    ),
  ],
});

/** All images of Java. */
export const java: readonly CatalogueImage[] = [
  ...temurinImages(25, true),
  ...temurinImages(21, false),
  ...temurinImages(17, false),
  ...temurinImages(11, false),
  ...temurinImages(8, false),
  ...openjdkImages,
  ...mavenImages(25),
  ...mavenImages(21),
  ...mavenImages(17, true),
  ...mavenImages(11),
  ...[21, 17].map((version) => ({
    repository: 'library/gradle',
    tags: tags('9.2.0,9.2,9,', `jdk${version}`).concat(version === 21 ? tags('9.2.0,9.2,9,') : []),
    recipe: gradle(version),
  })),
];
