// What INFO tells (genRedisInfoString in server.c): sections of lines, each a name and a value.
import type { Server } from './server.ts';

type Lines = readonly (readonly [name: string, value: string | number])[];

/** 1.02M, 876.03K: bytes for people. */
export function humanBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes}B`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(2)}${'KMGT'.charAt(power - 1)}`;
}

function serverLines(server: Server): Lines {
  const { version, processId, executable, machineRelease } = server.parts;
  const uptime = Math.floor((server.now() - server.startedAt) / 1000);
  return [
    ['redis_version', version], ['redis_git_sha1', '00000000'], ['redis_git_dirty', 0],
    ['redis_build_id', '61fd8d5ff4c2a7e1'], ['redis_mode', 'standalone'], ['os', `Linux ${machineRelease} x86_64`],
    ['arch_bits', 64], ['monotonic_clock', 'POSIX clock_gettime'], ['multiplexing_api', 'epoll'],
    ['atomicvar_api', 'c11-builtin'], ['gcc_version', '12.2.0'], ['process_id', processId], ['process_supervised', 'no'],
    ['run_id', server.runId], ['tcp_port', server.settings.get('port') ?? ''],
    ['server_time_usec', Math.floor(server.now() * 1000)], ['uptime_in_seconds', uptime],
    ['uptime_in_days', Math.floor(uptime / 86_400)], ['hz', 10], ['configured_hz', server.settings.get('hz') ?? ''],
    ['executable', executable], ['config_file', server.parts.configurationFile], ['io_threads_active', 0],
  ]; // prettier-ignore
}

function clientLines(server: Server): Lines {
  return [
    ['connected_clients', server.clients.size], ['cluster_connections', 0],
    ['maxclients', server.settings.get('maxclients') ?? ''], ['blocked_clients', server.waitingClients],
    ['tracking_clients', 0],
  ]; // prettier-ignore
}

function memoryLines(server: Server): Lines {
  const used = server.memory;
  const resident = server.residentMemory;
  const limit = Number(server.settings.get('maxmemory'));
  const { peak } = server.stats;
  return [
    ['used_memory', used], ['used_memory_human', humanBytes(used)], ['used_memory_rss', resident],
    ['used_memory_rss_human', humanBytes(resident)], ['used_memory_peak', peak],
    ['used_memory_peak_human', humanBytes(peak)], ['used_memory_peak_perc', `${((100 * used) / peak).toFixed(2)}%`],
    ['total_system_memory', server.parts.machineMemory],
    ['total_system_memory_human', humanBytes(server.parts.machineMemory)], ['maxmemory', limit],
    ['maxmemory_human', humanBytes(limit)], ['maxmemory_policy', server.settings.get('maxmemory-policy') ?? ''],
    ['mem_fragmentation_ratio', (resident / used).toFixed(2)], ['mem_allocator', 'jemalloc-5.3.0'],
  ]; // prettier-ignore
}

function persistenceLines(server: Server): Lines {
  const { persistence } = server.parts;
  return [
    ['loading', 0], ['rdb_changes_since_last_save', server.dirty],
    ['rdb_bgsave_in_progress', Number(persistence.busy === 'save')], ['rdb_last_save_time', persistence.lastSave],
    ['rdb_last_bgsave_status', persistence.broken ? 'err' : 'ok'], ['rdb_saves', persistence.saves],
    ['aof_enabled', Number(persistence.appends)], ['aof_rewrite_in_progress', Number(persistence.busy === 'rewrite')],
    ['aof_last_bgrewrite_status', 'ok'], ['aof_last_write_status', 'ok'],
  ]; // prettier-ignore
}

function statLines({ stats, pubsub, errors }: Server): Lines {
  return [
    ['total_connections_received', stats.connections], ['total_commands_processed', stats.commands],
    ['total_net_input_bytes', stats.input], ['total_net_output_bytes', stats.output],
    ['rejected_connections', stats.rejected], ['expired_keys', stats.expired], ['evicted_keys', stats.evicted],
    ['keyspace_hits', stats.hits], ['keyspace_misses', stats.misses], ['pubsub_channels', pubsub.channels.size],
    ['pubsub_patterns', pubsub.patterns.size],
    ['total_error_replies', [...errors.values()].reduce((sum, count) => sum + count, 0)],
  ]; // prettier-ignore
}

const sections: Readonly<Record<string, (server: Server) => Lines>> = {
  Server: serverLines,
  Clients: clientLines,
  Memory: memoryLines,
  Persistence: persistenceLines,
  Stats: statLines,
  Replication: ({ runId }) => [
    ['role', 'master'], ['connected_slaves', 0], ['master_failover_state', 'no-failover'], ['master_replid', runId],
    ['master_replid2', '0'.repeat(40)], ['master_repl_offset', 0], ['second_repl_offset', -1],
    ['repl_backlog_active', 0], ['repl_backlog_size', 1_048_576], ['repl_backlog_first_byte_offset', 0],
    ['repl_backlog_histlen', 0],
  ], // prettier-ignore
  CPU: ({ parts }) => [['used_cpu_user', (parts.cpuTime() / 1000).toFixed(6)]],
  Modules: () => [],
  Errorstats: ({ errors }) => [...errors].map(([kind, count]) => [`errorstat_${kind}`, `count=${count}`]),
  Cluster: () => [['cluster_enabled', 0]],
  Keyspace: ({ databases, now }) =>
    databases
      .filter(({ size }) => size > 0)
      .map(({ index, entries }) => {
        const times = [...entries.values()].flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt]));
        const left = times.reduce((sum, at) => sum + at, 0) / Math.max(1, times.length);
        const average = times.length === 0 ? 0 : Math.floor(left - now());
        return [`db${index}`, `keys=${entries.size},expires=${times.length},avg_ttl=${average}`];
      }),
};

/** The text of INFO, or of the sections asked for. */
export function infoText(server: Server, wanted: readonly string[]): string {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const all = names.size === 0 || ['all', 'default', 'everything'].some((name) => names.has(name));
  return Object.entries(sections)
    .filter(([name]) => all || names.has(name.toLowerCase()))
    .map(
      ([name, lines]) =>
        `# ${name}\r\n${lines(server)
          .map(([key, value]) => `${key}:${value}\r\n`)
          .join('')}`,
    ) // prettier-ignore
    .join('\r\n');
}
