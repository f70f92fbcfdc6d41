// What every flag is for; see description-texts.ts.

const formatText = `How to print, as a template:
'json':             One JSON document a line
'TEMPLATE':         What the given Go template makes of it`;

const tableText = `How to print, as a template:
'table':            A table with titles (default)
'table TEMPLATE':   A table of the columns the Go template names
'json':             One JSON document a line
'TEMPLATE':         What the given Go template makes of each row`;

/** Longer texts that several commands share. */
export const sharedTexts: Readonly<Record<string, string>> = { '@format': formatText, '@table': tableText };

/** `flag | text` or `command --flag | text`; a text that starts with @ is a shared one. */
export const flagTexts = `
abort-on-container-exit | Stop everything as soon as one container ends
abort-on-container-failure | Stop everything as soon as one container fails
add-host | Add a name to /etc/hosts (name:ip)
advertise-addr | Address under which other nodes reach this one (ip or interface, with :port)
alias | One more name for it
all | Show all, not only the running ones
all-inactive | Delete all builders that are not running
all-resources | Take networks and volumes along that no service uses
all-tags | Take all tags of the repository
allow | Allow a privilege (network.host, security.insecure)
always-recreate-deps | Replace the containers of dependencies too
amend | Change a list that exists
annotation | Add a note for the runtime or the registry (key=value)
ansi | When to use colours and cursor moves (never, always, auto)
app | Publish the images along with the file
append | Add to what exists instead of replacing it
arch | Processor architecture
archive | Keep owners and groups
args | Arguments of the service's command
attach | Connect standard input, output or error
attach-dependencies | Show what dependencies print, too
attachable | Let containers outside the swarm's services join
attest | Attach a document about the build (type=sbom, type=provenance)
author | Who made the change, with e-mail address
autolock | Ask for a key when a manager restarts
aux-address | Reserve addresses for other devices
availability | What the node takes (active, pause, drain)
blkio-weight | Share of disk time against other containers, 10 to 1000, 0 for none
blkio-weight-device | Share of disk time for one device (device:weight)
bootstrap | Start the builder right away
build | Build images first
build-arg | Value of an ARG in the Dockerfile
build-context | One more context to copy from (name=path)
builder | Builder to use instead of the chosen one
buildkitd-config | Configuration file of the builder
buildkitd-flags | Flags of the builder's daemon
ca-cert | File with the certificate of the new authority
ca-key | File with the key of the new authority
cache-from | Where to take cache from (type=registry,ref=…)
cache-to | Where to keep cache (type=registry,ref=…)
call | What to do instead of building (build, check, outline, targets)
cap-add | Give a Linux capability
cap-drop | Take a Linux capability away
cert-expiry | How long certificates of nodes are valid
cgroup-parent | Control group above the container's own
cgroupns | Control group namespace: host or private
change | Apply a Dockerfile instruction to the image
check | Check the Dockerfile without building
cidfile | Write the container's id to a file
compatibility | Behave as Compose 1 did
compose-file | Compose file to read, - for standard input
compress | Compress what is sent
config | File of the swarm to put into the container
config-add | Add or change a config
config-from | Network whose settings to copy
config-only | Settings for other networks, no network itself
config-rm | Remove a config
constraint | Rule about the nodes that may run it
constraint-add | Add a rule about nodes
constraint-rm | Remove a rule about nodes
container-label | Label of the containers
container-label-add | Add or change a label of the containers
container-label-rm | Remove a label of the containers
context | Name of the context whose engine to talk to (overrides DOCKER_HOST and docker context use)
cpu-period | Length of the period in which CPU time is counted
cpu-quota | CPU time a period
cpu-rt-period | Period of real-time scheduling in microseconds
cpu-rt-runtime | Real-time CPU time a period in microseconds
cpu-shares | Share of CPU time against other containers
cpus | Most CPUs to use (1.5)
cpuset-cpus | CPUs to run on (0-3, 0,1)
cpuset-mems | Memory nodes to use (0-3, 0,1)
credential-spec | Account of a Windows service
data-path-addr | Address for the containers' traffic between nodes
data-path-port | Port for the containers' traffic between nodes
debug | Print details of what goes on
default | Use it in all directories
default-addr-pool | Address range for networks of the swarm
default-addr-pool-mask-length | Size of each network taken from the range
description | What it is for
detach | Run in the background
detach-keys | Keys that let go of the container
details | Show labels and variables that the log was told to keep
device | Make a device of this machine available
device-cgroup-rule | Allow a kind of device
device-read-bps | Most bytes to read a second (device:rate)
device-read-iops | Most reads a second (device:rate)
device-write-bps | Most bytes to write a second (device:rate)
device-write-iops | Most writes a second (device:rate)
digests | Show digests
dir | Folder for the key
disable | Do not enable it yet
disable-content-trust | Skip the check of signatures
dispatcher-heartbeat | How often nodes report
dns | DNS server to ask
dns-add | Add a DNS server
dns-option | Option of DNS look-ups
dns-option-add | Add an option of DNS look-ups
dns-option-rm | Remove an option of DNS look-ups
dns-rm | Remove a DNS server
dns-search | Domain to search names in
dns-search-add | Add a domain to search names in
dns-search-rm | Remove a domain to search names in
docker | Address of the engine and how to reach it
domainname | Domain name of the container
down-project | Take the project down when one container has ended
driver | Which driver provides it
driver-opt | Option of the driver
dry-run | Say what would be done, and do nothing
endpoint-mode | How clients find the tasks (vip, dnsrr)
entrypoint | Command to run instead of the image's ENTRYPOINT
env | Set a variable (name=value, or a name to pass on)
env-add | Add or change a variable
env-file | Set variables from a file
env-from-file | Set variables from a file
env-rm | Remove a variable
environment | Print the variables used in the file
exit-code-from | Exit with the code of this service
expose | Say that a port is in use, without publishing it
external-ca | Certificate authority outside the swarm
file | File to read
filter | Show only what fits (name=value)
finalize | Close the records before they are written
follow | Keep printing what comes
follow-link | Follow symbolic links in the source
force | Do not ask, or do it anyway
force-new-cluster | Start a new swarm from what this node knows
force-recreate | Replace containers though nothing changed
format | @table
from | What to copy the settings from
gateway | Address of the subnet's gateway
generic-resource | Resource to reserve (name=count)
generic-resource-add | Add a resource to reserve
generic-resource-rm | Remove a resource to reserve
global | Choose it for all contexts
gpus | GPUs to make available ('all' for all)
grant-all-permissions | Grant what the plugin asks for
group | Group to join
group-add | One more group to join
group-rm | Remove a group
gw-priority | The network of the highest number gives the default gateway
hash | Print the hash of a service's settings
health-cmd | Command that checks whether the container works
health-interval | Time between checks (ms|s|m|h) (default 0s)
health-retries | Failures in a row until it counts as unhealthy
health-start-interval | Time between checks while it starts (ms|s|m|h) (default 0s)
health-start-period | Time to start in which failures do not count (ms|s|m|h) (default 0s)
health-timeout | Longest time of one check (ms|s|m|h) (default 0s)
help | Print this text
host | Address of the engine's socket
host-add | Add a name to /etc/hosts
host-rm | Remove a name from /etc/hosts
hostname | Name of the machine inside
human | Sizes and dates for people
ignore-buildable | Leave out images that can be built
ignore-pull-failures | Go on when an image cannot be fetched
ignore-push-failures | Go on when an image cannot be uploaded
iidfile | Write the image's id to a file
image | Image to run
images | Print the names of the images
include-deps | Take the services along that it needs
indentation-size | How far to indent
index | Which container of the service, from 1
ingress | Make it the network that spreads requests over the swarm
init | Run a small process 1 that passes signals on and collects ended children
input | Read from a file instead of standard input
insecure | Allow a registry without encryption
interactive | Keep standard input open
internal | No way out of the network
ip | IPv4 address in the network
ip-range | Part of the subnet to give addresses from
ip6 | IPv6 address in the network
ipam-driver | Driver that gives the addresses
ipam-opt | Option of that driver
ipc | Which processes share memory with it
ipv4 | Give IPv4 addresses
ipv6 | Give IPv6 addresses
isolation | How to isolate (Windows)
json | Print JSON lines
keep-daemon | Leave the builder's daemon running
keep-state | Keep the builder's cache
kernel-memory | Most kernel memory (no longer supported)
key | File with the signer's public key
label | Attach a label (key=value)
label-add | Add or change a label
label-file | Labels from a file
label-rm | Remove a label
last | Show the last n that were created, running or not
latest | Show the one created last, running or not
leave | Remove a node from the builder
limit | Most results
limit-bytes | Largest size of the volume
limit-cpu | Most CPUs to use
limit-memory | Most memory
limit-pids | Most processes (default 0 = unlimited)
link | Make another container known by name (legacy)
link-local-ip | Link-local address
list | List targets or variables
listen-addr | Address and port to listen on
load | Put the result into the engine's images
local | Only records of this project
lock-image-digests | Print a file with the digests of the images
log-driver | Where the output goes (json-file, local, none, …)
log-level | How much to log ("debug", "info", "warn", "error", "fatal")
log-opt | Option of the log driver (max-size=10m)
mac-address | MAC address
max-concurrent | Most tasks at the same time (default equal to --replicas)
max-snapshots | Snapshots to keep
max-used-space | Most space for cache
memory | Most memory (64m, 1g)
memory-reservation | Memory to aim at when the machine runs short
memory-swap | Memory and swap together; -1 for unlimited swap
memory-swappiness | How readily to swap, 0 to 100
menu | Offer keys while it runs
message | What changed
metadata-file | Write facts about the build to a file
min-free-space | Space to leave free
mode | How tasks are placed (replicated, global, replicated-job, global-job)
models | Print the models
mount | Attach a volume, folder or tmpfs (type=…,source=…,target=…)
mount-add | Add or change a mount
mount-rm | Remove the mount at a path
name | Name to give
network | Network to join
network-add | Add a network
network-alias | One more name in the network
network-rm | Remove a network
networks | Print the networks
no-TTY | No terminal inside (default: as outside)
no-attach | Do not show what these services print
no-build | Do not build, even without an image
no-cache | Do not reuse earlier results
no-cache-filter | Do not reuse earlier results of these stages
no-color | One colour
no-consistency | Do not check whether all fits together
no-deps | Leave the services alone that it needs
no-env-resolution | Leave env files of services unread
no-healthcheck | Switch the image's HEALTHCHECK off
no-interpolate | Leave variables as they stand
no-log-prefix | Leave the service's name out
no-normalize | Leave the file's short forms
no-path-resolution | Leave relative paths
no-prune | Keep parents without a name
no-recreate | Keep containers though something changed
no-resolve | Show ids instead of names
no-resolve-image | Do not ask the registry for the image's digest
no-start | Create without starting
no-stdin | Do not connect standard input
no-stream | Print once
no-task-ids | Leave the tasks' ids out
no-trunc | Do not shorten
no-tty | No terminal inside (default: as outside)
no-up | Do not start services first
node | Name of the node to add or change
oci-version | Version of the OCI image specification
oom-kill-disable | Do not end it when memory runs out
oom-score-adj | How readily to end it when memory runs out (-1000 to 1000)
opt | Option of the driver
orphans | Show containers of services that the file no longer has
os | Operating system
os-features | Features of the operating system
os-version | Version of the operating system
output | Where to write
parallel | Most things at the same time, -1 for no limit
password | Password or token
password-stdin | Read the password from standard input
pause | Freeze the container meanwhile
pid | Which processes it can see
pids-limit | Most processes, -1 for no limit
placement-pref | How to spread tasks (spread=node.labels.rack)
placement-pref-add | Add a way to spread tasks
placement-pref-rm | Remove a way to spread tasks
platform | Platform as os/architecture (linux/amd64)
policy | Which images to fetch (missing, always)
ports | Show ports
prefer-index | Prefer a list of manifests
pretty | Print for people
print | Print what would be built
privileged | Give all rights on the machine
profile | Profile to switch on
profiles | Print the profiles
progress | How to show progress (auto, plain, tty, quiet, rawjson)
project-dir | Folder of the project
project-directory | Folder of the project
project-name | Name of the project
protocol | tcp or udp
provenance | Attach where the image comes from
prune | Delete what is no longer in the file
publish | Publish a port (8080:80)
publish-add | Add or change a published port
publish-all | Publish all exposed ports on ports of this machine
publish-rm | Remove a published port by the port inside
pull | Fetch the image first
purge | Delete the list here once it is uploaded
push | Upload the result to the registry
quiet | Print as little as possible
quiet-build | Do not show builds
quiet-pull | Do not show downloads
raw | Print as it comes
read-only | Do not let the container change its files
remove-orphans | Delete containers of services that the file no longer has
renew-anon-volumes | Do not keep data of anonymous volumes
replicas | How many tasks
replicas-max-per-node | Most tasks on one node (default 0 = unlimited)
required-bytes | Smallest size of the volume
reserve-cpu | CPUs to reserve
reserve-memory | Memory to reserve
reserved-space | Space to keep for cache
resolve-image | Ask the registry for digests (always, changed, never)
resolve-image-digests | Replace tags by digests
restart | When to start again after it ended (no, on-failure[:n], always, unless-stopped)
restart-condition | When to start a new task (none, on-failure, any)
restart-delay | Time between attempts (ns|us|ms|s|m|h)
restart-max-attempts | Most attempts
restart-window | Time in which attempts count (ns|us|ms|s|m|h)
rm | Delete the container when it ends
rmi | Delete images too ("local" those without a name of their own, "all")
role | worker or manager
rollback | Go back to the settings before
rollback-delay | Time between tasks when going back (ns|us|ms|s|m|h) (default 0s)
rollback-failure-action | What to do when going back fails (pause, continue)
rollback-max-failure-ratio | Failures to bear when going back (default 0)
rollback-monitor | How long to watch each task when going back (ns|us|ms|s|m|h)
rollback-order | Order when going back (start-first, stop-first)
rollback-parallelism | Tasks at the same time when going back (0 for all)
rotate | Replace it by a new one
runtime | Program that starts the container
sbom | Attach a list of what is inside
scale | Set how many containers a service has (service=n)
scope | Where it is known
secret | Secret to make available
secret-add | Add or change a secret
secret-rm | Remove a secret
security-opt | Option of the security modules
service-ports | Publish the ports of the service
services | Print the names of the services
set | Override a value of a target (target.key=value)
sharing | Who may use it at the same time (none, readonly, onewriter, all)
shm-size | Size of /dev/shm
short | Print the number only
sig-proxy | Pass signals on to the process
signal | Signal to send
since | From this time on (2013-01-02T13:23:37Z) or this long ago (42m)
size | Show sizes
skip-interpolation | Leave variables as they stand
skip-remote-check | Do not check that it is the same plugin
snapshot-interval | Log entries between snapshots
spaces | Indent with blanks instead of tabs
ssh | SSH agent or keys for the build (default|<id>[=<socket>|<key>[,<key>]])
status | Show only those in this state
stop | Stop containers first
stop-grace-period | How long to wait before it is ended by force (ns|us|ms|s|m|h)
stop-signal | Signal that asks it to end
stop-timeout | Seconds until it is ended by force
storage-opt | Option of the storage
subnet | Address range as CIDR (172.20.0.0/16)
sysctl | Kernel setting
sysctl-add | Add or change a kernel setting
sysctl-rm | Remove a kernel setting
tag | Name for the image (name:tag)
tail | How many lines from the end
target | Stage at which to stop
task-history-limit | Ended tasks to remember
template-driver | Template driver
templates | Folder with templates
timeout | Seconds until it is ended by force
timestamps | Show the time of each line
tls | Encrypt the connection; implied by --tlsverify
tlscacert | Certificate authority to trust
tlscert | File with the client's certificate
tlskey | File with the client's key
tlsverify | Encrypt the connection and check the engine's certificate
tmpfs | Folder in memory
token | Token that lets the node join
topology-preferred | Where the volume would best be
topology-required | Where the volume has to be reachable from
transformation | Image that converts
tree | Show images with their platforms as a tree (EXPERIMENTAL)
tty | Give it a terminal
type | Kind of object
ulimit | Limit of the shell (nofile=1024:2048)
ulimit-add | Add or change a limit
ulimit-rm | Remove a limit
until | Up to this time (2013-01-02T13:23:37Z) or this long ago (42m)
update-delay | Time between tasks of an update (ns|us|ms|s|m|h) (default 0s)
update-failure-action | What to do when an update fails (pause, continue, rollback)
update-max-failure-ratio | Failures to bear in an update (default 0)
update-monitor | How long to watch each task of an update (ns|us|ms|s|m|h)
update-order | Order in an update (start-first, stop-first)
update-parallelism | Tasks at the same time in an update (0 for all)
use | Use it from now on
use-aliases | Take the service's names in the networks
use-api-socket | Let it reach the engine (EXPERIMENTAL)
user | User inside (name or uid, with :group)
username | User name
userns | User namespace to use
uts | Whose host name it has
variables | Print the variables and their defaults
variant | Variant of the architecture
verbose | Print more
version | Print the version and exit
volume | Mount a volume or a folder (source:target[:ro])
volume-driver | Driver for volumes
volumes | Take volumes along
volumes-from | Mount the volumes of another container
wait | Wait until services run or are healthy
wait-timeout | Longest wait in seconds
watch | Update services as their files change
with-dependencies | Build the services along that it needs
with-env | Publish values of variables too
with-registry-auth | Give the nodes this client's credentials
workdir | Folder to start in
yes | Take yes for an answer to every question
buildx --debug | Log details
buildx imagetools create --annotation | Add a note to the list
buildx imagetools create --file | File with a source
buildx imagetools create --platform | Keep only these platforms
buildx imagetools create --tag | Name for the result
buildx history export --all | All records of the builder
buildx history import --file | File with build records
buildx history inspect --format | @format
buildx history logs --progress | How to print (plain, rawjson, tty)
buildx history rm --all | All records of the builder
buildx bake --file | File that describes what to build
buildx bake --provenance | Shorthand for --set=*.attest=type=provenance
buildx bake --sbom | Shorthand for --set=*.attest=type=sbom
buildx bake --pull | Look for newer base images
buildx bake --push | Shorthand for --set=*.output=type=registry
buildx bake --load | Shorthand for --set=*.output=type=docker
buildx build --file | Name of the Dockerfile (default: PATH/Dockerfile)
buildx build --label | Label of the image
buildx build --network | Network of RUN while it builds
buildx build --output | Where to put the result (type=local,dest=path)
buildx build --platform | Platform to build for
buildx build --pull | Look for newer base images
buildx build --push | Shorthand for --output=type=registry
buildx build --load | Shorthand for --output=type=docker
buildx build --provenance | Shorthand for --attest=type=provenance
buildx build --sbom | Shorthand for --attest=type=sbom
buildx build --quiet | Print the image's id only
buildx build --secret | File or variable that RUN may read (id=…,src=…)
buildx build --annotation | Add a note to the image
buildx create --platform | Platforms of the node
buildx dial-stdio --progress | How to show progress (none, auto, plain, tty)
buildx inspect --bootstrap | Start the builder first
buildx prune --all | Delete cache that comes with the builder too
buildx rm --force | Do not ask
compose --env-file | File with variables for the compose file
compose --file | Compose file to read
compose --progress | How to show progress (auto, tty, plain, json, quiet)
compose bridge convert --output | Folder for the result
compose bridge transformations create --from | Transformation to start from
compose build --memory | Most memory for the build
compose build --print | Print the equivalent bake file
compose build --pull | Look for newer base images
compose build --push | Upload the images
compose build --ssh | SSH keys for the build
compose config --format | Format (yaml, json)
compose config --output | File to write (default to stdout)
compose config --volumes | Print the volumes
compose config --quiet | Check only
compose cp --all | Copy to the one-off containers too
compose create --pull | When to fetch images ("always"|"missing"|"never"|"build")
compose run --pull | When to fetch images ("always"|"missing"|"never")
compose up --pull | When to fetch images ("always"|"missing"|"never")
compose up --attach | Show only what these services print
compose up --timestamps | Show times
compose down --volumes | Delete named volumes of the file and anonymous ones
compose rm --volumes | Delete anonymous volumes
compose exec --interactive | Keep standard input open
compose images --quiet | Print ids only
compose ls --all | Show stopped projects too
compose ps --all | Show stopped and one-off containers too
compose ps --filter | Show only what fits (status=…)
compose ps --services | Print the names of services
compose ps --quiet | Print ids only
compose pull --quiet | Do not show progress
compose run --name | Name of the container
compose run --publish | Publish a port
compose version --format | Format (pretty, json)
compose watch --prune | Delete images left over by rebuilds
compose alpha viz --image | Show images
compose alpha viz --networks | Show networks
compose alpha generate --format | Format (yaml, json)
compose alpha generate --name | Name of the project
container attach --no-stdin | Do not connect standard input
container cp --quiet | Do not show progress
container exec --detach | Run the command in the background
container exec --privileged | Give the command all rights
container inspect --format | @format
container inspect --size | Show sizes
container kill --signal | Signal to send
container logs --since | From this time on (2013-01-02T13:23:37Z) or this long ago (42m)
container ls --all | Show stopped ones too (default shows just running)
container ls --quiet | Print ids only
container prune --force | Do not ask
container rm --force | End running ones first (SIGKILL)
container rm --link | Remove the link of that name
container rm --volumes | Delete anonymous volumes too
container run --detach | Run in the background and print the id
container run --pull | When to fetch the image ("always", "missing", "never")
container create --pull | When to fetch the image ("always", "missing", "never")
container run --quiet | Do not show downloads
container start --attach | Connect output and pass signals on
container start --interactive | Connect standard input
container stats --all | Show stopped ones too (default shows just running)
container stop --timeout | Seconds until it is ended by force
config inspect --format | @format
context create --docker | Address of the engine (host=tcp://…)
context inspect --format | @format
context ls --quiet | Print names only
context rm --force | Delete it though it is in use
image inspect --format | @format
image history --quiet | Print ids only
image import --message | Message to keep with the image
image load --quiet | Do not show progress
image ls --all | Show intermediate images too (default hides intermediate images)
image ls --quiet | Print ids only
image prune --all | Delete all images without a container, named ones too
image prune --force | Do not ask
image pull --quiet | Print the name only
image rm --force | Remove names though containers use the image
inspect --format | @format
inspect --size | Show sizes of containers
login --password | Password or token
network create --driver | Driver of the network
network create --scope | Where it is known (local, swarm)
network inspect --format | @format
network inspect --verbose | More details of swarm networks
network rm --force | No error for what does not exist
network ls --quiet | Print ids only
node inspect --format | @format
node update --role | worker or manager
plugin enable --timeout | Seconds to wait for it
plugin inspect --format | @format
plugin ls --quiet | Print ids only
search --format | @table
secret create --driver | Driver that keeps the secret
secret inspect --format | @format
service create --config | Config to put into the containers
service create --entrypoint | Command to run instead of the image's ENTRYPOINT
service create --host | Add a name to /etc/hosts (host:ip)
service create --hostname | Name of the machine inside
service create --quiet | Do not show progress
service inspect --format | @format
service update --force | Replace tasks though nothing changed
service update --image | Image to run from now on
stack config --compose-file | Compose file to read
stack deploy --detach | Do not wait until the services run
stack rm --detach | Do not wait until all is gone
swarm ca --detach | Do not wait until all nodes changed
swarm join-token --quiet | Print the token only
swarm leave --force | Leave though this is a manager
swarm unlock-key --quiet | Print the key only
system df --verbose | Show every object
system events --format | @format
system info --format | @format
system prune --all | Delete all images without a container, named ones too
system prune --force | Do not ask
system prune --volumes | Delete anonymous volumes too
trust inspect --pretty | Print for people
version --format | @format
volume create --driver | Driver of the volume
volume create --type | How it is used (mount, block)
volume inspect --format | @format
volume ls --quiet | Print names only
volume prune --all | Delete named volumes too
volume prune --force | Do not ask
volume rm --force | No error for what does not exist
 --config | Folder of the client's settings
 --debug | Print details of what goes on
`;
