// What real registries have and the catalogue does not: such an image is not missing, it is not simulated.

import { listings } from './listing.ts';

/** Official images of Docker Hub, now or once, that the catalogue has no recipe for. */
const official = new Set(
  `aerospike alt amazoncorretto arangodb archlinux backdrop bonita cassandra celery chronograf cirros clearlinux clefos
  clojure consul convertigo couchbase couchdb crate crux dart django docker-dev eggdrop elixir emqx erlang express-gateway
  flink fluentd friendica gazebo geonetwork groovy haskell haxe hitch hylang ibm-semeru-runtimes ibmjava iojs irssi java
  jenkins jetty jobber joomla jruby julia kapacitor kong krakend lightstreamer liquibase mageia matomo mediawiki mono monica
  nats-streaming neo4j neurodebian nim nuxeo odoo open-liberty opensuse orientdb owncloud percona photon phpbb piwik plone
  postfixadmin pypy r-base rails rakudo-star redmine rethinkdb rocket.chat ros sapmachine satosa silverpeas sl solr
  sourcemage spark spiped storm swarm swift swipl teamspeak telegraf thrift tomee ubuntu-debootstrap ubuntu-upstart unit
  varnish vault websphere-liberty windowsservercore nanoserver xwiki yourls znc zulu`.split(/\s+/),
);

/** Namespaces of Docker Hub that publish images: of builds for other machines, of companies and projects. */
const publishers = new Set(
  `aarch64 amd64 arm32v5 arm32v6 arm32v7 arm64v8 armhf i386 mips64le ppc64le riscv64 s390x winamd64
  adoptopenjdk airbyte ajeetraina alexellis2 alpine amazon anchore apache apachepulsar aquasec archlinux arangodb atlassian
  axllent azul bitnami bitnamilegacy budibase buildpacksio calico centos chainguard cimg circleci clickhouse cloudflare
  codercom concourse confluentinc containous containrrr continuumio crazymax cypress danielgtaylor datadog denoland diamol
  docker dockereng dockeronwindows dockersamples dockercloud dotnet dpage drone elastic envoyproxy ethereum fluent fluxcd
  gitea gitlab gitpod gogs google goharbor golangci grafana graylog hadolint haproxytech hashicorp heroku homeassistant
  huggingface ibmcom influxdata istio jaegertracing jboss jenkins jenkinsci jess jfrog jupyter jupyterhub jwilder kalilinux
  kindest koalaman kong kubernetesui lachlanevenson langfuse langgenius lfedge library linkerd linuxserver locustio
  localstack louislam lukemathwalker mailhog mattermost metabase mhart microsoft minio mitmproxy moby mongodb mvdan n8nio
  natsio neo4j netdata nginx nginxdemos nginxinc nicolaka nixos nodered nvidia odoo ollama openfaas opensearchproject
  openjdk openresty opensuse openzipkin oven owasp owncloud percona pgvector phpmyadmin phusion pihole plantuml portainer
  postgis postman prefecthq projectdiscovery prom puppet pytorch qdrant rabbitmqoperator rancher rasa rayproject redis
  redislabs redocly renovate resin rocker rockylinux rust sameersbn scrapinghub selaworkshops selenium semgrep sickp sikalabs
  sixeyed snyk solr sonarsource sonatype spack spotify starefossen stefanprodan stefanscherer strm substrate swaggerapi
  swarmpit syncthing telegraf tensorflow tensorchord thanosio tianon tiangolo timescale tomcat traefik treeverse trufflesecurity
  tutum typesense unit uptime valkey vaultwarden vegardit verdaccio vllm wagoodman weaveworks webdevops wurstmeister yandex
  yugabytedb zabbix zenika zookeeper`.split(/\s+/),
);

/** What parts of tags say besides versions. */
const tagWords = new Set(
  `alpha alpine amd64 apache apt arm32v7 arm64 arm64v8 artful beta bionic bookworm bullseye buster buildpack ce centos cli
  composer core cosmic curl debian devel dind disco edge ee eoan enterprise erlang experimental extra fcgi focal fpm git groovy
  headless hirsute impish jammy jdk jessie jre karmic kinetic lite lts ltsc2019 ltsc2022 ltsc2025 lucid lunar main mainline
  management mantic maverick minimal nanoserver natty nightly noble oldoldstable oldstable onbuild oneiric oracle oracular otel
  perl php plucky precise preview quantal questing raring rc rootless runtime saucy scm sdk sid slim source stable stretch
  testing trixie trusty ubi ubi8 ubi9 ubuntu unprivileged unstable utopic vivid wheezy wily windows windowsservercore xenial
  yakkety zesty zts`.split(/\s+/),
);

/** Whether Docker Hub has a repository (`library/ros`, `nvidia/cuda`) that the catalogue lacks, as far as is known here. */
export function isBeyondHub(name: string): boolean {
  if (listings.some((listing) => `library/${listing.name}` === name || listing.name === name)) return true;
  const [namespace = '', repository = ''] = name.split('/');
  return namespace === 'library' ? official.has(repository) : publishers.has(namespace);
}

/** Whether a reference is of the kind that a repository with these tags has: an earlier version, another variant, a digest. */
export function isBeyondTags(tags: readonly string[], reference: string): boolean {
  if (reference.startsWith('sha256:')) return new Set(reference.slice('sha256:'.length)).size > 8;
  const known = new Set(tags.flatMap((tag) => tag.split('-')).filter((word) => !/^\d/.test(word)));
  const [first = '', ...rest] = reference.split(/[-_+]/);
  const likely = (word: string): boolean => known.has(word) || tagWords.has(word) || isVersion(word);
  if (!rest.every(likely)) return false;
  if (!/^v?\d/.test(first)) return tagWords.has(first) && !tags.includes(reference);
  if (!isVersion(first)) return false;
  const asked = numbersOf(first);
  const newest = tags
    .filter((tag) => /^v?\d+(?:\.\d+)+$/.test(tag))
    .map(numbersOf)
    .sort(compare)
    .at(-1);
  if (newest === undefined) return false;
  // Series that came out since the catalogue was made carry on from its newest.
  const next = asked[0] === newest[0] && (asked[1] ?? 0) <= (newest[1] ?? 0) + 3;
  return next || compare(asked, newest) <= 0;
}

/** `3.12`, `v2`, `8u292`, `alpine3.19`, `rc1`, `b10`. */
const isVersion = (word: string): boolean =>
  /^(?:v|rc|beta|alpha|alpine|deb|fc|ubuntu|b|r|p|jdk|jre|jdk8u)?\d+(?:[.u]\d+)*(?:rc\d+|[a-c]\d*)?$/.test(word);

const numbersOf = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
