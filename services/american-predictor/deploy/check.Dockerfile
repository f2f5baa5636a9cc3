# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# One suite of the acceptance checks of american-predictor against a running API: an image for each suite.
# SUITE is one of: content, protocol.
# From the repository's root:
#   docker build --build-arg SUITE=content -f services/american-predictor/deploy/check.Dockerfile -t american-predictor-check-content .

ARG BASE_IMAGE=node:24-bookworm-slim

FROM ${BASE_IMAGE} AS packages
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY services/american-predictor/package.json services/american-predictor/
RUN npm ci --ignore-scripts --no-audit --no-fund --cache /tmp/npm && rm -rf /tmp/npm

FROM packages AS build
COPY src src
COPY services/american-predictor services/american-predictor
RUN node --conditions=slipway-source src/cli/main.ts build services/american-predictor --checks --out /checks

FROM ${BASE_IMAGE}
# The suite's own file alone: a change to one suite makes no other image new.
ARG SUITE
WORKDIR /checks
COPY --from=build /checks/${SUITE}.cjs ./check.cjs
ENV NODE_ENV=production
USER 65532:65532
ENTRYPOINT []
CMD ["node", "check.cjs"]

ARG BASE_IMAGE
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="american-predictor-check" \
      org.opencontainers.image.description="Was the author of a tweet American?: acceptance checks" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
