// Docker Hub's images. One more image is one more file beside these and its line here: the repositories that the file
// fills, and how it is loaded. Names without a namespace are official images (`library/`).
import { load, type Task } from '../../kernel/task.ts';
import { catalogueSource } from './catalogue-image.ts';
import { isBeyondHub, isBeyondTags } from './beyond.ts';
import type { Source } from '../source.ts';
import type { CatalogueImage } from './catalogue-image.ts';

type Loader = () => Promise<readonly CatalogueImage[]>;

/** Families of Docker Hub's images: names of repositories separated by blanks, and what loads them. */
export const families: readonly (readonly [repositories: string, load: Loader])[] = [
  ['hello-world', async () => (await import('./hello-world.ts')).helloWorld],
  ['busybox', async () => (await import('./busybox.ts')).busybox],
  ['alpine', async () => (await import('./alpine.ts')).alpine],
  ['debian', async () => (await import('./debian.ts')).debian],
  ['ubuntu', async () => (await import('./ubuntu.ts')).ubuntu],
  [
    'fedora rockylinux almalinux centos oraclelinux amazonlinux',
    async () => (await import('./rpm-systems.ts')).rpmSystems,
  ],
  ['buildpack-deps', async () => (await import('./buildpack-deps.ts')).buildpackDeps],
  ['nginx', async () => (await import('./nginx.ts')).nginx],
  ['httpd caddy traefik haproxy tomcat nginxdemos/hello', async () => (await import('./web-servers.ts')).webServers],
  ['python', async () => (await import('./python.ts')).python],
  ['node', async () => (await import('./node.ts')).node],
  ['eclipse-temurin openjdk maven gradle', async () => (await import('./java.ts')).java],
  ['php composer', async () => (await import('./php.ts')).phpImages],
  ['golang rust gcc ruby perl bash', async () => (await import('./languages.ts')).languages],
  ['redis', async () => (await import('./redis.ts')).redis],
  ['postgres', async () => (await import('./postgres.ts')).postgres],
  ['mysql mariadb', async () => (await import('./mysql.ts')).mysqlImages],
  ['registry', async () => (await import('./registry-image.ts')).registryImage],
  [
    `memcached mongo rabbitmq elasticsearch kibana logstash zookeeper nats influxdb hashicorp/consul hashicorp/vault
    minio/minio`,
    async () => (await import('./stores.ts')).stores,
  ],
  [
    `wordpress nextcloud phpmyadmin phpmyadmin/phpmyadmin drupal adminer ghost mongo-express jenkins/jenkins sonarqube
    grafana/grafana prom/prometheus prom/alertmanager prom/node-exporter google/cadvisor portainer/portainer-ce
    portainer/portainer dpage/pgadmin4`,
    async () => (await import('./applications.ts')).applications,
  ],
  [
    `praqma/network-multitool wbitt/network-multitool jaegertracing/all-in-one openzipkin/zipkin otel/opentelemetry-collector
    otel/opentelemetry-collector-contrib confluentinc/cp-zookeeper confluentinc/cp-kafka apache/kafka wurstmeister/kafka
    emqx neo4j odoo redmine`,
    async () => (await import('./services.ts')).services,
  ],
  [
    `curlimages/curl alpine/git alpine/curl docker/whalesay docker/getting-started docker/welcome-to-docker
    nicolaka/netshoot docker dockersamples/examplevotingapp_vote dockersamples/examplevotingapp_result
    dockersamples/examplevotingapp_worker bretfisher/examplevotingapp_vote bretfisher/examplevotingapp_result
    bretfisher/examplevotingapp_worker dockersamples/visualizer dockersamples/static-site prakhar1989/static-site traefik/whoami
    containous/whoami jwilder/whoami hashicorp/http-echo jwilder/nginx-proxy nginxproxy/nginx-proxy wagoodman/dive hadolint/hadolint
    aquasec/trivy amazon/aws-cli moby/buildkit containrrr/watchtower`,
    async () => (await import('./tools.ts')).tools,
  ],
];

/** The images as Docker Hub offers them: a family is loaded when it is first asked for, an image built when it is. */
export const hubSource: Source = withBeyond(lazySource(families, 'library/'));

const microsoft: readonly (readonly [repositories: string, load: Loader])[] = [
  [
    'dotnet/runtime-deps dotnet/runtime dotnet/aspnet dotnet/sdk',
    async () => (await import('./languages.ts')).dotnetCatalogue,
  ],
];

/** The images that Microsoft keeps at a registry of its own. */
export const microsoftSource: Source = { ...lazySource(microsoft, ''), isBeyond: () => true };

/** Docker Hub's source, which knows of repositories and tags that it lacks. */
function withBeyond(source: Source): Source {
  return {
    ...source,
    isBeyond: (name, reference) => {
      const tags = source.repository(name)?.tags;
      return tags ? isBeyondTags(tags, reference) : isBeyondHub(name);
    },
  };
}

function lazySource(of: typeof families, prefix: string): Source {
  const loaders = new Map<string, Loader>();
  for (const [repositories, loader] of of)
    for (const name of repositories.split(/\s+/)) loaders.set(name.includes('/') ? name : `${prefix}${name}`, loader);
  const sources = new Map<Loader, Source>();
  return {
    names: [...loaders.keys()],
    *prepare(name): Task {
      const loader = loaders.get(name);
      if (!loader) return;
      const images = yield* load(loader);
      if (!sources.has(loader)) sources.set(loader, catalogueSource(images));
    },
    repository: (name) => {
      const loader = loaders.get(name);
      return loader && sources.get(loader)?.repository(name);
    },
  };
}
