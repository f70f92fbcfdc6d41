// Accounts of the simulated world: with whom a learner can log in where. Nothing here is anybody's in the real world.

interface Account {
  /** Host of a registry as names of images have it. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

/** `learner` is the person at the keyboard, `teammate` another one whose namespace is not the learner's. */
const accounts: readonly Account[] = [
  { host: 'docker.io', user: 'learner', password: 'learner-password' },
  { host: 'docker.io', user: 'teammate', password: 'teammate-password' },
  { host: 'ghcr.io', user: 'learner', password: 'ghp_learner' },
  { host: 'ghcr.io', user: 'teammate', password: 'ghp_teammate' },
];

/** Passwords by user name at a registry. */
export function passwordsAt(host: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    accounts.filter((account) => account.host === host).map(({ user, password }) => [user, password]),
  );
}
