# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# Training of diamond-price, as a job: writes versions of its models to MODEL_STORE (a mounted folder, or an s3:// address).
# From the repository's root:
#   docker build -f services/diamond-price/deploy/train.Dockerfile -t diamond-price-train .

ARG BASE_IMAGE=node:24-bookworm-slim

FROM ${BASE_IMAGE} AS packages
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY services/diamond-price/package.json services/diamond-price/
RUN npm ci --ignore-scripts --no-audit --no-fund --cache /tmp/npm && rm -rf /tmp/npm

FROM packages
COPY src src
COPY services/diamond-price services/diamond-price
# The command line under its own name, for jobs and for hands.
RUN printf '#!/bin/sh\nexec %s "$@"\n' 'node --conditions=slipway-source /workspace/src/cli/main.ts' >/usr/local/bin/slipway && \
    chmod 755 /usr/local/bin/slipway
ENV NODE_ENV=production \
    MODEL_STORE=/models
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
ENTRYPOINT []
CMD ["slipway", "train", "services/diamond-price", "--promote", "better"]

ARG BASE_IMAGE
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="diamond-price-train" \
      org.opencontainers.image.description="What does a diamond cost?: training" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
