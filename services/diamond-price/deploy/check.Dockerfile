# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# One suite of the acceptance checks of diamond-price against a running API: an image for each suite.
# SUITE is one of: content, bad-stones.
# From the repository's root:
#   docker build --build-arg SUITE=content -f services/diamond-price/deploy/check.Dockerfile -t diamond-price-check-content .

ARG BASE_IMAGE=node:24-bookworm-slim

FROM ${BASE_IMAGE} AS packages
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY services/diamond-price/package.json services/diamond-price/
RUN npm ci --ignore-scripts --no-audit --no-fund --cache /tmp/npm && rm -rf /tmp/npm

FROM packages AS build
COPY src src
COPY services/diamond-price services/diamond-price
RUN node --conditions=slipway-source src/cli/main.ts build services/diamond-price --checks --out /checks

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
LABEL org.opencontainers.image.title="diamond-price-check" \
      org.opencontainers.image.description="What does a diamond cost?: acceptance checks" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
