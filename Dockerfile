FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY wiring.ts rolldown.config.ts ./
COPY bin bin
COPY src src
COPY adapters adapters
COPY jobs jobs
COPY migrations migrations
COPY wiring wiring
RUN npm run build

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL and what speeds up BullMQ natively are optional: a container has a server, and no compiler.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ENV NODE_ENV=production
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
# What draws pictures natively is optional, too, but needed.
COPY --from=build /app/node_modules/@resvg node_modules/@resvg
COPY --from=build /app/dist dist
COPY package.json ./
COPY adapters/web/client adapters/web/client
COPY adapters/web/style adapters/web/style
COPY questions questions
COPY trial trial
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# Docker restarts no container because it is unhealthy: a process that is stuck is stopped here, and then restarted.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "dist/whetstone.js", "health", "--stop=1"]
ENTRYPOINT ["node", "dist/whetstone.js"]
CMD ["start"]
