// The one catalogue of what the daemon says when it refuses: code (one explaining page each), kind, text as Docker Engine 28's.
import { ApiError, conflict, forbidden, invalid, missing, system } from './api-error.ts';
import { networkErrors } from './networks/network-errors.ts';

export { ApiError, errorResponse, refused } from './api-error.ts';

const notInSwarm =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** Every refusal of the engine, by code. */
export const errors = {
  // The protocol itself
  pageNotFound: () => missing('page-not-found', 'page not found'),
  clientTooNew: (version: string) =>
    invalid('client-too-new', `client version ${version} is too new. Maximum supported API version is 1.51`),
  clientTooOld: (version: string) =>
    invalid(
      'client-too-old',
      `client version ${version} is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version`,
    ),
  notSimulated: (what: string) => new ApiError('not-simulated', 'not-simulated', `not simulated: ${what}`),
  notModified: () => new ApiError('not-modified', 'not-modified', ''),
  invalidFilter: (name: string) =>
    invalid('invalid-filter', name === '' ? 'invalid filter' : `invalid filter '${name}'`),
  invalidFilterValue: (name: string, value: string, why: string) =>
    invalid('invalid-filter', `invalid filter '${name}=${value}': ${why}`),
  booleanFilter: (name: string, value: string) =>
    invalid('invalid-filter', `invalid filter '${name}': strconv.ParseBool: parsing "${value}": invalid syntax`),
  notANumber: (text: string) => system('not-a-number', `strconv.Atoi: parsing "${text}": invalid syntax`),
  invalidTime: (text: string) => invalid('invalid-time', `failed to parse value as time or duration: "${text}"`),
  emptyName: () => invalid('empty-name', 'invalid name or ID supplied: ""'),
  invalidReference: (message: string) => invalid('invalid-reference', message),
  notInSwarm: () => new ApiError('not-in-swarm', 'unavailable', notInSwarm),

  // Containers
  noSuchContainer: (name: string) => missing('no-such-container', `No such container: ${name}`),
  ambiguousContainer: (prefix: string) => invalid('ambiguous-id', `multiple IDs found with provided prefix: ${prefix}`),
  emptyConfig: () => invalid('empty-config', 'config cannot be empty in order to create a container'),
  noCommand: () => invalid('no-command', 'no command specified'),
  invalidContainerName: (name: string) =>
    invalid('invalid-container-name', `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`),
  nameInUse: (name: string, id: string) =>
    conflict(
      'name-in-use',
      `Conflict. The container name "/${name}" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
    ),
  invalidOption: (message: string) => invalid('invalid-option', message),
  /** Another container that an option names is not there: a mistake in the request, so that clients do not pull an image. */
  otherContainer: (why: ApiError) => invalid(why.code, why.message),
  securityOption: (option: string) =>
    system('security-option', `invalid --security-opt ${option.includes('=') ? 2 : 1}: "${option}"`),
  notRunning: (id: string) => conflict('not-running', `container ${id} is not running`),
  alreadyPaused: (id: string) => conflict('already-paused', `Container ${id} is already paused`),
  notPaused: (id: string) => conflict('not-paused', `Container ${id} is not paused`),
  restarting: (id: string) =>
    conflict('restarting', `Container ${id} is restarting, wait until the container is running`),
  startPaused: () => conflict('start-paused', 'cannot start a paused container, try unpause instead'),
  startRemoving: () => conflict('start-removing', 'container is marked for removal and cannot be started'),
  execPaused: (name: string) =>
    conflict('exec-paused', `Container ${name} is paused, unpause the container before exec`),
  execRestarting: (id: string) =>
    conflict('exec-restarting', `Container ${id} is restarting, wait until the container is running`),
  attachPaused: (name: string) =>
    conflict('attach-paused', `container ${name} is paused, unpause the container before attach`),
  attachRestarting: (name: string) =>
    conflict('attach-restarting', `container ${name} is restarting, wait until the container is running`),
  cannotKill: (name: string, why: ApiError) =>
    new ApiError(why.code, why.kind, `cannot kill container: ${name}: ${why.message}`),
  cannotStop: (name: string, why: ApiError) =>
    new ApiError(why.code, why.kind, `cannot stop container: ${name}: ${why.message}`),
  cannotRestart: (name: string, why: ApiError) =>
    new ApiError(why.code, why.kind, `Cannot restart container ${name}: ${why.message}`),
  cannotRemove: (name: string, why: string) => conflict('cannot-remove', `cannot remove container "${name}": ${why}`),
  removalInProgress: (name: string) =>
    conflict('removal-in-progress', `removal of container ${name} is already in progress`),
  removeLink: () => system('remove-link', 'Conflict, cannot remove the default link name of the container'),
  invalidSignal: (signal: string) => invalid('invalid-signal', `invalid signal: ${signal}`),
  unsupportedSignal: (signal: string) =>
    invalid('invalid-signal', `the linux daemon does not support signal ${signal}`),
  emptyRename: () => invalid('empty-rename', 'Neither old nor new names may be empty'),
  sameName: () => invalid('same-name', 'Renaming a container with the same name as its current name'),
  rename: (why: ApiError) => new ApiError(why.code, why.kind, `Error when allocating new name: ${why.message}`),
  updateRemoved: (id: string) =>
    conflict(
      'update-removed',
      `Cannot update container ${id}: container is marked for removal and cannot be "update".`,
    ),
  update: (id: string, why: string) => invalid('cannot-update', `Cannot update container ${id}: ${why}`),
  invalidCondition: (condition: string) => invalid('invalid-condition', `invalid condition: "${condition}"`),
  invalidSize: (what: 'height' | 'width', text: string) =>
    invalid('invalid-size', `invalid resize ${what} "${text}": invalid syntax`),
  noStream: () => invalid('no-stream', 'Bad parameters: you must choose at least one stream'),
  logsUnreadable: () =>
    new ApiError('logs-unreadable', 'not-simulated', 'configured logging driver does not support reading'),
  noPidField: () => system('no-pid-field', "Couldn't find PID field in ps output"),
  psFailed: (message: string) => system('ps-failed', message),
  noFile: (path: string, name: string) =>
    missing('no-such-file', `Could not find the file ${path} in container ${name}`),
  emptyPath: () => invalid('empty-path', 'bad parameter: pathcannot be empty'),
  notADirectory: (path: string) => invalid('not-a-directory', `lstat ${path}: not a directory`),
  extractionPoint: () => invalid('extraction-point', 'extraction point is not a directory'),
  readOnlyRoot: () => forbidden('read-only-root', 'container rootfs is marked read-only'),
  readOnlyVolume: () => forbidden('read-only-volume', 'mounted volume is marked read-only'),
  tarRubbish: (message: string) => system('tar-rubbish', message),
  startFailed: (message: string) => invalid('start-failed', message),
  networkingFailed: (why: string) => system('networking-failed', `failed to set up container networking: ${why}`),
  joinNetwork: (why: string) => system('join-network', `joining network namespace of container: ${why}`),
  portTaken: (name: string, endpoint: string, port: number) =>
    system(
      'port-taken',
      `failed to set up container networking: driver failed programming external connectivity on endpoint ${name} (${endpoint}): Bind for 0.0.0.0:${port} failed: port is already allocated`,
    ),
  maxDepth: () => system('max-depth', 'max depth exceeded'),
  noGpu: () => system('no-gpu', 'could not select device driver "" with capabilities: [[gpu]]'),
  noDevice: (path: string) =>
    system(
      'no-device',
      `error gathering device information while adding custom device "${path}": no such file or directory`,
    ),
  noUser: (user: string) => invalid('no-user', `unable to find user ${user}: no matching entries in passwd file`),
  noGroup: (group: string) => invalid('no-group', `unable to find group ${group}: no matching entries in group file`),
  idRange: () => invalid('id-range', 'uids and gids must be in range 0-2147483647'),
  escapeKeys: (keys: string) => invalid('escape-keys', `Invalid escape keys (${keys}) provided`),
  workingDirectory: (path: string) => system('working-directory', `Cannot mkdir: ${path} is not a directory`),

  // Exec
  noSuchExec: (id: string) => missing('no-such-exec', `No such exec instance: ${id}`),
  noExecCommand: () => invalid('no-exec-command', 'No exec command specified'),
  execHasRun: (id: string) => conflict('exec-has-run', `exec command ${id} has already run`),

  // Images
  otherPlatform: (reference: string, found: string, wanted: string) =>
    missing(
      'other-platform',
      `image with reference ${reference} was found but its platform (${found}) does not match the specified platform (${wanted})`,
    ),
  severalPlatforms: () => invalid('several-platforms', 'multiple platforms are not supported'),
  noExportTarget: (platform: string) =>
    missing('no-export-target', `no suitable export target found for platform ${platform}`),
  noSuchImage: (reference: string) => missing('no-such-image', `No such image: ${reference}`),
  invalidTag: () => invalid('invalid-tag', 'invalid tag format'),
  imageConflict: (message: string) => conflict('image-in-use', `conflict: ${message}`),
  pullDenied: (name: string) =>
    missing(
      'pull-denied',
      `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    ),
  manifestUnknown: (reference: string) =>
    missing('manifest-unknown', `manifest for ${reference} not found: manifest unknown: manifest unknown`),
  noBasicAuth: (url: string) => system('no-basic-auth', `Head "${url}": no basic auth credentials`),
  registry: (message: string) => system('registry', message),
  rateLimited: () =>
    system(
      'rate-limited',
      'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ),
  noMatchingPlatform: (platform: string) =>
    missing('no-matching-platform', `no matching manifest for ${platform} in the manifest list entries`),
  invalidChange: (instruction: string) => invalid('invalid-change', `${instruction} is not a valid change command`),
  referenceMissing: () => missing('reference-missing', 'reference does not exist'),
  authRequired: (message: string) => new ApiError('unauthorised', 'unauthorised', message),

  // Networks
  ...networkErrors,
  ambiguousNetwork: (name: string) =>
    invalid('ambiguous-network', `network ${name} is ambiguous (2 matches found on name)`),
  emptyNetworkName: () => invalid('empty-network-name', 'invalid name: name is empty'),
  networkExists: (name: string) => conflict('network-exists', `network with name ${name} already exists`),
  predefinedNetwork: (name: string) =>
    forbidden('predefined-network', `operation is not permitted on predefined ${name} network`),
  removePredefined: (name: string) =>
    forbidden('remove-predefined', `${name} is a pre-defined network and cannot be removed`),
  noConfiguration: (name: string) =>
    missing('no-configuration', `configuration network ${JSON.stringify(name)} does not exist`),
  notAConfiguration: (name: string) => forbidden('not-a-configuration', `${name} is not a configuration network`),
  swarmScope: () => forbidden('swarm-scope', 'cannot create a swarm scoped network when swarm is not active'),
  ingressScope: () => forbidden('ingress-scope', 'Ingress network can only be global scope network'),
  noIpFamily: () => invalid('no-ip-family', 'IPv4 or IPv6 must be enabled'),
  parentMode: (driver: string, mode: string, usual: string) =>
    invalid(
      'parent-mode',
      `requested ${driver} mode '${mode}' is not valid, '${usual}' mode is the ${driver} driver default`,
    ),
  parentName: (name: string) =>
    invalid('parent-name', `invalid subinterface vlan name ${name}, example formatting is eth0.10`),
  loopbackParent: (driver: string) =>
    invalid('loopback-parent', `loopback interface is not a valid ${driver} parent link`),
  vlanName: (name: string) =>
    invalid(
      'vlan-name',
      `required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`,
    ),
  vlanNumber: (text: string) =>
    invalid('vlan-number', `unable to parse a valid vlan id from: ${text} (ex. eth0.10 for vlan 10)`),
  vlanParent: (name: string) => invalid('vlan-parent', `-o parent interface was not found on the host: ${name}`),
  vlanRange: (id: number) => invalid('vlan-range', `vlan id must be between 1-4094, received: ${id}`),
  networkMtu: (text: string) =>
    invalid(
      'network-mtu',
      `failed to parse com.docker.network.driver.mtu value: ${text} (strconv.Atoi: parsing "${text}": invalid syntax)`,
    ),
  singleInstance: (driver: string) =>
    forbidden('single-instance', `only one instance of "${driver}" network is allowed`),
  pluginNotFound: (name: string) => missing('plugin-not-found', `plugin "${name}" not found`),
  networkConfig: (lines: readonly string[]) => invalid('network-config', `invalid network config:\n${joined(lines)}`),
  severalSubnets: () => forbidden('subnets', "bridge driver doesn't support multiple subnets"),
  bridgeName: (id: string, name: string, other: string) =>
    forbidden(
      'bridge-name',
      `cannot create network ${id} (${name}): conflicts with network ${other} (${name}): networks have same bridge name`,
    ),
  poolOverlaps: () =>
    forbidden('pool-overlaps', 'invalid pool request: Pool overlaps with other one on this address space'),
  networkInUse: (name: string, endpoints: string) =>
    forbidden('network-in-use', `error while removing network: network ${name} has active endpoints (${endpoints})`),
  endpointExists: (container: string, network: string) =>
    forbidden('endpoint-exists', `endpoint with name ${container} already exists in network ${network}`),
  endpointConfig: (network: string | undefined, lines: readonly string[]) =>
    invalid(
      'endpoint-config',
      `${network === undefined ? '' : `invalid config for network ${network}: `}invalid endpoint settings:\n${joined(lines)}`,
    ),
  sharedNamespace: () =>
    system(
      'shared-namespace',
      'container sharing network namespace with another container or host cannot be connected to any other network',
    ),
  hostNetwork: () =>
    system(
      'host-network',
      'cannot disconnect container from host network - container was created in host network mode',
    ),
  privateNetwork: () =>
    system(
      'private-network',
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    ),
  hostOnly: () =>
    system('host-network', 'cannot connect container to host network - container must be created in host network mode'),
  endpointNotFound: (name: string) => missing('endpoint-not-found', `endpoint ${name} not found`),
  notConnected: (id: string, network: string) =>
    system('not-connected', `container ${id} is not connected to network ${network}`),
  linkNotOnBridge: (id: string) => invalid('link', `container ${id} not attached to default bridge network`),
  linkTarget: (name: string) => invalid('link', `could not get container for ${name}: No such container: ${name}`),
  linkNotRunning: (id: string, alias: string) =>
    system('link', `Cannot link to a non running container: ${id} AS ${alias}`),
  dangling: (value: string) => invalid('invalid-filter', `invalid filter 'dangling=[${value}]'`),
  /** Networks say it in their own words. */
  danglingNetwork: () =>
    invalid('invalid-filter', 'invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")'),

  // Plugins
  resolvePlugin: (why: string) => missing('resolve-plugin', `error resolving plugin reference: ${why}`),
  noPluginConfig: (reference: string) =>
    missing('no-plugin-config', `did not find plugin config for specified reference ${reference}`),

  // Volumes
  noSuchVolume: (name: string) => missing('no-such-volume', `get ${name}: no such volume`),
  volumeName: (name: string) =>
    invalid(
      'volume-name',
      `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    ),
  volumeNameShort: (name: string) =>
    invalid(
      'volume-name',
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    ),
  volumeDriver: (name: string, driver: string) =>
    missing('volume-driver', `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`),
  volumeOption: (name: string, option: string) =>
    invalid('volume-option', `create ${name}: invalid option: "${option}"`),
  volumeMisses: (name: string, option: string) =>
    invalid('volume-option', `create ${name}: missing required option: ${JSON.stringify(option)}`),
  volumeQuota: (name: string) => invalid('volume-option', `create ${name}: quota size requested but no quota support`),
  volumeInUse: (name: string, containers: readonly string[]) =>
    conflict('volume-in-use', `remove ${name}: volume is in use - [${containers.join(', ')}]`),
} as const;

/** Go's errors.Join as the API words it: one line as it is, several with bullets. */
function joined(lines: readonly string[]): string {
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `* ${line}`).join('\n');
}
