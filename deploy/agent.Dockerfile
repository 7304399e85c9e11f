# The agent: one bundled file on plain Node, nothing else.
#   docker build -f deploy/agent.Dockerfile -t edict.local/agent .

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY agent/package.json agent/
RUN npm ci
COPY tsconfig.json ./
COPY scripts/build-agent.mjs scripts/
COPY agent agent
COPY lib/contracts lib/contracts
RUN node scripts/build-agent.mjs dist/agent.mjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production
COPY --from=build /app/dist/agent.mjs /agent.mjs
# The user install manifests name; the root file system may be read-only.
USER 65532:65532
ENTRYPOINT ["node", "/agent.mjs"]
