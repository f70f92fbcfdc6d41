// The version of this client: what `docker --version`, `docker version` and `docker info` say of it.

/** As `docker version` prints it. */
export const clientVersion = {
  Platform: { Name: 'Docker Engine - Community' },
  Version: '28.5.2',
  ApiVersion: '1.51',
  DefaultAPIVersion: '1.51',
  GitCommit: 'ecc6942',
  GoVersion: 'go1.25.3',
  Os: 'linux',
  Arch: 'amd64',
  BuildTime: 'Wed Nov  5 14:43:33 2025',
} as const;

/** The plugins that are installed beside it. */
export const plugins = [
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: 'v0.29.1',
    ShortDescription: 'Docker Buildx',
    Name: 'buildx',
    Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
  },
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: 'v2.40.3',
    ShortDescription: 'Docker Compose',
    Name: 'compose',
    Path: '/usr/libexec/docker/cli-plugins/docker-compose',
  },
] as const;
