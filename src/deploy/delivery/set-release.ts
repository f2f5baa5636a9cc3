import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { namesOf } from '../kubernetes/names.ts'

/** A script that writes an image and its tag into an overlay: for a pipeline, and for hands. */
export function setReleaseFile(service: Service): GeneratedFile {
  const { api, training } = namesOf(service)
  const content = `#!/bin/sh
# Sets the image that an overlay runs. The commit that takes it into Git is the delivery.
#   deploy/set-release.sh production registry.example.com/team/${api} 1a2b3c4
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
sed -E \\
  -e "/- name: ${api}\\$/,/newTag:/ s|(newName: ).*|\\1$image|" \\
  -e "/- name: ${training}\\$/,/newTag:/ s|(newName: ).*|\\1$image-train|" \\
  -e "s|(newTag: ).*|\\1\\"$tag\\"|" \\
  -e "s|(app.kubernetes.io/version: ).*|\\1\\"$tag\\"|" \\
  "$file" >"$file.new"
mv "$file.new" "$file"
`
  return { path: 'deploy/set-release.sh', content }
}
