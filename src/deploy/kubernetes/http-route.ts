import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { objectFile } from './file.ts'
import { componentFile } from './kustomization.ts'
import { metadataOf, namesOf } from './names.ts'

/** The component that lets requests in by the Gateway API, in place of an Ingress. */
export function httpRouteFiles(service: Service): GeneratedFile[] {
  return [
    componentFile('components/http-route', { resources: ['http-route.yaml'] }),
    objectFile('components/http-route/http-route.yaml', httpRouteOf(service), {
      '/spec':
        'The Gateway API knows no rate limit: set it in the Gateway’s own policy. The server counts by user meanwhile.',
    }),
  ]
}

export function httpRouteOf(service: Service): object {
  const { gateway, host, path } = service.deploy
  const rewrite = {
    type: 'URLRewrite',
    urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
  }
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(service, namesOf(service).api),
    spec: {
      parentRefs: [{ name: gateway.name, namespace: gateway.namespace }],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          ...(path === '/' ? {} : { filters: [rewrite] }),
          timeouts: { request: '30s' },
          backendRefs: [{ name: namesOf(service).api, port: 80 }],
        },
      ],
    },
  }
}
