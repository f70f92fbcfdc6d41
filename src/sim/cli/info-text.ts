// The text of `docker info`, line by line as Docker prints it.
import { bytesSize } from './format/units.ts';
import { clientVersion, plugins } from './version.ts';

/** What `GET /info` says, as far as the text shows it. */
export interface SystemInfo {
  readonly ID: string;
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly Driver: string;
  readonly DriverStatus: readonly (readonly [string, string])[] | null;
  readonly Plugins: Readonly<Record<string, readonly string[] | null>>;
  readonly Debug: boolean;
  readonly LoggingDriver: string;
  readonly CgroupDriver: string;
  readonly CgroupVersion: string;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly DockerRootDir: string;
  readonly Name: string;
  readonly Labels: readonly string[] | null;
  readonly ExperimentalBuild: boolean;
  readonly ServerVersion: string;
  readonly Runtimes: Readonly<Record<string, unknown>> | null;
  readonly DefaultRuntime: string;
  readonly Swarm: {
    readonly NodeID?: string;
    readonly LocalNodeState?: string;
    readonly ControlAvailable?: boolean;
  } | null;
  readonly LiveRestoreEnabled: boolean;
  readonly InitBinary: string;
  readonly ContainerdCommit?: { readonly ID: string };
  readonly RuncCommit?: { readonly ID: string };
  readonly InitCommit?: { readonly ID: string };
  readonly SecurityOptions: readonly string[] | null;
  readonly RegistryConfig?: {
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
    readonly Mirrors?: readonly string[] | null;
  } | null;
  readonly CDISpecDirs?: readonly string[] | null;
  readonly Warnings?: readonly string[] | null;
}

/** The part about the client itself. */
export function clientInfoText(context: string, debug: boolean): string {
  const { Platform, Version } = clientVersion;
  let text = `Client: ${Platform.Name}\n Version:    ${Version}\n Context:    ${context}\n Debug Mode: ${debug}\n Plugins:\n`;
  for (const plugin of plugins)
    text += `  ${plugin.Name}: ${plugin.ShortDescription} (${plugin.Vendor})\n    Version:  ${plugin.Version}\n    Path:     ${plugin.Path}\n`;
  return text;
}

/** The part about the daemon. */
export function serverInfoText(info: SystemInfo): string {
  const lines = [
    `Containers: ${info.Containers}`,
    ` Running: ${info.ContainersRunning}`,
    ` Paused: ${info.ContainersPaused}`,
    ` Stopped: ${info.ContainersStopped}`,
    `Images: ${info.Images}`,
    `Server Version: ${info.ServerVersion}`,
    `Storage Driver: ${info.Driver}`,
    ...(info.DriverStatus ?? []).map(([name, value]) => ` ${name}: ${value}`),
    `Logging Driver: ${info.LoggingDriver}`,
    `Cgroup Driver: ${info.CgroupDriver}`,
    `Cgroup Version: ${info.CgroupVersion}`,
    'Plugins:',
    ...['Volume', 'Network', 'Log'].map((kind) => ` ${kind}: ${(info.Plugins[kind] ?? []).join(' ')}`),
    ...((info.CDISpecDirs ?? []).length > 0
      ? ['CDI spec directories:', ...(info.CDISpecDirs ?? []).map((directory) => ` ${directory}`)]
      : []),
    `Swarm: ${info.Swarm?.LocalNodeState ?? 'inactive'}`,
    `Runtimes: ${Object.keys(info.Runtimes ?? {})
      .sort()
      .join(' ')}`,
    `Default Runtime: ${info.DefaultRuntime}`,
    `Init Binary: ${info.InitBinary}`,
    `containerd version: ${info.ContainerdCommit?.ID ?? ''}`,
    `runc version: ${info.RuncCommit?.ID ?? ''}`,
    `init version: ${info.InitCommit?.ID ?? ''}`,
    ...((info.SecurityOptions ?? []).length > 0
      ? ['Security Options:', ...(info.SecurityOptions ?? []).flatMap(securityOption)]
      : []),
    `Kernel Version: ${info.KernelVersion}`,
    `Operating System: ${info.OperatingSystem}`,
    `OSType: ${info.OSType}`,
    `Architecture: ${info.Architecture}`,
    `CPUs: ${info.NCPU}`,
    `Total Memory: ${bytesSize(info.MemTotal)}`,
    `Name: ${info.Name}`,
    `ID: ${info.ID}`,
    `Docker Root Dir: ${info.DockerRootDir}`,
    `Debug Mode: ${info.Debug}`,
    ...((info.Labels ?? []).length > 0 ? ['Labels:', ...(info.Labels ?? []).map((label) => ` ${label}`)] : []),
    `Experimental: ${info.ExperimentalBuild}`,
    ...section('Insecure Registries:', info.RegistryConfig?.InsecureRegistryCIDRs),
    ...section('Registry Mirrors:', info.RegistryConfig?.Mirrors),
    `Live Restore Enabled: ${info.LiveRestoreEnabled}`,
    '',
  ];
  return lines.map((line) => (line === '' ? '\n' : ` ${line}\n`)).join('');
}

const section = (title: string, items: readonly string[] | null | undefined): string[] =>
  items && items.length > 0 ? [title, ...items.map((item) => ` ${item}`)] : [];

/** `name=seccomp,profile=builtin` → the name and, below it, its settings. */
function securityOption(option: string): string[] {
  const pairs = option.split(',').map((part) => part.split('=', 2));
  return pairs.map(([key = '', value = '']) =>
    key === 'name' ? ` ${value}` : `  ${key.charAt(0).toUpperCase()}${key.slice(1)}: ${value}`,
  );
}
