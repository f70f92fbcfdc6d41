// What sessions say again and again: both sides of a link know it, so that it need not travel. Part of version 1 of the format: a
// change of a single character makes older links unreadable.

const words = `{"version":1,"seed":"lesson:lab:containers/images/networks/volumes/build/compose/","epoch":17,"until":
docker swarm init docker stack deploy -c docker service ls docker context ls docker system prune -f docker system df docker buildx
docker manifest inspect docker search docker login docker push localhost:5000/registry:2 docker tag docker save -o .tar docker load -i
docker import docker export docker diff docker commit docker history --no-trunc docker inspect --format '{{.State.Status}}' '{{json .}}'
docker events docker stats --no-stream docker top docker port docker rename docker update docker wait docker attach docker pause docker unpause
docker kill docker cp docker restart docker create docker start -ai docker volume create docker volume inspect docker volume rm docker volume ls
docker network create --driver bridge --subnet 172.20.0.0/16 docker network connect docker network disconnect docker network inspect docker network rm
docker network ls docker compose up -d --build docker compose down -v docker compose ps docker compose logs -f docker compose exec docker compose config
alpine:3.20 ubuntu:24.04 debian:12 busybox python:3.12-slim node:22-alpine redis:7-alpine postgres:16 mysql:8 mariadb httpd traefik/whoami hello-world
cat > Dockerfile <<EOF FROM RUN apt-get update && apt-get install -y --no-install-recommends COPY . . WORKDIR /app CMD ["python","app.py"] EXPOSE 8080
ENTRYPOINT ENV USER HEALTHCHECK mkdir -p cd .. ls -la cat echo "hello" > index.html touch exit sh bash sleep 3600 sleep infinity
curl -s http://localhost:8080/ curl localhost:8081 ping -c 1 -e POSTGRES_PASSWORD=secret -e MYSQL_ROOT_PASSWORD= --restart unless-stopped --memory 256m
--cpus 0.5 --network --name --rm --mount type=volume,source=data,target=/data -v "$PWD":/usr/share/nginx/html:ro -v data:/var/lib/postgresql/data
docker image rm docker image ls docker image prune docker container ls -a docker container prune docker build -t myapp:1.0 . docker build --no-cache -t app .
docker logs -f docker exec -it web sh docker exec web docker stop docker rm -f docker rm docker rmi docker pull docker images docker ps -a docker ps
docker run -it --rm alpine sh docker run hello-world docker run -d --name web -p 8080:80 nginx
[0,"e","o"],[0,"o",1,120,30],[0,"c",1],[0,"z",1,100,20],[0,"f","write","/home/learner/","\\n"],[10.5,"docker \\r"],[2034.1,"docker \\r"],[`;

/** The dictionary of version 1. What is wanted most stands last, where it costs least to name. */
export const dictionary = new TextEncoder().encode(words.replaceAll('\n', ' '));
