// What Docker Hub tells of its repositories in a search: stars and a line of description.

/** A repository as a search finds it. */
export interface Listing {
  /** `nginx`, `bitnami/redis`. */
  readonly name: string;
  readonly stars: number;
  readonly official: boolean;
  readonly description: string;
}

/** name|stars|description */
const lines = `
nginx|21000|Web server that also passes requests on, and balances load between servers.
ubuntu|17700|Linux for everybody, by Canonical: a base system with apt.
alpine|11400|A minimal Linux on musl and BusyBox with a complete package index, in 8 MB.
busybox|3430|The small tools of a Unix system in one program.
debian|5200|A Linux system made of free software only.
hello-world|2500|The smallest test that everything works.
python|10300|A language that reads well, for everything from scripts to science.
node|14000|JavaScript outside of the browser, for servers and tools.
golang|5100|Go: a compiled language with concurrency built in.
openjdk|4100|Java as its reference implementation has it; no longer updated here.
eclipse-temurin|640|Builds of OpenJDK by the Adoptium project.
maven|1750|Builds and manages projects in Java.
gradle|430|Builds projects in Java, Kotlin and other languages.
ruby|2500|A language made to please programmers.
php|7900|A language for web pages that are made on the server.
composer|1450|Manages the packages of PHP projects.
perl|420|A practical language for text and much else.
rust|1480|A language for software that is fast and does not crash.
gcc|960|The GNU compilers for C, C++, Fortran and Go.
bash|380|The Bourne-again shell, in its versions.
redis|13500|Keeps data structures in memory, as database, cache and message broker.
postgres|14800|PostgreSQL: a relational database with objects, known for its reliability.
mysql|16000|The most used free relational database.
mariadb|6000|A relational database that began as MySQL, by its first authors.
mongo|10600|MongoDB: a database of documents.
memcached|2400|A cache in memory, spread over machines.
rabbitmq|5300|A message broker that speaks several protocols.
elasticsearch|6500|Finds and analyses what it was given, at once.
kibana|2800|Shows what Elasticsearch holds.
logstash|2200|Takes in, changes and passes on events and logs.
zookeeper|1460|Coordinates what is distributed over machines.
nats|620|Messages between programs in the cloud.
influxdb|2100|A database of time series.
httpd|4900|The Apache web server.
caddy|920|A web server that looks after HTTPS by itself.
traefik|3600|A proxy that finds its services by itself.
haproxy|2050|Balances load of TCP and HTTP.
tomcat|3800|Apache Tomcat: servlets and pages in Java.
registry|4200|Distribution's registry: keeps and gives out images.
docker|2500|Docker in Docker.
wordpress|6100|Writes and publishes web sites, with plugins for everything.
nextcloud|4500|Files, calendars and contacts on a server of one's own.
phpmyadmin|1250|MySQL and MariaDB in the browser.
drupal|1120|Manages the content of web sites.
adminer|790|Databases in one page of PHP.
ghost|1800|A platform for publications.
mongo-express|1540|MongoDB in the browser.
sonarqube|2300|Looks for faults in code.
fedora|1280|Fedora Linux.
centos|7800|CentOS Linux; no longer updated.
rockylinux|210|Rocky Linux: a community's enterprise system.
almalinux|150|AlmaLinux: a community's enterprise system.
oraclelinux|1030|Oracle Linux.
amazonlinux|1130|Amazon Linux, as on Amazon's machines.
buildpack-deps|300|Debian with what most builds need.
nginxdemos/hello|270|A page by NGINX that tells which server sent it.
hashicorp/consul|140|Finds services and checks their health.
hashicorp/vault|250|Keeps secrets.
hashicorp/http-echo|55|A server that answers with the text that it was given.
minio/minio|990|Keeps objects as Amazon S3 does.
phpmyadmin/phpmyadmin|1240|MySQL and MariaDB in the browser.
jenkins/jenkins|4100|Builds, tests and delivers.
grafana/grafana|3200|Dashboards of all that is measured.
prom/prometheus|2050|Watches systems and raises alarms.
prom/alertmanager|210|Sends Prometheus's alarms where they belong.
prom/node-exporter|330|Measures a machine for Prometheus.
google/cadvisor|420|Shows what containers use.
portainer/portainer-ce|2500|Manages containers in the browser.
portainer/portainer|2400|Manages containers in the browser; superseded by portainer-ce.
dpage/pgadmin4|1350|PostgreSQL in the browser.
curlimages/curl|330|curl, by its authors.
alpine/git|270|Git on Alpine.
alpine/curl|45|curl on Alpine.
docker/whalesay|800|A whale that says something.
docker/getting-started|380|The tutorial of Docker Desktop.
docker/welcome-to-docker|90|A page for whoever ran a first container.
nicolaka/netshoot|980|Tools to find out what is wrong with a network.
redmine|1200|Manages projects, issues and wikis.
odoo|1300|Applications for companies: sales, stock, accounts.
neo4j|1400|A database of graphs.
emqx|110|A broker of messages over MQTT.
apache/kafka|340|Streams of events, kept in logs.
confluentinc/cp-kafka|330|Streams of events, kept in logs, in Confluent's packaging.
confluentinc/cp-zookeeper|150|Coordinates distributed systems, in Confluent's packaging.
wurstmeister/kafka|1590|Streams of events in several versions.
jaegertracing/all-in-one|250|Collects traces of requests and shows them.
openzipkin/zipkin|370|Collects traces of requests and shows them.
otel/opentelemetry-collector|150|Receives, processes and passes on telemetry.
otel/opentelemetry-collector-contrib|90|The same with the parts that the community adds.
praqma/network-multitool|90|Tools for networks, and a page that tells who answers.
wbitt/network-multitool|40|Tools for networks, and a page that tells who answers.
bretfisher/examplevotingapp_vote|3|The sample application's page to vote on.
bretfisher/examplevotingapp_result|3|The sample application's page of results.
bretfisher/examplevotingapp_worker|3|The sample application's worker.
nginxproxy/nginx-proxy|180|nginx as a proxy that finds containers by itself.
dockersamples/examplevotingapp_vote|30|The sample application's page to vote on.
dockersamples/examplevotingapp_result|25|The sample application's page of results.
dockersamples/examplevotingapp_worker|20|The sample application's worker.
dockersamples/visualizer|180|Shows the services of a swarm.
dockersamples/static-site|60|A page in a container.
prakhar1989/static-site|40|A page in a container, for a course.
traefik/whoami|130|A tiny server that tells what it was sent.
containous/whoami|40|A tiny server that tells what it was sent; now traefik/whoami.
jwilder/whoami|60|A tiny server that tells its container's id.
jwilder/nginx-proxy|2300|nginx as a proxy that finds containers by itself.
wagoodman/dive|120|Looks into the layers of an image.
hadolint/hadolint|230|Checks Dockerfiles.
aquasec/trivy|410|Looks for known holes in images.
amazon/aws-cli|240|The command line of Amazon Web Services.
moby/buildkit|110|Builds images.
containrrr/watchtower|1100|Restarts containers when their images have changed.
`;

/** All repositories that a search may find. */
export const listings: readonly Listing[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', stars = '0', description = ''] = line.split('|');
    return { name, stars: Number(stars), official: !name.includes('/'), description };
  });
