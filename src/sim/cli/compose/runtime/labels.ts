// Labels by which Compose finds what belongs to a project.
import { composeVersion } from '../version.ts';

const prefix = 'com.docker.compose.';

/** Names of the labels. */
export const label = {
  project: `${prefix}project`,
  service: `${prefix}service`,
  number: `${prefix}container-number`,
  oneoff: `${prefix}oneoff`,
  hash: `${prefix}config-hash`,
  image: `${prefix}image`,
  dependsOn: `${prefix}depends_on`,
  files: `${prefix}project.config_files`,
  directory: `${prefix}project.working_dir`,
  environmentFile: `${prefix}project.environment_file`,
  network: `${prefix}network`,
  volume: `${prefix}volume`,
  version: `${prefix}version`,
  replace: `${prefix}replace`,
  slug: `${prefix}slug`,
} as const;

/** What networks and volumes carry. */
export const resourceLabels = (
  project: string,
  kind: 'network' | 'volume',
  name: string,
  hash: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> => ({
  ...own,
  [label.hash]: hash,
  [kind === 'network' ? label.network : label.volume]: name,
  [label.project]: project,
  [label.version]: composeVersion,
});
