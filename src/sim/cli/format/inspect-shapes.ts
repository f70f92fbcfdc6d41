// The Go types of the documents that `docker inspect` prints, field by field and in Go's order: what a template sees is the type,
// not the JSON. Notation: Name:type, `Name(Json):type` where the JSON name differs, `?` = left out of JSON when empty.
// Types: string (no type given), bool, int, time, any, []T, map[T] (keys are strings), *T, and the structs of this table.

/** Structs by Go name. */
export const shapes: Readonly<Record<string, string>> = {
  'container.InspectResponse': `ID(Id) Created Path Args:[] State:*container.State Image ResolvConfPath HostnamePath HostsPath
    LogPath Name RestartCount:int Driver Platform MountLabel ProcessLabel AppArmorProfile ExecIDs:[] HostConfig:*container.HostConfig
    GraphDriver:storage.DriverData SizeRw?:*int64 SizeRootFs?:*int64 Mounts:[container.MountPoint] Config:*container.Config
    NetworkSettings:*container.NetworkSettings ImageManifestDescriptor?:*v1.Descriptor`,
  'container.State': `Status Running:bool Paused:bool Restarting:bool OOMKilled:bool Dead:bool Pid:int ExitCode:int Error StartedAt
    FinishedAt Health?:*container.Health`,
  'container.Health': 'Status FailingStreak:int Log:[*container.HealthcheckResult]',
  'container.HealthcheckResult': 'Start:time End:time ExitCode:int Output',
  'storage.DriverData': 'Data:map[] Name',
  'container.MountPoint': 'Type? Name? Source Destination Driver? Mode RW:bool Propagation',
  'container.Config': `Hostname Domainname User AttachStdin:bool AttachStdout:bool AttachStderr:bool ExposedPorts?:map[any] Tty:bool
    OpenStdin:bool StdinOnce:bool Env:[] Cmd:[] Healthcheck?:*v1.HealthcheckConfig ArgsEscaped?:bool Image Volumes:map[any] WorkingDir
    Entrypoint:[] NetworkDisabled?:bool MacAddress? OnBuild:[] Labels:map[] StopSignal? StopTimeout?:*int Shell?:[]`,
  'v1.HealthcheckConfig': 'Test?:[] Interval?:int Timeout?:int StartPeriod?:int StartInterval?:int Retries?:int',
  'container.HostConfig': `Binds:[] ContainerIDFile LogConfig:container.LogConfig NetworkMode PortBindings:map[[nat.PortBinding]]
    RestartPolicy:container.RestartPolicy AutoRemove:bool VolumeDriver VolumesFrom:[] ConsoleSize:[int] Annotations?:map[] CapAdd:[]
    CapDrop:[] CgroupnsMode DNS(Dns):[] DNSOptions(DnsOptions):[] DNSSearch(DnsSearch):[] ExtraHosts:[] GroupAdd:[] IpcMode Cgroup
    Links:[] OomScoreAdj:int PidMode Privileged:bool PublishAllPorts:bool ReadonlyRootfs:bool SecurityOpt:[] StorageOpt?:map[]
    Tmpfs?:map[] UTSMode UsernsMode ShmSize:int Sysctls?:map[] Runtime? Isolation CPUShares(CpuShares):int Memory:int
    NanoCPUs(NanoCpus):int CgroupParent BlkioWeight:int BlkioWeightDevice:[any] BlkioDeviceReadBps:[any] BlkioDeviceWriteBps:[any]
    BlkioDeviceReadIOps:[any] BlkioDeviceWriteIOps:[any] CPUPeriod(CpuPeriod):int CPUQuota(CpuQuota):int
    CPURealtimePeriod(CpuRealtimePeriod):int CPURealtimeRuntime(CpuRealtimeRuntime):int CpusetCpus CpusetMems
    Devices:[container.DeviceMapping] DeviceCgroupRules:[] DeviceRequests:[container.DeviceRequest] KernelMemory?:int
    KernelMemoryTCP?:int MemoryReservation:int MemorySwap:int MemorySwappiness:*int64 OomKillDisable:*bool PidsLimit:*int64
    Ulimits:[*container.Ulimit] CPUCount(CpuCount):int CPUPercent(CpuPercent):int IOMaximumIOps:int IOMaximumBandwidth:int
    Mounts?:[mount.Mount] MaskedPaths:[] ReadonlyPaths:[] Init?:*bool`,
  'container.LogConfig': 'Type Config:map[]',
  'container.RestartPolicy': 'Name MaximumRetryCount:int',
  'container.DeviceMapping': 'PathOnHost PathInContainer CgroupPermissions',
  'container.DeviceRequest': 'Driver Count:int DeviceIDs:[] Capabilities:[[]] Options:map[]',
  'container.Ulimit': 'Name Hard:int Soft:int',
  'nat.PortBinding': 'HostIP(HostIp) HostPort',
  'mount.Mount': `Type? Source? Target? ReadOnly?:bool Consistency? BindOptions?:*mount.BindOptions VolumeOptions?:*mount.VolumeOptions
    ImageOptions?:*mount.ImageOptions TmpfsOptions?:*mount.TmpfsOptions`,
  'mount.BindOptions':
    'Propagation? NonRecursive?:bool CreateMountpoint?:bool ReadOnlyNonRecursive?:bool ReadOnlyForceRecursive?:bool',
  'mount.VolumeOptions': 'NoCopy?:bool Labels?:map[] Subpath? DriverConfig?:*mount.Driver',
  'mount.Driver': 'Name? Options?:map[]',
  'mount.ImageOptions': 'Subpath?',
  'mount.TmpfsOptions': 'SizeBytes?:int Mode?:int Options?:[[]]',
  'container.NetworkSettings': `Bridge SandboxID SandboxKey Ports:map[[nat.PortBinding]] HairpinMode:bool LinkLocalIPv6Address
    LinkLocalIPv6PrefixLen:int SecondaryIPAddresses:[any] SecondaryIPv6Addresses:[any] EndpointID Gateway GlobalIPv6Address
    GlobalIPv6PrefixLen:int IPAddress IPPrefixLen:int IPv6Gateway MacAddress Networks:map[*network.EndpointSettings]`,
  'network.EndpointSettings': `IPAMConfig:*network.EndpointIPAMConfig Links:[] Aliases:[] MacAddress DriverOpts:map[] GwPriority:int
    NetworkID EndpointID Gateway IPAddress IPPrefixLen:int IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen:int DNSNames:[]`,
  'network.EndpointIPAMConfig': 'IPv4Address? IPv6Address? LinkLocalIPs?:[]',
  'image.InspectResponse': `ID(Id) RepoTags:[] RepoDigests:[] Parent Comment Created? Container? DockerVersion Author Config:*v1.DockerOCIImageConfig
    Architecture Variant? Os OsVersion? Size:int VirtualSize?:int GraphDriver:storage.DriverData RootFS:image.RootFS
    Metadata:image.Metadata Descriptor?:*v1.Descriptor Manifests?:[any]`,
  'v1.DockerOCIImageConfig': `User? ExposedPorts?:map[any] Env?:[] Entrypoint?:[] Cmd?:[] Volumes?:map[any] WorkingDir? Labels?:map[]
    StopSignal? ArgsEscaped?:bool Healthcheck?:*v1.HealthcheckConfig OnBuild?:[] Shell?:[]`,
  'v1.Descriptor': 'MediaType(mediaType) Digest(digest) Size(size):int Platform(platform)?:any',
  'image.RootFS': 'Type Layers?:[]',
  'image.Metadata': 'LastTagTime?:time',
  'network.Inspect': `Name ID(Id) Created:time Scope Driver EnableIPv4:bool EnableIPv6:bool IPAM:network.IPAM Internal:bool
    Attachable:bool Ingress:bool ConfigFrom:network.ConfigReference ConfigOnly:bool Containers:map[network.EndpointResource]
    Options:map[] Labels:map[] Peers?:[any] Services?:map[any]`,
  'network.IPAM': 'Driver Options:map[] Config:[network.IPAMConfig]',
  'network.IPAMConfig': 'Subnet? IPRange? Gateway? AuxAddress(AuxiliaryAddresses)?:map[]',
  'network.ConfigReference': 'Network',
  'network.EndpointResource': 'Name EndpointID MacAddress IPv4Address IPv6Address',
  'volume.Volume': `ClusterVolume?:*volume.ClusterVolume CreatedAt? Driver Labels:map[] Mountpoint Name Options:map[] Scope Status?:map[any]
    UsageData?:*volume.UsageData`,
  'volume.ClusterVolume': 'ID Version:any CreatedAt:time UpdatedAt:time Spec:any PublishStatus?:[any] Info?:any',
  'volume.UsageData': 'RefCount:int Size:int',
  'system.versionInfo': 'Client:system.clientVersion Server:*types.Version',
  'system.clientVersion': `Platform?:*types.VersionPlatform Version APIVersion(ApiVersion) DefaultAPIVersion GitCommit GoVersion Os Arch
    BuildTime? Context`,
  'system.dockerInfo': `ID Containers:int ContainersRunning:int ContainersPaused:int ContainersStopped:int Images:int Driver
    DriverStatus:[[]] SystemStatus?:[[]] Plugins:system.PluginsInfo MemoryLimit:bool SwapLimit:bool KernelMemory?:bool
    KernelMemoryTCP?:bool CPUCfsPeriod(CpuCfsPeriod):bool CPUCfsQuota(CpuCfsQuota):bool CPUShares:bool CPUSet:bool PidsLimit:bool
    IPv4Forwarding:bool Debug:bool NFd:int OomKillDisable:bool NGoroutines:int SystemTime LoggingDriver CgroupDriver CgroupVersion?
    NEventsListener:int KernelVersion OperatingSystem OSVersion OSType Architecture IndexServerAddress
    RegistryConfig:*registry.ServiceConfig NCPU:int MemTotal:int GenericResources:[any] DockerRootDir HTTPProxy(HttpProxy)
    HTTPSProxy(HttpsProxy) NoProxy Name Labels:[] ExperimentalBuild:bool ServerVersion Runtimes:map[system.RuntimeWithStatus]
    DefaultRuntime Swarm:swarm.Info LiveRestoreEnabled:bool Isolation InitBinary ContainerdCommit:system.Commit
    RuncCommit:system.Commit InitCommit:system.Commit SecurityOptions:[] ProductLicense? DefaultAddressPools?:[any]
    FirewallBackend?:*system.FirewallInfo CDISpecDirs:[] DiscoveredDevices?:[any] Containerd?:*system.ContainerdInfo Warnings:[]
    ServerErrors?:[] ClientInfo?:*system.clientInfo ClientErrors?:[]`,
  'system.PluginsInfo': 'Volume:[] Network:[] Authorization:[] Log:[]',
  'registry.ServiceConfig': 'IndexConfigs:map[*registry.IndexInfo] InsecureRegistryCIDRs:[] Mirrors:[]',
  'registry.IndexInfo': 'Mirrors:[] Name Official:bool Secure:bool',
  'system.RuntimeWithStatus': 'Path(path)? Args(runtimeArgs)?:[] Status(status)?:map[]',
  'swarm.Info': `NodeID NodeAddr LocalNodeState ControlAvailable:bool Error RemoteManagers:[any] Nodes?:int Managers?:int Cluster?:any
    Warnings?:[]`,
  'system.Commit': 'ID Expected?',
  'system.FirewallInfo': 'Driver Info?:[[]]',
  'system.ContainerdInfo': 'Address? Namespaces:system.ContainerdNamespaces',
  'system.ContainerdNamespaces': 'Containers Plugins',
  'system.clientInfo': `Debug:bool Platform?:*types.VersionPlatform Version APIVersion(ApiVersion)? DefaultAPIVersion? GitCommit
    GoVersion Os Arch BuildTime? Context Plugins:[manager.Plugin] Warnings:[]`,
  'manager.Plugin':
    'SchemaVersion? Vendor? Version? ShortDescription? URL? Hidden?:bool Name? Path? Err?:any ShadowedPaths?:[]',
  'types.VersionPlatform': 'Name',
  'types.Version': `Platform?:types.VersionPlatform Components?:[types.ComponentVersion] Version APIVersion(ApiVersion) MinAPIVersion?
    GitCommit GoVersion Os Arch KernelVersion? Experimental?:bool BuildTime?`,
  'imagetools.tplInput': `Name(name) Manifest(manifest)?:*imagetools.manifestList Image(image)?:*v1.Image
    Provenance(provenance)?:imagetools.provenanceStub SBOM?:imagetools.sbomStub`,
  'imagetools.tplInputs': `Name(name) Manifest(manifest)?:*imagetools.manifestList Image(image)?:map[*v1.Image]
    Provenance(provenance)?:map[any] SBOM?:map[any]`,
  'imagetools.manifestList': `SchemaVersion(schemaVersion)?:int MediaType(mediaType)? Digest(digest) Size(size):int
    Manifests(manifests)?:[imagetools.Descriptor] Annotations(annotations)?:map[]`,
  'imagetools.Descriptor': `MediaType(mediaType) Digest(digest) Size(size):int Annotations(annotations)?:map[]
    Platform(platform)?:*v1.Platform`,
  'imagetools.provenanceStub': 'SLSA?:any',
  'imagetools.sbomStub': 'SPDX?:any AdditionalSPDXs?:[any]',
  'v1.Platform':
    'Architecture(architecture) OS(os) OSVersion(os.version)? OSFeatures(os.features)?:[] Variant(variant)?',
  'v1.Image': `Created(created)?:time Author(author)? Architecture(architecture) OS(os) OSVersion(os.version)? Variant(variant)?
    Config(config)?:v1.ImageConfig RootFS(rootfs):v1.RootFS History(history)?:[v1.History]`,
  'v1.ImageConfig': `User? ExposedPorts?:map[any] Env?:[] Entrypoint?:[] Cmd?:[] Volumes?:map[any] WorkingDir? Labels?:map[]
    StopSignal? ArgsEscaped?:bool`,
  'v1.RootFS': 'Type(type) DiffIDs(diff_ids):[]',
  'v1.History':
    'Created(created)?:time CreatedBy(created_by)? Author(author)? Comment(comment)? EmptyLayer(empty_layer)?:bool',
  'types.ComponentVersion': 'Name Version Details?:map[]',
};
