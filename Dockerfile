# The whole service in one image: Postgres, Redis, git, the API with the dashboard, and the worker, under the supervisor (bin/supervise.ts).
#
# trixie and not bookworm: its Postgres 17 is supported until November 2029 (bookworm's 15 until 2027) and its Redis 8.0 is the one that Debian
# still mends; a data folder that starts on 17 needs no upgrade for years.

FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --loglevel=error --no-audit --no-fund
COPY vite.config.ts tsconfig.json ./
COPY bin ./bin
COPY src ./src
COPY public ./public
COPY sql ./sql
# What `npm pack` packs: the dashboard, and each program with all that it imports as a bundle, which Node runs without a loader. A clone may be writable for
# its group (umask 002); in the image nothing of ours is.
RUN node bin/build.ts && chmod -R go-w dist public sql package.json

FROM node:24-trixie-slim
# Fixed ids, made before apt runs: Debian would hand out the next free ones, which may be others in the next image, while the files on the
# volume keep theirs. One group for all three, by which our programs may enter the servers' socket folders.
RUN groupadd -g 10001 clawtriage \
  && useradd -u 10001 -g clawtriage -M -d /nonexistent -s /usr/sbin/nologin clawtriage \
  && useradd -u 10002 -g clawtriage -M -d /nonexistent -s /usr/sbin/nologin postgres \
  && useradd -u 10003 -g clawtriage -M -d /nonexistent -s /usr/sbin/nologin redis \
  && groupadd -g 10002 postgres && groupadd -g 10003 redis
# No cluster of Debian's own: the supervisor makes ours on the volume. Taken away again is what nothing here runs: LLVM with Z3 (155 MB), which are
# for Postgres' JIT compiler alone, and that is off; Perl's library, for git's and Debian's scripts.
RUN mkdir -p /etc/postgresql-common \
  && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
  && apt-get update \
  && apt-get install -y --no-install-recommends postgresql-17 redis-server git ca-certificates \
  && rm -rf /usr/lib/*/libLLVM* /usr/lib/llvm-* /usr/lib/postgresql/17/lib/llvmjit* /usr/lib/postgresql/17/lib/bitcode \
    /usr/lib/*/libz3.so* /usr/lib/*/libperl.so* /usr/lib/*/perl /usr/share/perl \
    /usr/share/doc /usr/share/man /usr/share/locale /usr/share/postgresql/17/man /var/lib/apt/lists /var/cache/apt /var/log/* \
  # Debian's setuid and setgid programs (su, mount, passwd, …): nothing here uses one, so nothing can be gained by one.
  && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/sql ./sql
COPY --from=build /app/public ./public
COPY --from=build /app/dist ./dist
# What a new volume begins with, so that its first start need not make it (13 MB). Whoever it is run as may read it.
RUN mkdir -m 755 .servers && HOME=/dev/null node dist/ready-cluster.js && test -s .servers/cluster-*
# By this name a person on the machine runs any command: clawtriage backup FILE.
RUN ln -s /app/dist/clawtriage.js /usr/local/bin/clawtriage
# What V8 makes of the programs, so that no start compiles them again. A cache that fits no longer is passed over.
ENV NODE_COMPILE_CACHE=/app/compile-cache
RUN for program in supervise api worker; do node "dist/$program.js" --help > /dev/null || exit 1; done
# One arena: glibc would keep eight for each core, and three processes of Node then hold 20 MB more (measured).
ENV NODE_ENV=production DATA_DIR=/data PORT=3000 MALLOC_ARENA_MAX=1
# As root to prepare the volume, no matter who owns it; every child runs as one of the three accounts above.
EXPOSE 3000
# bash asks by itself: starting Node for it would cost more memory than the whole API has to spare.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$PORT" && printf "GET /api/health HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3 && IFS= read -r line <&3 && [[ $line == *" 200 "* ]]'
ARG VERSION=0.2.0
LABEL org.opencontainers.image.title="ClawTriage" \
  org.opencontainers.image.description="Tells the maintainers of a busy GitHub repository which open pull requests do the same thing." \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.licenses="MIT"
CMD ["node", "dist/supervise.js"]
