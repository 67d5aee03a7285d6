FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL and what speeds up BullMQ natively are optional: a container has a server, and no compiler.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json wiring.ts ./
COPY bin bin
COPY src src
COPY adapters adapters
COPY jobs jobs
COPY migrations migrations
COPY wiring wiring
COPY questions questions
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "bin/whetstone.ts", "health"]
ENTRYPOINT ["node", "bin/whetstone.ts"]
CMD ["start"]
