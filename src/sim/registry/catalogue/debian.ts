// debian: the base system that most other images are built on, whole and slim.
import { debianFiles, debianLibraries } from './debian-files.ts';
import { debianPrograms } from './debian-programs.ts';
import { fillUp } from './files.ts';
import { usualPath } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Distribution } from './debian-files.ts';
import type { Recipe } from './recipe.ts';

/** A release: what differs between them. Sizes in bytes, `slim` and whole. */
interface Release {
  readonly number: string;
  readonly point: string;
  readonly codename: string;
  readonly created: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly slim: boolean;
  readonly tool: string;
  /** Whether the image has adduser, which apt needed until trixie. */
  readonly adduser: boolean;
}

function sources({ codename }: Release): string {
  const stanza = (uri: string, suites: string): string =>
    `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`;
  return [
    stanza('http://debian.example/debian', `${codename} ${codename}-updates`),
    stanza('http://debian.example/debian-security', `${codename}-security`),
  ].join('\n');
}

/** What the release's files say. */
function debianDistribution(release: Release): Distribution {
  const { number, point, codename, slim } = release;
  const lines = [
    `PRETTY_NAME="Debian GNU/Linux ${number} (${codename})"`,
    'NAME="Debian GNU/Linux"',
    `VERSION_ID="${number}"`,
    `VERSION="${number} (${codename})"`,
    `VERSION_CODENAME=${codename}`,
    ...(number === '13' ? [`DEBIAN_VERSION_FULL=${point}`] : []),
    'ID=debian',
    'HOME_URL="https://www.debian.org/"',
    'SUPPORT_URL="https://www.debian.org/support"',
    'BUG_REPORT_URL="https://bugs.debian.org/"',
  ];
  return {
    osRelease: `${lines.join('\n')}\n`,
    issue: `Debian GNU/Linux ${number}`,
    debianVersion: point,
    sources: ['etc/apt/sources.list.d/debian.sources', sources(release)],
    bashrc: `# PS1='\${debian_chroot:+($debian_chroot)}\\h:\\w\\$ '\n# umask 022\n# alias ls='ls --color=auto'\n# alias ll='ls -l'\n`,
    slim,
    aptUser: '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\n',
  };
}

function recipe(release: Release): Recipe {
  const seconds = Math.floor(Date.parse(release.created) / 1000);
  return {
    created: release.created,
    steps: [
      {
        createdBy: ({ platform }) =>
          `# debian.sh --arch '${platform.architecture}' out/ '${release.codename}' '@${seconds}'`,
        comment: `debuerreotype ${release.tool}`,
        files: (machine) => {
          const extras = release.adduser ? { bin: 'apt-key=27916', sbin: 'adduser addgroup deluser delgroup' } : {};
          const drafts = [...debianFiles(debianDistribution(release), machine), ...debianPrograms(extras)];
          return fillUp(release.size, drafts, debianLibraries(machine, release.slim));
        },
        compressedSize: release.compressedSize,
        config: { Cmd: ['bash'], Env: [usualPath] },
      },
    ],
  };
}

const trixie = {
  number: '13',
  point: '13.0',
  codename: 'trixie',
  created: '2025-08-11T00:00:00Z',
  tool: '0.16',
  adduser: false,
};
const bookworm = {
  number: '12',
  point: '12.11',
  codename: 'bookworm',
  created: '2025-08-11T00:00:00Z',
  tool: '0.16',
  adduser: true,
};
const bullseye = {
  number: '11',
  point: '11.11',
  codename: 'bullseye',
  created: '2025-08-11T00:00:00Z',
  tool: '0.16',
  adduser: true,
};

const trixieRelease: Release = { ...trixie, slim: false, size: 120_047_811, compressedSize: 49_279_531 };
const trixieSlimRelease: Release = { ...trixie, slim: true, size: 78_590_118, compressedSize: 29_773_346 };
const bookwormRelease: Release = { ...bookworm, slim: false, size: 116_641_504, compressedSize: 48_480_224 };
const bookwormSlimRelease: Release = { ...bookworm, slim: true, size: 74_809_212, compressedSize: 28_228_423 };

/** The images that others are built on. */
export const debianTrixie = recipe(trixieRelease);
export const trixieSlim = recipe(trixieSlimRelease);
export const debianBookworm = recipe(bookwormRelease);
export const bookwormSlim = recipe(bookwormSlimRelease);

/** What their files say. */
export const trixieDistribution = debianDistribution(trixieSlimRelease);
export const bookwormDistribution = debianDistribution(bookwormSlimRelease);

const repository = 'library/debian';

export const debian: readonly CatalogueImage[] = [
  {
    repository,
    tags: ['latest', '13', '13.0', 'trixie', 'trixie-20250811', 'stable'],
    recipe: debianTrixie,
  },
  {
    repository,
    tags: ['13-slim', '13.0-slim', 'trixie-slim', 'trixie-20250811-slim', 'stable-slim'],
    recipe: trixieSlim,
  },
  {
    repository,
    tags: ['12', '12.11', 'bookworm', 'bookworm-20250811', 'oldstable'],
    recipe: debianBookworm,
  },
  {
    repository,
    tags: ['12-slim', '12.11-slim', 'bookworm-slim', 'bookworm-20250811-slim', 'oldstable-slim'],
    recipe: bookwormSlim,
  },
  {
    repository,
    tags: ['11', '11.11', 'bullseye', 'bullseye-20250811', 'oldoldstable'],
    recipe: recipe({ ...bullseye, slim: false, size: 124_264_910, compressedSize: 53_754_108 }),
  },
  {
    repository,
    tags: ['11-slim', '11.11-slim', 'bullseye-slim', 'bullseye-20250811-slim', 'oldoldstable-slim'],
    recipe: recipe({ ...bullseye, slim: true, size: 80_561_236, compressedSize: 30_255_719 }),
  },
];
