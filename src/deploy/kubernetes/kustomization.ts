import type { GeneratedFile } from '../generated-file.ts'
import { objectFile } from './file.ts'

/** The part of kustomize that we use. */
export interface Kustomization {
  readonly namespace?: string
  readonly resources?: readonly string[]
  readonly components?: readonly string[]
  readonly configMapGenerator?: readonly Generator[]
  readonly secretGenerator?: readonly Generator[]
  readonly generatorOptions?: { readonly disableNameSuffixHash?: boolean; readonly labels?: object }
  readonly patches?: readonly { readonly target: object; readonly patch: string }[]
  readonly labels?: readonly { readonly pairs: object; readonly includeTemplates: boolean }[]
  readonly images?: readonly { readonly name: string; readonly newName: string; readonly newTag: string }[]
}

interface Generator {
  readonly name: string
  readonly behavior?: 'merge'
  readonly literals?: readonly string[]
  readonly files?: readonly string[]
  readonly envs?: readonly string[]
  readonly options?: object
}

/** A `kustomization.yaml` in a folder below `deploy/`. */
export function kustomizationFile(
  folder: string,
  content: Kustomization,
  comments: { readonly [place: string]: string } = {},
): GeneratedFile {
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }
  return objectFile(`${folder}/kustomization.yaml`, { ...head, ...content }, comments)
}

/** The same as a component: a part that an overlay takes in or leaves out. */
export function componentFile(
  folder: string,
  content: Kustomization,
  comments: { readonly [place: string]: string } = {},
): GeneratedFile {
  const head = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' }
  return objectFile(`${folder}/kustomization.yaml`, { ...head, ...content }, comments)
}
