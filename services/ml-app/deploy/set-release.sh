#!/bin/sh
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# Sets the image that an overlay runs. The commit that takes it into Git is the delivery.
#   deploy/set-release.sh production registry.example.com/team/ml-app 1a2b3c4
set -eu
if [ $# -ne 3 ]; then
  echo "usage: $0 staging|production IMAGE TAG" >&2
  exit 2
fi
image=$2
tag=$3
case $image$tag in *[!A-Za-z0-9._/:-]*)
  echo "$0: an image and a tag have letters, digits and . _ / : - only, got $image and $tag" >&2
  exit 2
  ;;
esac
file=$(dirname "$0")/overlays/$1/release/kustomization.yaml
# The tag in quotes: seven digits of a commit may look like a number.
sed -E \
  -e "/- name: ml-app\$/,/newTag:/ s|(newName: ).*|\1$image|" \
  -e "/- name: ml-app-train\$/,/newTag:/ s|(newName: ).*|\1$image-train|" \
  -e "s|(newTag: ).*|\1\"$tag\"|" \
  -e "s|(app.kubernetes.io/version: ).*|\1\"$tag\"|" \
  "$file" >"$file.new"
mv "$file.new" "$file"
