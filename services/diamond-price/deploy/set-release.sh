#!/bin/sh
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# Sets the image that an overlay runs, by a tag or a digest. The commit that takes it into Git is the delivery.
#   deploy/set-release.sh production registry.example.com/team/diamond-price 1a2b3c4
#   deploy/set-release.sh production registry.example.com/team/diamond-price sha256:… [sha256:… of the training image]
# A tag is that of the training image as well; with a digest that one stays as it is, unless its own is given.
set -eu
usage() {
  echo "$0: $1" >&2
  echo "usage: $0 staging|production IMAGE TAG|DIGEST [TRAINING_TAG|TRAINING_DIGEST]" >&2
  exit 2
}
if [ $# -lt 3 ] || [ $# -gt 4 ]; then usage "expected three or four words, got $#"; fi
file=$(dirname "$0")/overlays/$1/release/kustomization.yaml
[ -f "$file" ] || usage "there is no overlay $1"
case $2 in '' | *[!A-Za-z0-9._/:-]*) usage "an image has letters, digits and . _ / : - only, got $2" ;; esac

# What kustomize is told. A tag in quotes: seven digits of a commit may look like a number.
release() {
  case $1 in
    sha256:*[!0-9a-f]*) usage "a digest has hexadecimal digits, got $1" ;;
    sha256:*) [ ${#1} -eq 71 ] || usage "a digest has 64 digits, got $1" && echo "digest: $1" ;;
    '' | *[!A-Za-z0-9._-]*) usage "a tag has letters, digits and . _ - only, got $1" ;;
    *) printf 'newTag: "%s"' "$1" ;;
  esac
}
api=$(release "$3")
case $#$3 in 3sha256:*) train= ;; *) train=$(release "${4:-$3}") ;; esac
# A label has no room for a whole digest.
version=$(printf %.12s "${3#sha256:}")
case $3 in sha256:*) ;; *) version=$3 ;; esac

awk -v image="$2" -v api="$api" -v train="$train" -v version="$version" '
  $1 == "-" && $2 == "name:" { name = $3 }
  name == "diamond-price" { sub(/newName: .*/, "newName: " image); sub(/(newTag|digest): .*/, api) }
  name == "diamond-price-train" && train { sub(/newName: .*/, "newName: " image "-train"); sub(/(newTag|digest): .*/, train) }
  { sub(/app.kubernetes.io\/version: .*/, "app.kubernetes.io/version: \042" version "\042"); print }
' "$file" >"$file.new"
mv "$file.new" "$file"
