// What a compose file may hold, field by field: the Compose Specification as a table.

/** JSON types, as the specification's schema names them. */
export type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** A rule for one value. */
export interface Schema {
  readonly types?: readonly TypeName[];
  /** Fields of a mapping by name. */
  readonly fields?: Readonly<Record<string, Schema>>;
  /** Fields of a mapping whose names have a form. */
  readonly forms?: readonly (readonly [form: RegExp, schema: Schema])[];
  /** Other fields than these are mistakes. */
  readonly closed?: boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly unique?: boolean;
  readonly oneOf?: readonly Schema[];
  readonly choices?: readonly string[];
  /** Source of a regular expression that a text has to contain. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const anything: Schema = {};
const type = (...types: TypeName[]): Schema => ({ types });
const text = type('string');
const switchable = type('boolean', 'string');
const count = type('integer', 'string');
const amount = type('number', 'string');
const extension = [/^x-/, anything] as const;
const name = /^[a-zA-Z0-9._-]+$/;

/** A mapping with known fields and `x-` ones. */
const object = (fields: Readonly<Record<string, Schema>>, more: Partial<Schema> = {}): Schema => ({
  types: ['object'],
  fields,
  forms: [extension],
  closed: true,
  ...more,
});
const strict = (fields: Readonly<Record<string, Schema>>, more: Partial<Schema> = {}): Schema =>
  object(fields, { forms: [], ...more });
const dictionary = (form: RegExp, schema: Schema, more: Partial<Schema> = {}): Schema => ({
  types: ['object'],
  forms: [[form, schema]],
  ...more,
});
const list = (items: Schema, more: Partial<Schema> = {}): Schema => ({ types: ['array'], items, ...more });
const oneOf = (...schemas: Schema[]): Schema => ({ oneOf: schemas });

const uniqueTexts = list(text, { unique: true });
const textOrList = oneOf(text, uniqueTexts);
const listOrMap = oneOf(
  dictionary(/.+/, type('string', 'number', 'boolean', 'null'), { closed: true }),
  list(text, { unique: true }),
);
const options = dictionary(/^.+$/, type('string', 'number'));
const command = oneOf(type('null'), text, list(text));
const extraHosts = oneOf(dictionary(/.+/, oneOf(text, list(text)), { closed: true }), list(text, { unique: true }));
const ulimits = dictionary(
  /^[a-z]+$/,
  oneOf(count, object({ hard: count, soft: count }, { required: ['soft', 'hard'] })),
);
const fileReferences = list(
  oneOf(text, object({ source: text, target: text, uid: text, gid: text, mode: type('number', 'string') })),
);
const hook = object(
  { command, user: text, privileged: switchable, working_dir: text, environment: listOrMap },
  { required: ['command'] },
);
const deviceFields = {
  capabilities: uniqueTexts,
  count: type('string', 'integer'),
  device_ids: uniqueTexts,
  driver: text,
  options: listOrMap,
};
const limited = strict({ path: text, rate: count });
const weighted = strict({ path: text, weight: count });
const external: Schema = {
  types: ['boolean', 'string', 'object'],
  fields: { name: text },
  forms: [extension],
  closed: true,
};

const build = object({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: list(text),
  args: listOrMap,
  ssh: listOrMap,
  labels: listOrMap,
  cache_from: list(text),
  cache_to: list(text),
  no_cache: switchable,
  additional_contexts: listOrMap,
  network: text,
  provenance: type('string', 'boolean'),
  sbom: type('string', 'boolean'),
  pull: switchable,
  target: text,
  shm_size: count,
  extra_hosts: extraHosts,
  isolation: text,
  privileged: switchable,
  secrets: fileReferences,
  tags: list(text),
  ulimits,
  platforms: list(text),
});

const watch = list(
  object(
    {
      ignore: textOrList,
      include: textOrList,
      path: text,
      action: { types: ['string'], choices: ['rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'] },
      target: text,
      exec: hook,
      initial_sync: type('boolean'),
    },
    { required: ['path', 'action'] },
  ),
);

const updates = object({
  parallelism: count,
  delay: text,
  failure_action: text,
  monitor: text,
  max_failure_ratio: amount,
  order: { types: ['string'], choices: ['start-first', 'stop-first'] },
});

const deploy = object(
  {
    mode: text,
    endpoint_mode: text,
    replicas: count,
    labels: listOrMap,
    rollback_config: updates,
    update_config: updates,
    resources: object({
      limits: object({ cpus: amount, memory: text, pids: count }),
      reservations: object({
        cpus: amount,
        memory: text,
        generic_resources: list(object({ discrete_resource_spec: object({ kind: text, value: amount }) })),
        devices: list(object(deviceFields, { required: ['capabilities'] })),
      }),
    }),
    restart_policy: object({ condition: text, delay: text, max_attempts: count, window: text }),
    placement: object({
      constraints: list(text),
      preferences: list(object({ spread: text })),
      max_replicas_per_node: count,
    }),
  },
  { types: ['object', 'null'] },
);

const networks = oneOf(
  uniqueTexts,
  dictionary(
    name,
    oneOf(
      object({
        aliases: uniqueTexts,
        interface_name: text,
        ipv4_address: text,
        ipv6_address: text,
        link_local_ips: uniqueTexts,
        mac_address: text,
        driver_opts: options,
        priority: type('number'),
        gw_priority: type('number'),
      }),
      type('null'),
    ),
    { closed: true },
  ),
);

const dependsOn = oneOf(
  uniqueTexts,
  dictionary(
    name,
    object(
      {
        restart: switchable,
        required: type('boolean'),
        condition: {
          types: ['string'],
          choices: ['service_started', 'service_healthy', 'service_completed_successfully'],
        },
      },
      { required: ['condition'] },
    ),
    { closed: true },
  ),
);

const ports = list(
  oneOf(
    type('number'),
    text,
    object({
      name: text,
      mode: text,
      host_ip: text,
      target: count,
      published: type('string', 'integer'),
      protocol: text,
      app_protocol: text,
    }),
  ),
  { unique: true },
);

const volumes = list(
  oneOf(
    text,
    object(
      {
        type: { types: ['string'], choices: ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'] },
        source: text,
        target: text,
        read_only: switchable,
        consistency: text,
        bind: object({
          propagation: text,
          create_host_path: switchable,
          recursive: { types: ['string'], choices: ['enabled', 'disabled', 'writable', 'readonly'] },
          selinux: { types: ['string'], choices: ['z', 'Z'] },
        }),
        volume: object({ labels: listOrMap, nocopy: switchable, subpath: text }),
        tmpfs: object({ size: oneOf({ types: ['integer'], minimum: 0 }, text), mode: type('number', 'string') }),
        image: object({ subpath: text }),
      },
      { required: ['type'] },
    ),
  ),
  { unique: true },
);

const service = object({
  develop: object({ watch }, { types: ['object', 'null'] }),
  deploy,
  annotations: listOrMap,
  attach: switchable,
  build: oneOf(text, build),
  blkio_config: strict({
    device_read_bps: list(limited),
    device_read_iops: list(limited),
    device_write_bps: list(limited),
    device_write_iops: list(limited),
    weight: count,
    weight_device: list(weighted),
  }),
  cap_add: uniqueTexts,
  cap_drop: uniqueTexts,
  cgroup: { types: ['string'], choices: ['host', 'private'] },
  cgroup_parent: text,
  command,
  configs: fileReferences,
  container_name: { types: ['string'], pattern: '[a-zA-Z0-9][a-zA-Z0-9_.-]+' },
  cpu_count: oneOf(text, { types: ['integer'], minimum: 0 }),
  cpu_percent: oneOf(text, { types: ['integer'], minimum: 0, maximum: 100 }),
  cpu_shares: amount,
  cpu_quota: amount,
  cpu_period: amount,
  cpu_rt_period: amount,
  cpu_rt_runtime: amount,
  cpus: amount,
  cpuset: text,
  credential_spec: object({ config: text, file: text, registry: text }),
  depends_on: dependsOn,
  device_cgroup_rules: uniqueTexts,
  devices: list(oneOf(text, object({ source: text, target: text, permissions: text }, { required: ['source'] }))),
  dns: textOrList,
  dns_opt: uniqueTexts,
  dns_search: textOrList,
  domainname: text,
  entrypoint: command,
  env_file: oneOf(
    text,
    list(oneOf(text, strict({ path: text, format: text, required: switchable }, { required: ['path'] }))),
  ),
  label_file: oneOf(text, list(text)),
  environment: listOrMap,
  expose: list(type('string', 'number'), { unique: true }),
  extends: oneOf(text, strict({ service: text, file: text }, { required: ['service'] })),
  provider: object(
    {
      type: text,
      options: dictionary(
        /^.+$/,
        oneOf(type('string', 'number', 'boolean'), list(type('string', 'number', 'boolean'))),
      ),
    },
    { required: ['type'] },
  ),
  external_links: uniqueTexts,
  extra_hosts: extraHosts,
  gpus: oneOf({ types: ['string'], choices: ['all'] }, list({ types: ['object'], fields: deviceFields })),
  group_add: list(type('string', 'number'), { unique: true }),
  healthcheck: object({
    disable: switchable,
    interval: text,
    retries: amount,
    test: oneOf(text, list(text)),
    timeout: text,
    start_period: text,
    start_interval: text,
  }),
  hostname: text,
  image: text,
  init: switchable,
  ipc: text,
  isolation: text,
  labels: listOrMap,
  links: uniqueTexts,
  logging: object({ driver: text, options: dictionary(/^.+$/, type('string', 'number', 'null')) }),
  mac_address: text,
  mem_limit: amount,
  mem_reservation: type('string', 'integer'),
  mem_swappiness: count,
  memswap_limit: amount,
  network_mode: text,
  models: oneOf(
    uniqueTexts,
    dictionary(name, object({ endpoint_var: text, model_var: text }, { types: ['object', 'null'] })),
  ),
  networks,
  oom_kill_disable: switchable,
  oom_score_adj: oneOf(text, { types: ['integer'], minimum: -1000, maximum: 1000 }),
  pid: type('string', 'null'),
  pids_limit: amount,
  platform: text,
  ports,
  post_start: list(hook),
  pre_stop: list(hook),
  privileged: switchable,
  profiles: uniqueTexts,
  pull_policy: {
    types: ['string'],
    pattern: 'always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+',
  },
  pull_refresh_after: text,
  read_only: switchable,
  restart: text,
  runtime: text,
  scale: count,
  security_opt: uniqueTexts,
  shm_size: amount,
  secrets: fileReferences,
  sysctls: listOrMap,
  stdin_open: switchable,
  stop_grace_period: text,
  stop_signal: text,
  storage_opt: type('object'),
  tmpfs: textOrList,
  tty: switchable,
  ulimits,
  use_api_socket: type('boolean'),
  user: text,
  uts: text,
  userns_mode: text,
  volumes,
  volumes_from: uniqueTexts,
  working_dir: text,
});

const network = object(
  {
    name: text,
    driver: text,
    driver_opts: options,
    ipam: object({
      driver: text,
      config: list(
        object({
          subnet: text,
          ip_range: text,
          gateway: text,
          aux_addresses: dictionary(/^.+$/, text, { closed: true }),
        }),
      ),
      options: dictionary(/^.+$/, text, { closed: true }),
    }),
    external,
    internal: switchable,
    enable_ipv4: switchable,
    enable_ipv6: switchable,
    attachable: switchable,
    labels: listOrMap,
  },
  { types: ['object', 'null'] },
);

const volume = object(
  { name: text, driver: text, driver_opts: options, external, labels: listOrMap },
  { types: ['object', 'null'] },
);
const openExternal: Schema = { types: ['boolean', 'string', 'object'], fields: { name: text } };
const secret = object({
  name: text,
  environment: text,
  file: text,
  external: openExternal,
  labels: listOrMap,
  driver: text,
  driver_opts: options,
  template_driver: text,
});
const config = object({
  name: text,
  content: text,
  environment: text,
  file: text,
  external: openExternal,
  labels: listOrMap,
  template_driver: text,
});
const model = object(
  { name: text, model: text, context_size: type('integer'), runtime_flags: list(text) },
  { required: ['model'] },
);
const include = oneOf(text, strict({ path: textOrList, env_file: textOrList, project_directory: text }));

/** A whole file. */
export const composeSchema: Schema = object({
  version: text,
  name: text,
  include: list(include),
  services: dictionary(name, service, { closed: true }),
  models: dictionary(name, model),
  networks: dictionary(name, network),
  volumes: dictionary(name, volume, { closed: true }),
  secrets: dictionary(name, secret, { closed: true }),
  configs: dictionary(name, config, { closed: true }),
});
