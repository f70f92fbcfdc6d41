// Servers of applications by the names that binaries carry.
import type { Program } from '../../contract.ts';
import { alertmanager } from './alertmanager.ts';
import { caddy } from './caddy.ts';
import { consul } from './consul.ts';
import { elasticsearch, kibana, logstash } from './elastic.ts';
import { ghost } from './ghost.ts';
import { grafana } from './grafana.ts';
import { influxd } from './influxdb.ts';
import { java } from './java.ts';
import { minio } from './minio.ts';
import { mongoExpress } from './mongo-express.ts';
import { natsServer } from './nats.ts';
import { nodeExporter } from './node-exporter.ts';
import { pgadmin } from './pgadmin.ts';
import { portainer } from './portainer.ts';
import { prometheus } from './prometheus.ts';
import { rabbitmqServer, rabbitmqTool } from './rabbitmq.ts';
import { serve } from './serve.ts';
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
