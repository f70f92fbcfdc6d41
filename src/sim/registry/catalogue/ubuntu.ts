// ubuntu: Canonical's base system, in its releases.
import { hexOf, sha256 } from '../../oci/digest.ts';
import { usualPath } from './recipe.ts';
import { noble, ubuntuDistribution, ubuntuFiles } from './ubuntu-system.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { ConfigStep, Recipe } from './recipe.ts';
import type { Release } from './ubuntu-system.ts';

/** The image of a release. */
function ubuntuRecipe(release: Release): Recipe {
  const nop = (instruction: string, config: ConfigStep['config'] = {}): ConfigStep => ({
    createdBy: `/bin/sh -c #(nop)  ${instruction}`,
    comment: '',
    config,
  });
  const labels = { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': release.number };
  return {
    created: release.created,
    steps: [
      nop('ARG RELEASE'),
      nop('ARG LAUNCHPAD_BUILD_ARCH'),
      ...Object.entries(labels).map(([name, value]) => nop(`LABEL ${name}=${value}`, { Labels: { [name]: value } })),
      {
        createdBy: ({ name }) => `/bin/sh -c #(nop) ADD file:${hexOf(sha256(`${release.version} ${name}`))} in / `,
        comment: '',
        files: (machine) => ubuntuFiles(release, machine),
        compressedSize: release.compressedSize,
        config: { Env: [usualPath] },
      },
      nop('CMD ["/bin/bash"]', { Cmd: ['/bin/bash'] }),
    ],
  };
}

/** An image that others are built on. */
export const ubuntuNoble = ubuntuRecipe(noble);

const jammy: Release = {
  number: '22.04',
  version: '22.04.5 LTS (Jammy Jellyfish)',
  codename: 'jammy',
  debianVersion: 'bookworm/sid',
  created: '2025-10-13T17:20:05Z',
  size: 77_876_203,
  compressedSize: 29_537_441,
  ubuntuUser: false,
};

/** An image that others are built on. */
export const ubuntuJammy = ubuntuRecipe(jammy);

/** What its files say. */
export const jammyDistribution = ubuntuDistribution(jammy);

const older = (
  number: string,
  version: string,
  codename: string,
  debianVersion: string,
  created: string,
  size: number,
  compressedSize: number,
): Recipe =>
  ubuntuRecipe({ number, version, codename, debianVersion, created, size, compressedSize, ubuntuUser: false });

const repository = 'library/ubuntu';

export const ubuntu: readonly CatalogueImage[] = [
  { repository, tags: ['latest', '24.04', 'noble', 'noble-20251013'], recipe: ubuntuNoble },
  {
    repository,
    tags: ['25.10', 'questing', 'questing-20251007', 'rolling'],
    recipe: ubuntuRecipe({
      ...noble,
      number: '25.10',
      version: '25.10 (Questing Quokka)',
      codename: 'questing',
      debianVersion: 'forky/sid',
      created: '2025-10-07T14:21:46Z',
      size: 80_301_544,
      compressedSize: 30_411_900,
    }),
  },
  { repository, tags: ['22.04', 'jammy', 'jammy-20251013'], recipe: ubuntuJammy },
  {
    repository,
    tags: ['20.04', 'focal', 'focal-20250404'],
    recipe: older(
      '20.04',
      '20.04.6 LTS (Focal Fossa)',
      'focal',
      'bullseye/sid',
      '2025-04-08T10:43:12Z',
      72_811_917,
      27_513_105,
    ),
  },
  {
    repository,
    tags: ['18.04', 'bionic', 'bionic-20230530'],
    recipe: older(
      '18.04',
      '18.04.6 LTS (Bionic Beaver)',
      'bionic',
      'buster/sid',
      '2023-05-30T09:32:09Z',
      63_146_040,
      25_688_234,
    ),
  },
  {
    repository,
    tags: ['16.04', 'xenial', 'xenial-20210804'],
    recipe: older(
      '16.04',
      '16.04.7 LTS (Xenial Xerus)',
      'xenial',
      'stretch/sid',
      '2021-08-31T01:21:30Z',
      134_815_122,
      46_499_103,
    ),
  },
  {
    repository,
    tags: ['14.04', 'trusty', 'trusty-20191217'],
    recipe: older(
      '14.04',
      '14.04.6 LTS, Trusty Tahr',
      'trusty',
      'jessie/sid',
      '2021-03-25T19:21:21Z',
      196_507_820,
      70_689_402,
    ),
  },
];
