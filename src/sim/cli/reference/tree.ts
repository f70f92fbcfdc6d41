// The whole tree of docker commands and their flags, as data, in the notation that `notation.ts` reads: recorded from the
// help, the argument errors and the flag errors of Docker 28.5.2, buildx 0.29.1 and Compose 2.40.3.
// A line starts a command: path, usage | arguments (min-max, `+` open), `stop` = flags end at the first argument, `cobra` = arguments
// counted in cobra's own words, alias:…, in:manager|active = listed only in a swarm. Indented lines hold its flags: short,name:type=default,
// `!` = not listed in the help, `^` = listed on a swarm manager only. `a = b`: the same command under another path; `a > b`: hands over to b.

/** Every command of the client. */
export const commandTree = `
docker
  config:string c,context:string D,debug H,host:string l,log-level:string=info tls tlscacert:string tlscert:string
  tlskey:string tlsverify v,version
login [OPTIONS] [SERVER] | 0-1 top
  p,password:string password-stdin u,username:string
logout [SERVER] | 0-1 top
search [OPTIONS] TERM | 1 top
  f,filter:filter format:string limit:int no-trunc
version [OPTIONS] | 0 top
  f,format:string
buildx | group plugin
  builder:string D,debug
buildx history | group
  builder:string D,debug
buildx history inspect [OPTIONS] [REF] | 0-1 cobra
  builder:string D,debug format:string=pretty
buildx history inspect attachment [OPTIONS] [REF [DIGEST]] | 0-2 cobra
  builder:string D,debug platform:string type:string
buildx history export [OPTIONS] [REF...] | 0+
  all builder:string D,debug finalize o,output:string
buildx history import [OPTIONS] - | 0 cobra
  builder:string D,debug f,file:stringArray
buildx history logs [OPTIONS] [REF] | 0-1 cobra
  builder:string D,debug progress:string=plain
buildx history ls [OPTIONS] | 0
  builder:string D,debug filter:stringArray format:string=table local no-trunc
buildx history open [OPTIONS] [REF] | 0-1 cobra
  builder:string D,debug
buildx history rm [OPTIONS] [REF...] | 0+
  all builder:string D,debug
buildx imagetools | group
  builder:string D,debug
buildx imagetools create [OPTIONS] [SOURCE...] | 0+
  annotation:stringArray append builder:string D,debug dry-run f,file:stringArray p,platform:stringArray
  prefer-index=true progress:string=auto t,tag:stringArray
buildx imagetools inspect [OPTIONS] NAME | 1
  builder:string D,debug format:string raw
buildx bake [OPTIONS] [TARGET...] | 0+ alias:f
  allow:stringArray builder:string call:string=build check D,debug f,file:stringArray list:string load
  metadata-file:string no-cache print progress:string=auto provenance:string pull push sbom:string set:stringArray
buildx build [OPTIONS] PATH | URL | - | 1 alias:b
  add-host:strings allow:stringArray annotation:stringArray attest:stringArray build-arg:stringArray
  build-context:stringArray builder:string cache-from:stringArray cache-to:stringArray call:string=build
  cgroup-parent:string check D,debug f,file:string iidfile:string label:stringArray load metadata-file:string
  network:string=default no-cache no-cache-filter:stringArray o,output:stringArray platform:stringArray
  progress:string=auto provenance:string pull push q,quiet sbom:string secret:stringArray shm-size:bytes
  ssh:stringArray t,tag:stringArray target:string ulimit:ulimit=[] !compress !cpu-period:int !cpu-quota:int
  !c,cpu-shares:int !cpuset-cpus:string !cpuset-mems:string !force-rm !isolation:string !m,memory:string
  !memory-swap:string !print:string !rm=true !security-opt:strings !squash
buildx create [OPTIONS] [CONTEXT|ENDPOINT] | 0-1
  append bootstrap buildkitd-config:string buildkitd-flags:string D,debug driver:string driver-opt:stringArray leave
  name:string node:string platform:stringArray use
buildx dial-stdio | 0 cobra
  builder:string D,debug platform:string progress:string=none
buildx du | 0
  builder:string D,debug filter:filter format:string verbose
buildx inspect [NAME] | 0-1
  bootstrap builder:string D,debug
buildx ls | 0 exact
  D,debug format:string=table no-trunc
buildx prune | 0
  a,all builder:string D,debug filter:filter f,force max-used-space:bytes min-free-space:bytes reserved-space:bytes
  verbose !keep-storage:bytes
buildx rm [OPTIONS] [NAME...] | 0+
  all-inactive builder:string D,debug f,force keep-daemon keep-state
buildx stop [NAME] | 0-1
  builder:string D,debug
buildx use [OPTIONS] NAME | 0-1
  builder:string D,debug default global
buildx version | 0 exact
  D,debug
compose | group plugin stop
  all-resources ansi:string=auto compatibility dry-run env-file:stringArray f,file:stringArray parallel:int=-1
  profile:stringArray progress:string project-directory:string p,project-name:string !no-ansi !verbose !workdir:string !v,version
compose bridge | group
  dry-run
compose bridge convert | 0+
  dry-run o,output:string=out templates:string t,transformation:stringArray
compose attach [OPTIONS] SERVICE | 1+ cobra
  detach-keys:string dry-run index:int no-stdin sig-proxy=true
compose build [OPTIONS] [SERVICE...] | 0+
  build-arg:stringArray builder:string check dry-run m,memory:bytes no-cache print provenance:string pull push q,quiet
  sbom:string ssh:string with-dependencies !compress !force-rm !no-rm !parallel=true !progress:string
compose commit [OPTIONS] SERVICE [REPOSITORY[:TAG]] | 1-2 cobra
  a,author:string c,change:list dry-run index:int m,message:string p,pause=true
compose config [OPTIONS] [SERVICE...] | 0+
  dry-run environment format:string hash:string images lock-image-digests models networks no-consistency
  no-env-resolution no-interpolate no-normalize no-path-resolution o,output:string profiles q,quiet
  resolve-image-digests services variables volumes
compose cp [OPTIONS] SERVICE:SRC_PATH DEST_PATH|- | 2
  usage compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH
  all a,archive dry-run L,follow-link index:int
compose create [OPTIONS] [SERVICE...] | 0+
  build dry-run force-recreate no-build no-recreate pull:string=policy quiet-pull remove-orphans scale:scale y,yes
compose down [OPTIONS] [SERVICES] | 0+
  dry-run remove-orphans rmi:string t,timeout:int v,volumes
compose events [OPTIONS] [SERVICE...] | 0+
  dry-run json since:string until:string
compose exec [OPTIONS] SERVICE COMMAND [ARGS...] | 2+ cobra stop
  d,detach dry-run e,env:stringArray index:int T,no-tty=true privileged u,user:string w,workdir:string
  !i,interactive=true !t,tty=true
compose export [OPTIONS] SERVICE | 1+ cobra
  dry-run index:int o,output:string
compose images [OPTIONS] [SERVICE...] | 0+
  dry-run format:string=table q,quiet
compose kill [OPTIONS] [SERVICE...] | 0+
  dry-run remove-orphans s,signal:string=SIGKILL
compose logs [OPTIONS] [SERVICE...] | 0+
  dry-run f,follow index:int no-color no-log-prefix since:string n,tail:string=all t,timestamps until:string
compose ls [OPTIONS] | 0 cobra
  a,all dry-run filter:filter format:string=table q,quiet
compose pause [SERVICE...] | 0+
  dry-run
compose port [OPTIONS] SERVICE PRIVATE_PORT | 2+ cobra
  dry-run index:int protocol:string=tcp
compose ps [OPTIONS] [SERVICE...] | 0+
  a,all dry-run filter:string format:string=table no-trunc orphans=true q,quiet services status:stringArray
compose publish [OPTIONS] REPOSITORY[:TAG] | 1
  app dry-run oci-version:string resolve-image-digests with-env y,yes
compose pull [OPTIONS] [SERVICE...] | 0+
  dry-run ignore-buildable ignore-pull-failures include-deps policy:string q,quiet !no-parallel !parallel=true
compose push [OPTIONS] [SERVICE...] | 0+
  dry-run ignore-push-failures include-deps q,quiet
compose restart [OPTIONS] [SERVICE...] | 0+
  dry-run no-deps t,timeout:int
compose rm [OPTIONS] [SERVICE...] | 0+
  dry-run f,force s,stop v,volumes
compose run [OPTIONS] SERVICE [COMMAND] [ARGS...] | 1+ cobra stop
  build cap-add:list cap-drop:list d,detach dry-run entrypoint:string e,env:stringArray env-from-file:stringArray
  i,interactive=true l,label:stringArray name:string T,no-TTY=true no-deps p,publish:stringArray pull:string=policy
  q,quiet quiet-build quiet-pull remove-orphans rm P,service-ports use-aliases u,user:string v,volume:stringArray
  w,workdir:string !t,tty=true
compose scale [SERVICE=REPLICAS...] | 1+ cobra
  dry-run no-deps
compose start [SERVICE...] | 0+
  dry-run
compose stats [OPTIONS] [SERVICE] | 0-1 cobra
  a,all dry-run format:string no-stream no-trunc
compose stop [OPTIONS] [SERVICE...] | 0+
  dry-run t,timeout:int
compose top [SERVICES...] | 0+
  dry-run
compose unpause [SERVICE...] | 0+
  dry-run
compose up [OPTIONS] [SERVICE...] | 0+
  abort-on-container-exit abort-on-container-failure always-recreate-deps attach:stringArray attach-dependencies build
  d,detach dry-run exit-code-from:string force-recreate menu no-attach:stringArray no-build no-color no-deps
  no-log-prefix no-recreate no-start pull:string=policy quiet-build quiet-pull remove-orphans V,renew-anon-volumes
  scale:scale t,timeout:int timestamps wait wait-timeout:int w,watch y,yes
compose version [OPTIONS] | 0 cobra
  dry-run f,format:string short
compose volumes [OPTIONS] [SERVICE...] | 0+
  dry-run format:string=table q,quiet
compose wait SERVICE [SERVICE...] [OPTIONS] | 1+
  down-project dry-run
compose watch [SERVICE...] | 0+
  dry-run no-up prune=true quiet
container | group
container attach [OPTIONS] CONTAINER | 1
  detach-keys:string no-stdin sig-proxy=true
container commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]] | 1-2 stop
  a,author:string c,change:list m,message:string p,pause=true
container cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|- | 2
  usage cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH
  a,archive L,follow-link q,quiet
container create [OPTIONS] IMAGE [COMMAND] [ARG...] | 1+ stop
  add-host:list annotation:map=map[] a,attach:list blkio-weight:uint16 blkio-weight-device:list=[] cap-add:list
  cap-drop:list cgroup-parent:string cgroupns:string cidfile:string cpu-period:int cpu-quota:int cpu-rt-period:int
  cpu-rt-runtime:int c,cpu-shares:int cpus:decimal cpuset-cpus:string cpuset-mems:string device:list
  device-cgroup-rule:list device-read-bps:list=[] device-read-iops:list=[] device-write-bps:list=[]
  device-write-iops:list=[] disable-content-trust=true dns:list dns-option:list dns-search:list domainname:string
  entrypoint:string e,env:list env-file:list expose:list gpus:gpu-request group-add:list health-cmd:string
  health-interval:duration health-retries:int health-start-interval:duration health-start-period:duration
  health-timeout:duration help h,hostname:string init i,interactive ip:string ip6:string ipc:string isolation:string
  kernel-memory:bytes l,label:list label-file:list link:list link-local-ip:list log-driver:string log-opt:list
  mac-address:string m,memory:bytes memory-reservation:bytes memory-swap:bytes memory-swappiness:int=-1 mount:mount
  name:string network:network network-alias:list no-healthcheck oom-kill-disable oom-score-adj:int pid:string
  pids-limit:int platform:string privileged p,publish:list P,publish-all pull:string=missing q,quiet read-only
  restart:string=no rm runtime:string security-opt:list shm-size:bytes stop-signal:string stop-timeout:int
  storage-opt:list sysctl:map=map[] tmpfs:list t,tty ulimit:ulimit=[] use-api-socket u,user:string userns:string
  uts:string v,volume:list volume-driver:string volumes-from:list w,workdir:string !cpu-count:int !cpu-percent:int
  !dns-opt:list !io-maxbandwidth:bytes !io-maxiops:uint !net:network !net-alias:list
container diff CONTAINER | 1
container exec [OPTIONS] CONTAINER COMMAND [ARG...] | 2+ stop
  d,detach detach-keys:string e,env:list env-file:list i,interactive privileged t,tty u,user:string w,workdir:string
container export [OPTIONS] CONTAINER | 1
  o,output:string
container inspect [OPTIONS] CONTAINER [CONTAINER...] | 1+
  f,format:string s,size
container kill [OPTIONS] CONTAINER [CONTAINER...] | 1+
  s,signal:string
container logs [OPTIONS] CONTAINER | 1
  details f,follow since:string n,tail:string=all t,timestamps until:string
container ls [OPTIONS] | 0 alias:list,ps
  a,all f,filter:filter format:string n,last:int=-1 l,latest no-trunc q,quiet s,size
container pause CONTAINER [CONTAINER...] | 1+
container port CONTAINER [PRIVATE_PORT[/PROTO]] | 1-2
container prune [OPTIONS] | 0
  filter:filter f,force
container rename CONTAINER NEW_NAME | 2
container restart [OPTIONS] CONTAINER [CONTAINER...] | 1+
  s,signal:string t,timeout:int !time:int
container rm [OPTIONS] CONTAINER [CONTAINER...] | 1+ alias:remove
  f,force l,link v,volumes
container run [OPTIONS] IMAGE [COMMAND] [ARG...] | 1+ stop
  add-host:list annotation:map=map[] a,attach:list blkio-weight:uint16 blkio-weight-device:list=[] cap-add:list
  cap-drop:list cgroup-parent:string cgroupns:string cidfile:string cpu-period:int cpu-quota:int cpu-rt-period:int
  cpu-rt-runtime:int c,cpu-shares:int cpus:decimal cpuset-cpus:string cpuset-mems:string d,detach detach-keys:string
  device:list device-cgroup-rule:list device-read-bps:list=[] device-read-iops:list=[] device-write-bps:list=[]
  device-write-iops:list=[] disable-content-trust=true dns:list dns-option:list dns-search:list domainname:string
  entrypoint:string e,env:list env-file:list expose:list gpus:gpu-request group-add:list health-cmd:string
  health-interval:duration health-retries:int health-start-interval:duration health-start-period:duration
  health-timeout:duration help h,hostname:string init i,interactive ip:string ip6:string ipc:string isolation:string
  kernel-memory:bytes l,label:list label-file:list link:list link-local-ip:list log-driver:string log-opt:list
  mac-address:string m,memory:bytes memory-reservation:bytes memory-swap:bytes memory-swappiness:int=-1 mount:mount
  name:string network:network network-alias:list no-healthcheck oom-kill-disable oom-score-adj:int pid:string
  pids-limit:int platform:string privileged p,publish:list P,publish-all pull:string=missing q,quiet read-only
  restart:string=no rm runtime:string security-opt:list shm-size:bytes sig-proxy=true stop-signal:string
  stop-timeout:int storage-opt:list sysctl:map=map[] tmpfs:list t,tty ulimit:ulimit=[] use-api-socket u,user:string
  userns:string uts:string v,volume:list volume-driver:string volumes-from:list w,workdir:string !cpu-count:int
  !cpu-percent:int !dns-opt:list !io-maxbandwidth:bytes !io-maxiops:uint !net:network !net-alias:list
container start [OPTIONS] CONTAINER [CONTAINER...] | 1+
  a,attach detach-keys:string i,interactive !checkpoint:string !checkpoint-dir:string
container stats [OPTIONS] [CONTAINER...] | 0+
  a,all format:string no-stream no-trunc
container stop [OPTIONS] CONTAINER [CONTAINER...] | 1+
  s,signal:string t,timeout:int !time:int
container top CONTAINER [ps OPTIONS] | 1+ stop
container unpause CONTAINER [CONTAINER...] | 1+
container update [OPTIONS] CONTAINER [CONTAINER...] | 1+
  blkio-weight:uint16 cpu-period:int cpu-quota:int cpu-rt-period:int cpu-rt-runtime:int c,cpu-shares:int cpus:decimal
  cpuset-cpus:string cpuset-mems:string m,memory:bytes memory-reservation:bytes memory-swap:bytes pids-limit:int
  restart:string !kernel-memory:bytes
container wait CONTAINER [CONTAINER...] | 1+
context | group
context create [OPTIONS] CONTEXT | 1
  description:string docker:stringToString=[] from:string
context export [OPTIONS] CONTEXT [FILE|-] | 1-2
context import CONTEXT FILE|- | 2
context inspect [OPTIONS] [CONTEXT] [CONTEXT...] | 0+
  f,format:string
context ls [OPTIONS] | 0 alias:list
  format:string q,quiet
context rm CONTEXT [CONTEXT...] | 1+ alias:remove
  f,force
context show | 0
context update [OPTIONS] CONTEXT | 1
  description:string docker:stringToString=[]
context use CONTEXT | 1 cobra
image | group
image history [OPTIONS] IMAGE | 1
  format:string H,human=true no-trunc platform:string q,quiet
image import [OPTIONS] file|URL|- [REPOSITORY[:TAG]] | 1+
  c,change:list m,message:string platform:string
image inspect [OPTIONS] IMAGE [IMAGE...] | 1+
  f,format:string platform:string
image load [OPTIONS] | 0
  i,input:string platform:string q,quiet
image ls [OPTIONS] [REPOSITORY[:TAG]] | 0-1 alias:list
  a,all digests f,filter:filter format:string no-trunc q,quiet tree
image prune [OPTIONS] | 0
  a,all filter:filter f,force
image pull [OPTIONS] NAME[:TAG|@DIGEST] | 1
  a,all-tags disable-content-trust=true platform:string q,quiet
image push [OPTIONS] NAME[:TAG] | 1
  a,all-tags disable-content-trust=true platform:string q,quiet
image rm [OPTIONS] IMAGE [IMAGE...] | 1+ alias:remove
  f,force no-prune platform:strings
image save [OPTIONS] IMAGE [IMAGE...] | 1+
  o,output:string platform:string
image tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG] | 2 stop
manifest COMMAND | group experimental
manifest annotate [OPTIONS] MANIFEST_LIST MANIFEST | 2 experimental
  arch:string os:string os-features:strings os-version:string variant:string
manifest create MANIFEST_LIST MANIFEST [MANIFEST...] | 2+ experimental
  a,amend insecure
manifest inspect [OPTIONS] [MANIFEST_LIST] MANIFEST | 1-2 experimental
  insecure v,verbose
manifest push [OPTIONS] MANIFEST_LIST | 1 experimental
  insecure p,purge
manifest rm MANIFEST_LIST [MANIFEST_LIST...] | 1+ experimental
network | group
network connect [OPTIONS] NETWORK CONTAINER | 2
  alias:strings driver-opt:strings gw-priority:int ip:string ip6:string link:list link-local-ip:strings
network create [OPTIONS] NETWORK | 1
  attachable aux-address:map=map[] config-from:string config-only d,driver:string=bridge gateway:strings ingress
  internal ip-range:strings ipam-driver:string=default ipam-opt:map=map[] ipv4=true ipv6 label:list o,opt:map=map[]
  scope:string subnet:strings
network disconnect [OPTIONS] NETWORK CONTAINER | 2
  f,force
network inspect [OPTIONS] NETWORK [NETWORK...] | 1+
  f,format:string v,verbose
network ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string no-trunc q,quiet
network prune [OPTIONS] | 0
  filter:filter f,force
network rm NETWORK [NETWORK...] | 1+ alias:remove
  f,force
plugin | group
plugin create [OPTIONS] PLUGIN PLUGIN-DATA-DIR | 2+
  compress
plugin disable [OPTIONS] PLUGIN | 1
  f,force
plugin enable [OPTIONS] PLUGIN | 1
  timeout:int=30
plugin inspect [OPTIONS] PLUGIN [PLUGIN...] | 1+
  f,format:string
plugin install [OPTIONS] PLUGIN [KEY=VALUE...] | 1+
  alias:string disable disable-content-trust=true grant-all-permissions
plugin ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string no-trunc q,quiet
plugin push [OPTIONS] PLUGIN[:TAG] | 1
  disable-content-trust=true
plugin rm [OPTIONS] PLUGIN [PLUGIN...] | 1+ alias:remove
  f,force
plugin set PLUGIN KEY=VALUE [KEY=VALUE...] | 2+
plugin upgrade [OPTIONS] PLUGIN [REMOTE] | 1-2
  disable-content-trust=true grant-all-permissions skip-remote-check
system | group
system df [OPTIONS] | 0
  format:string v,verbose
system events [OPTIONS] | 0
  f,filter:filter format:string since:string until:string
system info [OPTIONS] | 0
  f,format:string
system prune [OPTIONS] | 0
  a,all filter:filter f,force volumes
trust | group
trust key | group
trust key generate NAME | 1
  dir:string
trust key load [OPTIONS] KEYFILE | 1
  name:string=signer
trust signer | group
trust signer add OPTIONS NAME REPOSITORY [REPOSITORY...] | 2+
  key:list
trust signer remove [OPTIONS] NAME REPOSITORY [REPOSITORY...] | 2+
  f,force
trust inspect IMAGE[:TAG] [IMAGE[:TAG]...] | 1+
  pretty
trust revoke [OPTIONS] IMAGE[:TAG] | 1
  y,yes
trust sign IMAGE:TAG | 1
  local
volume COMMAND | group
volume create [OPTIONS] [VOLUME] | 0-1
  d,driver:string=local label:list o,opt:map=map[] !name:string ^availability:string=active ^group:string
  ^limit-bytes:bytes ^required-bytes:bytes ^scope:string=single ^secret:map=map[] ^sharing:string=none
  ^topology-preferred:list ^topology-required:list ^type:string=block
volume inspect [OPTIONS] VOLUME [VOLUME...] | 1+
  f,format:string
volume ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string q,quiet
volume prune [OPTIONS] | 0
  a,all filter:filter f,force
volume rm [OPTIONS] VOLUME [VOLUME...] | 1+ alias:remove
  f,force
swarm | group swarm
swarm init [OPTIONS] | 0
  advertise-addr:string autolock availability:string=active cert-expiry:duration=2160h0m0s data-path-addr:string
  data-path-port:uint32 default-addr-pool:ipNetSlice=[] default-addr-pool-mask-length:uint32=24
  dispatcher-heartbeat:duration=5s external-ca:external-ca force-new-cluster listen-addr:node-addr=0.0.0.0:2377
  max-snapshots:uint snapshot-interval:uint=10000 task-history-limit:int=5
swarm join [OPTIONS] HOST:PORT | 1
  advertise-addr:string availability:string=active data-path-addr:string listen-addr:node-addr=0.0.0.0:2377
  token:string
inspect [OPTIONS] NAME|ID [NAME|ID...] | 1+
  f,format:string s,size type:string
config | group swarm in:manager
config create [OPTIONS] CONFIG file|- | 2
  l,label:list template-driver:string
config inspect [OPTIONS] CONFIG [CONFIG...] | 1+
  f,format:string pretty
config ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string q,quiet
config rm CONFIG [CONFIG...] | 1+ alias:remove
node | group swarm in:manager
node demote NODE [NODE...] | 1+
node inspect [OPTIONS] self|NODE [NODE...] | 1+
  f,format:string pretty
node ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string q,quiet
node promote NODE [NODE...] | 1+
node ps [OPTIONS] [NODE...] | 0+
  f,filter:filter format:string no-resolve no-trunc q,quiet
node rm [OPTIONS] NODE [NODE...] | 1+ alias:remove
  f,force
node update [OPTIONS] NODE | 1
  availability:string label-add:list label-rm:list role:string
secret | group swarm in:manager
secret create [OPTIONS] SECRET [file|-] | 1-2
  d,driver:string l,label:list template-driver:string
secret inspect [OPTIONS] SECRET [SECRET...] | 1+
  f,format:string pretty
secret ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string q,quiet
secret rm SECRET [SECRET...] | 1+ alias:remove
service | group swarm in:manager
service create [OPTIONS] IMAGE [COMMAND] [ARG...] | 1+ stop
  cap-add:list cap-drop:list config:config constraint:list container-label:list credential-spec:credential-spec
  d,detach dns:list dns-option:list dns-search:list endpoint-mode:string=vip entrypoint:command e,env:list
  env-file:list generic-resource:list group:list health-cmd:string health-interval:duration health-retries:int
  health-start-interval:duration health-start-period:duration health-timeout:duration host:list hostname:string init
  isolation:string l,label:list limit-cpu:decimal limit-memory:bytes limit-pids:int log-driver:string log-opt:list
  max-concurrent:uint mode:string=replicated mount:mount name:string network:network no-healthcheck no-resolve-image
  oom-score-adj:int placement-pref:pref p,publish:port q,quiet read-only replicas:uint replicas-max-per-node:uint
  reserve-cpu:decimal reserve-memory:bytes restart-condition:string=any restart-delay:duration=5s
  restart-max-attempts:uint restart-window:duration rollback-delay:duration rollback-failure-action:string=pause
  rollback-max-failure-ratio:float rollback-monitor:duration=5s rollback-order:string=stop-first
  rollback-parallelism:uint=1 secret:secret stop-grace-period:duration=10s stop-signal:string sysctl:list t,tty
  ulimit:ulimit=[] update-delay:duration update-failure-action:string=pause update-max-failure-ratio:float
  update-monitor:duration=5s update-order:string=stop-first update-parallelism:uint=1 u,user:string with-registry-auth
  w,workdir:string
service inspect [OPTIONS] SERVICE [SERVICE...] | 1+
  f,format:string pretty
service logs [OPTIONS] SERVICE|TASK | 1
  details f,follow no-resolve no-task-ids no-trunc raw since:string n,tail:string=all t,timestamps
service ls [OPTIONS] | 0 alias:list
  f,filter:filter format:string q,quiet
service ps [OPTIONS] SERVICE [SERVICE...] | 1+
  f,filter:filter format:string no-resolve no-trunc q,quiet
service rm SERVICE [SERVICE...] | 1+ alias:remove
service rollback [OPTIONS] SERVICE | 1
  d,detach q,quiet
service scale SERVICE=REPLICAS [SERVICE=REPLICAS...] | 1+
  d,detach
service update [OPTIONS] SERVICE | 1
  args:command cap-add:list cap-drop:list config-add:config config-rm:list constraint-add:list constraint-rm:list
  container-label-add:list container-label-rm:list credential-spec:credential-spec d,detach dns-add:list
  dns-option-add:list dns-option-rm:list dns-rm:list dns-search-add:list dns-search-rm:list endpoint-mode:string
  entrypoint:command env-add:list env-rm:list force generic-resource-add:list generic-resource-rm:list group-add:list
  group-rm:list health-cmd:string health-interval:duration health-retries:int health-start-interval:duration
  health-start-period:duration health-timeout:duration host-add:list host-rm:list hostname:string image:string init
  isolation:string label-add:list label-rm:list limit-cpu:decimal limit-memory:bytes limit-pids:int log-driver:string
  log-opt:list max-concurrent:uint mount-add:mount mount-rm:list network-add:network network-rm:list no-healthcheck
  no-resolve-image oom-score-adj:int placement-pref-add:pref placement-pref-rm:pref publish-add:port publish-rm:port
  q,quiet read-only replicas:uint replicas-max-per-node:uint reserve-cpu:decimal reserve-memory:bytes
  restart-condition:string restart-delay:duration restart-max-attempts:uint restart-window:duration rollback
  rollback-delay:duration rollback-failure-action:string rollback-max-failure-ratio:float rollback-monitor:duration
  rollback-order:string rollback-parallelism:uint secret-add:secret secret-rm:list stop-grace-period:duration
  stop-signal:string sysctl-add:list sysctl-rm:list t,tty ulimit-add:ulimit=[] ulimit-rm:list update-delay:duration
  update-failure-action:string update-max-failure-ratio:float update-monitor:duration update-order:string
  update-parallelism:uint u,user:string with-registry-auth w,workdir:string
stack [OPTIONS] | group swarm in:manager
  !orchestrator:string
stack config [OPTIONS] | 0
  c,compose-file:strings skip-interpolation
stack deploy [OPTIONS] STACK | 1 alias:up
  c,compose-file:strings d,detach=true prune q,quiet resolve-image:string=always with-registry-auth
stack ls [OPTIONS] | 0 alias:list
  format:string
stack ps [OPTIONS] STACK | 1
  f,filter:filter format:string no-resolve no-trunc q,quiet
stack rm [OPTIONS] STACK [STACK...] | 1+ alias:remove,down
  d,detach=true
stack services [OPTIONS] STACK | 1
  f,filter:filter format:string q,quiet
swarm ca [OPTIONS] | 0 in:manager
  ca-cert:pem-file ca-key:pem-file cert-expiry:duration=2160h0m0s d,detach external-ca:external-ca q,quiet rotate
swarm join-token [OPTIONS] (worker|manager) | 1 in:manager
  q,quiet rotate
swarm leave [OPTIONS] | 0 in:active
  f,force
swarm unlock | 0 in:manager
swarm unlock-key [OPTIONS] | 0 in:manager
  q,quiet rotate
swarm update [OPTIONS] | 0 in:manager
  autolock cert-expiry:duration=2160h0m0s dispatcher-heartbeat:duration=5s external-ca:external-ca max-snapshots:uint
  snapshot-interval:uint=10000 task-history-limit:int=5
system dial-stdio | 0 hidden
volume update [OPTIONS] [VOLUME] | 1 in:manager
  ^availability:string
buildx install | 0 exact hidden
  D,debug
buildx uninstall | 0 exact hidden
  D,debug
compose alpha | group hidden experimental
  dry-run
compose alpha generate [OPTIONS] [CONTAINERS...] | 0+ experimental
  dry-run format:string=yaml name:string project-dir:string
compose alpha publish [OPTIONS] REPOSITORY[:TAG] | 1 experimental
  app dry-run oci-version:string resolve-image-digests with-env y,yes
compose alpha viz [OPTIONS] | 0+ experimental
  dry-run image indentation-size:int=1 networks ports spaces
compose bridge transformations | group
  dry-run
compose bridge transformations create [OPTION] PATH | 1 cobra
  dry-run f,from:string
compose bridge transformations list | 0+ alias:ls
  dry-run format:string=table q,quiet
run = container run | top
exec = container exec | top
ps = container ls | top
pull = image pull | top
push = image push | top
images = image ls | top
info = system info | top
attach = container attach
commit = container commit
cp = container cp
create = container create
diff = container diff
events = system events
export = container export
history = image history
import = image import
kill = container kill
load = image load
logs = container logs
pause = container pause
port = container port
rename = container rename
restart = container restart
rm = container rm
rmi = image rm
save = image save
start = container start
stats = container stats
stop = container stop
tag = image tag
top = container top
unpause = container unpause
update = container update
wait = container wait
bake > buildx bake | top
build > buildx build | top
image build > buildx build
builder > buildx
`;
