// Servers of applications by the names that binaries carry.
import type { Program } from '../../contract.ts';
import { alertmanager } from './alertmanager.ts';
import { caddy } from './caddy.ts';
import { elasticsearch, kibana, logstash } from './elastic.ts';
import { grafana } from './grafana.ts';
import { catalina, java, zkServer } from './java.ts';
import { natsServer } from './nats.ts';
import { nodeExporter } from './node-exporter.ts';
import { ghost, mongoExpress, serve } from './on-node.ts';
import { pgadmin } from './pgadmin.ts';
import { portainer } from './portainer.ts';
import { prometheus } from './prometheus.ts';
import { rabbitmqServer, rabbitmqTool } from './rabbitmq.ts';
import { consul, influxd, minio, vault } from './stores.ts';
import { traefik } from './traefik.ts';
import { cadvisor, visualizer, watchtower } from './watchers.ts';

export const applications: Readonly<Record<string, Program>> = {
  alertmanager,
  caddy,
  cadvisor,
  'catalina.sh': catalina,
  consul,
  eswrapper: elasticsearch,
  grafana,
  'grafana-server': grafana,
  ghost,
  influxd,
  java,
  'kibana-docker': kibana,
  logstash,
  minio,
  'mongo-express': mongoExpress,
  'nats-server': natsServer,
  node_exporter: nodeExporter,
  'pgadmin-gunicorn': pgadmin,
  portainer,
  prometheus,
  'rabbitmq-diagnostics': rabbitmqTool,
  'rabbitmq-server': rabbitmqServer,
  rabbitmqctl: rabbitmqTool,
  serve,
  traefik,
  vault,
  visualizer,
  watchtower,
  'zkServer.sh': zkServer,
};
