// The image configuration: how to run the image, its layers and its history (OCI image-spec, config.md).
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './digest.ts';
import type { DiffId, ImageId } from './digest.ts';

/** A health check, Docker's extension. Times are in nanoseconds, as the Engine API has them; 0 inherits. */
export interface HealthcheckConfig {
  /** `['NONE']`, `['CMD', …arguments]` or `['CMD-SHELL', line]`. */
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** The defaults of a container made from the image (config.md § Properties, `config`), with Docker's extensions. */
export interface ContainerConfig {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, Readonly<Record<string, never>>>>;
  /** `NAME=value`. */
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, Readonly<Record<string, never>>>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  /** Seconds. */
  readonly StopTimeout?: number;
  readonly ArgsEscaped?: boolean;
  readonly Healthcheck?: HealthcheckConfig;
  readonly OnBuild?: readonly string[] | null;
  readonly Shell?: readonly string[];
}

/** One step that led to the image; `empty_layer` marks the steps that changed only the configuration. */
export interface HistoryEntry {
  /** RFC 3339. */
  readonly created?: string;
  readonly created_by?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

/** An image's configuration. */
export interface ImageConfig {
  /** RFC 3339. */
  readonly created?: string;
  readonly author?: string;
  /** As Go names it: `amd64`, `arm64`. */
  readonly architecture: string;
  readonly variant?: string;
  readonly os: string;
  readonly docker_version?: string;
  readonly config: ContainerConfig;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly DiffId[] };
  readonly history: readonly HistoryEntry[];
}

/** The configuration's canonical JSON text; what is stored, transferred and hashed. */
export function serialiseConfig(config: ImageConfig): string {
  return canonicalJson(config);
}

/** The image ID: the digest of the configuration's text. */
export function imageId(config: ImageConfig): ImageId {
  return sha256<ImageId>(serialiseConfig(config));
}

/** Reads a configuration's text; undefined when it is not one. */
export function parseConfig(text: string): ImageConfig | undefined {
  try {
    const value = JSON.parse(text) as Partial<ImageConfig> | null;
    if (typeof value?.architecture !== 'string' || typeof value.os !== 'string') return undefined;
    if (!Array.isArray(value.rootfs?.diff_ids)) return undefined;
    const { architecture, os, rootfs } = value as ImageConfig;
    return { ...value, architecture, os, rootfs, config: value.config ?? {}, history: value.history ?? [] };
  } catch {
    return undefined;
  }
}
