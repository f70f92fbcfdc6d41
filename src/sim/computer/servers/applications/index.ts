// Servers of applications by the names that binaries carry.
import type { Program } from '../../contract.ts';
import { alertmanager } from './alertmanager.ts';
import { emqx, neo4j } from './brokers.ts';
import { odoo, redmine } from './business.ts';
import { caddy } from './caddy.ts';
import { consul } from './consul.ts';
import { elasticsearch, kibana, logstash } from './elastic.ts';
import { ghost } from './ghost.ts';
import { grafana } from './grafana.ts';
import { influxd } from './influxdb.ts';
import { java } from './java.ts';
import { confluentZooKeeper, kafka } from './kafka.ts';
import { minio } from './minio.ts';
import { mongoExpress } from './mongo-express.ts';
import { natsServer } from './nats.ts';
import { nginxProxy } from './nginx-proxy.ts';
import { nodeExporter } from './node-exporter.ts';
import { pgadmin } from './pgadmin.ts';
import { portainer } from './portainer.ts';
import { prometheus } from './prometheus.ts';
import { rabbitmqServer, rabbitmqTool } from './rabbitmq.ts';
import { serve } from './serve.ts';
import { jaeger, otelCollector, zipkin } from './telemetry.ts';
import { catalina } from './tomcat.ts';
import { traefik } from './traefik.ts';
import { vault } from './vault.ts';
import { cadvisor, visualizer, watchtower } from './watchers.ts';
import { zkServer } from './zookeeper.ts';

export const applications: Readonly<Record<string, Program>> = {
  alertmanager,
  caddy,
  cadvisor,
  'catalina.sh': catalina,
  'confluent-zookeeper': confluentZooKeeper,
  consul,
  emqx,
  eswrapper: elasticsearch,
  grafana,
  'grafana-server': grafana,
  ghost,
  influxd,
  java,
  jaeger,
  kafka,
  'kibana-docker': kibana,
  logstash,
  minio,
  'mongo-express': mongoExpress,
  'nats-server': natsServer,
  neo4j,
  'nginx-proxy': nginxProxy,
  node_exporter: nodeExporter,
  odoo,
  otelcol: otelCollector,
  'pgadmin-gunicorn': pgadmin,
  portainer,
  prometheus,
  'rabbitmq-diagnostics': rabbitmqTool,
  'rabbitmq-server': rabbitmqServer,
  rabbitmqctl: rabbitmqTool,
  redmine,
  serve,
  traefik,
  vault,
  visualizer,
  watchtower,
  'zkServer.sh': zkServer,
  zipkin,
};
