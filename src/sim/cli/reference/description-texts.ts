// What every command and flag is for, in one line each, written for learners. Loaded when a help text is first shown.
// Commands by canonical name; flags by name, and `command --flag` where a flag means something else there.

/** One line a command. */
export const commandTexts = `
 | Client of the Docker engine: builds images, runs containers, connects them
login | Keep a registry's credentials for later pulls and pushes
logout | Forget the credentials of a registry
search | Look for images on Docker Hub by a word
version | Versions of the client and of the engine it talks to
buildx | Builds with BuildKit
buildx history | Look at past builds
buildx history inspect | What one build did, and how long it took
buildx history inspect attachment | A document that was attached to a build
buildx history export | Write build records to a file
buildx history import | Show exported build records in Docker Desktop
buildx history logs | The log of a past build
buildx history ls | List past builds
buildx history open | Open a build in Docker Desktop
buildx history rm | Forget past builds
buildx imagetools | Work on images where they are: in a registry
buildx imagetools create | Put several images together under one name
buildx imagetools inspect | Show the manifest of an image in a registry
buildx bake | Build several images as a file describes
buildx build | Build an image from a Dockerfile
buildx create | Add a builder
buildx dial-stdio | Connect standard input and output to a builder
buildx du | Space that the build cache takes
buildx inspect | What a builder is and can do
buildx ls | List builders
buildx prune | Delete build cache
buildx rm | Delete builders
buildx stop | Stop a builder
buildx use | Choose the builder for the builds to come
buildx version | Version of buildx
buildx install | Let docker build be answered by buildx
buildx uninstall | Undo buildx install
compose | Applications of several containers, described in one file
compose bridge | Turn a compose file into another system's files
compose bridge convert | Convert a compose file to Kubernetes manifests, Helm charts or another model
compose bridge transformations | Manage the images that convert compose files
compose bridge transformations create | Start a transformation of one's own
compose bridge transformations list | List the transformations at hand
compose alpha | Commands that are still being tried out
compose alpha generate | Write a compose file from containers that exist
compose alpha publish | Publish an application to a registry
compose alpha viz | Draw the application as a graph
compose attach | Connect the terminal to a service's container
compose build | Build the images of services
compose commit | Make an image from a service's container
compose config | Check the compose file and print it fully resolved
compose cp | Copy files between a service's container and this machine
compose create | Create the containers without starting them
compose down | Stop and delete containers and networks
compose events | Follow what happens to the containers
compose exec | Start a command in a running service
compose export | Save the files of a service's container as a tar
compose images | List the images that the containers were made from
compose kill | Stop services at once
compose logs | Show what services printed
compose ls | List running projects
compose pause | Freeze services
compose port | Where a port of a service is published
compose ps | List the containers of the project
compose publish | Publish an application to a registry
compose pull | Fetch the images of services
compose push | Upload the images of services
compose restart | Stop and start services again
compose rm | Delete stopped containers of services
compose run | One command in a new container of a service
compose scale | Set how many containers a service has
compose start | Start services whose containers exist
compose stats | Live use of CPU, memory and network
compose stop | Stop services
compose top | Show the processes of services
compose unpause | Let frozen services go on
compose up | Create and start everything
compose version | Version of Compose
compose volumes | List the volumes of the project
compose wait | Wait until services have ended
compose watch | Update services as their files change
container | Manage containers
container attach | Connect the terminal to a running container
container commit | Make an image from what a container changed
container cp | Copy files between a container and this machine
container create | Create a container without starting it
container diff | List the files that a container changed
container exec | Start one more command in a running container
container export | Save a container's files as a tar
container inspect | Everything about containers, as JSON
container kill | Send a signal to containers, SIGKILL unless told
container logs | Show what a container printed
container ls | List containers
container pause | Freeze all processes of containers
container port | Where a container's ports are published
container prune | Delete all stopped containers
container rename | Give a container another name
container restart | Stop containers and start them again
container rm | Delete containers
container run | Create a container from an image and start it
container start | Start containers that are stopped
container stats | Live use of CPU, memory and network
container stop | Ask containers to end, then end them
container top | Show the processes of a container
container unpause | Let frozen containers go on
container update | Change the limits of containers that exist
container wait | Wait until containers end and print their exit codes
context | Manage contexts: the engines that the client can talk to
context create | Add a context
context export | Write a context to a file
context import | Add a context from a file
context inspect | Everything about contexts, as JSON
context ls | List contexts
context rm | Delete contexts
context show | Name of the context in use
context update | Change a context
context use | Choose the context for the commands to come
image | Manage images
image history | Show the steps and layers an image was made of
image import | Make an image of one layer from a tar of files
image inspect | Everything about images, as JSON
image load | Read images from a tar that docker save wrote
image ls | List images
image prune | Delete images that nothing uses
image pull | Fetch an image from a registry
image push | Upload an image to a registry
image rm | Remove names of images, and images without a name left
image save | Write images with all layers to a tar
image tag | Give an image one more name
manifest | Manage manifests and lists of manifests
manifest annotate | Say which platform an image of a list is for
manifest create | Start a list of manifests on this machine
manifest inspect | Show a manifest or a list of manifests
manifest push | Upload a list of manifests
manifest rm | Delete lists of manifests on this machine
network | Manage networks
network connect | Put a container into a network
network create | Create a network
network disconnect | Take a container out of a network
network inspect | Everything about networks, as JSON
network ls | List networks
network prune | Delete networks that no container uses
network rm | Delete networks
plugin | Manage plugins of the engine
plugin create | Make a plugin from a folder of files
plugin disable | Switch a plugin off
plugin enable | Switch a plugin on
plugin inspect | Everything about plugins, as JSON
plugin install | Fetch and enable a plugin
plugin ls | List plugins
plugin push | Upload a plugin to a registry
plugin rm | Delete plugins
plugin set | Change settings of a plugin
plugin upgrade | Replace a plugin by a newer version
system | Look after the engine as a whole
system df | Space that images, containers, volumes and cache take
system dial-stdio | Connect standard input and output to the engine (used by ssh)
system events | Follow what happens in the engine
system info | Facts about the engine and its machine
system prune | Delete everything that nothing uses
trust | Manage signatures of images
trust key | Manage keys for signing
trust key generate | Make a pair of keys
trust key load | Read a private key
trust signer | Manage who may sign
trust signer add | Let somebody sign an image
trust signer remove | Take the right to sign away
trust inspect | Show the keys and signatures of images
trust revoke | Withdraw the signatures of an image
trust sign | Sign an image
volume | Manage volumes
volume create | Create a volume
volume inspect | Everything about volumes, as JSON
volume ls | List volumes
volume prune | Delete volumes that no container uses
volume rm | Delete volumes
volume update | Change a volume of the cluster
swarm | Join machines into a swarm
swarm ca | Show or replace the swarm's certificate authority
swarm init | Make this engine the first manager of a new swarm
swarm join | Join a swarm as worker or manager
swarm join-token | Show or replace the token with which nodes join
swarm leave | Leave the swarm
swarm unlock | Unlock a manager after a restart
swarm unlock-key | Show or replace the key that unlocks managers
swarm update | Change settings of the swarm
inspect | Everything about any object, as JSON
config | Manage configuration files of a swarm
config create | Store a file for services
config inspect | Everything about configs, as JSON
config ls | List configs
config rm | Delete configs
node | Manage the machines of a swarm
node demote | Make managers workers
node inspect | Everything about nodes, as JSON
node ls | List nodes
node promote | Make workers managers
node ps | List the tasks on nodes
node rm | Remove nodes from the swarm
node update | Change a node
secret | Manage secrets of a swarm
secret create | Store a secret for services
secret inspect | Everything about secrets but their content, as JSON
secret ls | List secrets
secret rm | Delete secrets
service | Manage services of a swarm
service create | Create a service
service inspect | Everything about services, as JSON
service logs | Show what a service or task printed
service ls | List services
service ps | List the tasks of services
service rm | Delete services
service rollback | Go back to a service's settings before the last update
service scale | Set how many tasks services have
service update | Change a service
stack | Manage stacks: services deployed from one file
stack config | Print the compose file as it would be deployed
stack deploy | Create or update a stack
stack ls | List stacks
stack ps | List the tasks of a stack
stack rm | Delete stacks
stack services | List the services of a stack
`;

const endpointText = (title: string, verb: string): string => `${title}

Docker endpoint config:

NAME                MEANING
from                Take the settings of another context
host                Address of the engine
ca                  Certificate authority to trust
cert                Certificate of the client
key                 Key of the client
skip-tls-verify     Do not check the engine's certificate

Example:

$ docker context ${verb} far --description "the big machine" --docker "host=ssh://me@far.example"`;

/** Commands whose own help says more than the one line. */
export const longTexts: Readonly<Record<string, string>> = {
  'container cp': `Copy files between a container and this machine

With '-' as source a tar is read from standard input
and unpacked into a folder of the container.
With '-' as destination the files are written to standard output as a tar.`,
  'compose rm': `Delete stopped containers of services

Anonymous volumes stay unless -v is given; 'docker volume ls' lists all volumes.
What a container wrote outside its volumes is gone.`,
  login: `Keep a registry's credentials for later pulls and pushes.
Without a server it is Docker Hub.`,
  logout: `Forget the credentials of a registry.
Without a server it is Docker Hub.`,
  manifest: `A manifest names the layers of an image; a list of manifests names one image for each
platform, so that one name fits them all. These commands make and show such lists.

To see help for a subcommand, use:

    docker manifest CMD --help`,
  'context create': endpointText('Add a context', 'create'),
  'context update': endpointText('Change a context', 'update'),
};
