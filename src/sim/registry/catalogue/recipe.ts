// How the catalogue describes an image: a base and steps, each a layer or a change of the configuration.
import type { ContainerConfig } from '../../oci/image-config.ts';
import type { Platform } from '../../oci/manifest.ts';
import type { Draft } from './files.ts';

/** What an image is built for, with the names that its files go by there. */
export interface Machine {
  readonly platform: Platform;
  /** As `uname -m` says. */
  readonly name: 'x86_64' | 'aarch64';
  /** Name of Debian's library directory. */
  readonly triplet: string;
}

/** The machines that the catalogue's images are built for; the first is what a learner's engine runs on. */
export const machines: readonly Machine[] = [
  { platform: { architecture: 'amd64', os: 'linux' }, name: 'x86_64', triplet: 'x86_64-linux-gnu' },
  { platform: { architecture: 'arm64', os: 'linux', variant: 'v8' }, name: 'aarch64', triplet: 'aarch64-linux-gnu' },
];

/** One line of an image's history. */
interface StepHistory {
  /** What `docker history` shows as CREATED BY; a function where it names the machine. */
  readonly createdBy: string | ((machine: Machine) => string);
  /** By default BuildKit's. */
  readonly comment?: string;
}

/** A step that adds a layer. */
export interface LayerStep extends StepHistory {
  readonly files: (machine: Machine) => readonly Draft[];
  /** Size of the compressed layer in bytes, as the registry states it; by default computed. */
  readonly compressedSize?: number;
  /** Configuration that comes with the layer without a line of history of its own. */
  readonly config?: ContainerConfig;
}

/** A step that changes the configuration: its fields replace those before, except that variables and labels are added. */
export interface ConfigStep extends StepHistory {
  readonly config: ContainerConfig;
}

/** An image as it is built. */
export interface Recipe {
  readonly base?: Recipe;
  /** RFC 3339; also the time of all files. */
  readonly created: string;
  readonly steps: readonly (LayerStep | ConfigStep)[];
}

/** The search path that images without one of their own get from their builder. */
export const usualPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A Dockerfile's `ENV`. */
export const env = (name: string, value: string): ConfigStep => ({
  createdBy: `ENV ${name}=${value}`,
  config: { Env: [`${name}=${value}`] },
});

/** A Dockerfile's `CMD` in exec form. */
export const cmd = (...Cmd: readonly string[]): ConfigStep => ({
  createdBy: `CMD [${Cmd.map((word) => JSON.stringify(word)).join(' ')}]`,
  config: { Cmd },
});

/** A Dockerfile's `ENTRYPOINT` in exec form. */
export const entrypoint = (...Entrypoint: readonly string[]): ConfigStep => ({
  createdBy: `ENTRYPOINT [${Entrypoint.map((word) => JSON.stringify(word)).join(' ')}]`,
  config: { Entrypoint },
});

/** A Dockerfile's `EXPOSE` of one TCP port. */
export const expose = (port: number): ConfigStep => ({
  createdBy: `EXPOSE map[${port}/tcp:{}]`,
  config: { ExposedPorts: { [`${port}/tcp`]: {} } },
});

/** A Dockerfile's `STOPSIGNAL`. */
export const stopSignal = (StopSignal: string): ConfigStep => ({
  createdBy: `STOPSIGNAL ${StopSignal}`,
  config: { StopSignal },
});

/** A Dockerfile's `LABEL`. */
export const label = (name: string, value: string): ConfigStep => ({
  createdBy: `LABEL ${name}=${value}`,
  config: { Labels: { [name]: value } },
});
