import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { dashboardOf } from './dashboard.ts'
import { objectFile } from './file.ts'
import { componentFile } from './kustomization.ts'
import { labelsOf, metadataOf, namesOf, selectorOf } from './names.ts'

/**
 * Two components for clusters with the Prometheus operator: what is scraped, in every overlay; what wakes somebody and
 * what is looked at, in production alone, as one rule and one dashboard are enough.
 */
export function monitoringFiles(service: Service): GeneratedFile[] {
  const [monitoring, alerts] = ['components/monitoring', 'components/alerts']
  const dashboard = {
    name: `${service.name}-dashboard`,
    files: ['dashboard.json'],
    // Grafana's sidecar looks for this label.
    options: { disableNameSuffixHash: true, labels: { ...labelsOf(service, 'monitoring'), grafana_dashboard: '1' } },
  }
  return [
    componentFile(monitoring, { resources: ['service-monitor.yaml'] }),
    objectFile(`${monitoring}/service-monitor.yaml`, serviceMonitorOf(service)),
    componentFile(alerts, { resources: ['alerts.yaml'], configMapGenerator: [dashboard] }),
    objectFile(`${alerts}/alerts.yaml`, alertsOf(service)),
    { path: `deploy/${alerts}/dashboard.json`, content: `${JSON.stringify(dashboardOf(service), null, 2)}\n` },
  ]
}

function serviceMonitorOf(service: Service): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(service, namesOf(service).api, 'monitoring'),
    spec: {
      selector: { matchLabels: selectorOf(service) },
      endpoints: [{ port: 'metrics', path: '/metrics', interval: '15s', scrapeTimeout: '5s' }],
    },
  }
}

function alertsOf(service: Service): object {
  const { api } = namesOf(service)
  // Production's alone: staging wakes nobody.
  const production = `namespace="${service.deploy.namespace}"`
  const selector = `job="${api}",${production}`
  const failed = `sum by (namespace) (rate(ml_requests_total{${selector},status=~"5.."}[5m]))`
  const all = `sum by (namespace) (rate(ml_requests_total{${selector}}[5m]))`
  const p99 = `histogram_quantile(0.99, sum by (namespace, le) (rate(ml_request_duration_seconds_bucket{${selector}}[5m])))`
  const available = `kube_deployment_status_replicas_available{deployment="${api}",${production}}`
  const wanted = `kube_deployment_spec_replicas{deployment="${api}",${production}}`
  const pods = `kube_pod_container_status_last_terminated_reason{reason="OOMKilled",container="api",${production}}`
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf(service, api, 'monitoring'),
    spec: {
      groups: [
        {
          name: service.name,
          rules: [
            alert(
              'NobodyServes',
              'critical',
              '1m',
              `${available} == 0`,
              'No pod is ready',
              'kubectl describe pods; readiness says why. No pod at all: somebody scaled to 0, which neither the autoscaler nor Argo CD undoes.',
            ),
            alert(
              'TooFewPods',
              'warning',
              '10m',
              `${available} < ${wanted}`,
              'Fewer pods are ready than wanted',
              'kubectl get events --sort-by=.lastTimestamp: no room on the nodes, an image that cannot be pulled, a model that cannot be loaded.',
            ),
            alert(
              'RequestsFail',
              'critical',
              '5m',
              `${failed} / ${all} > 0.01`,
              'More than 1 % of the requests fail',
              'The log has the request id and the cause of each.',
            ),
            alert(
              'RequestsAreSlow',
              'warning',
              '10m',
              `${p99} > 0.5`,
              'One request in a hundred takes longer than 0.5 s',
              'Is the CPU throttled, or are the requests batches of thousands?',
            ),
            alert(
              'ModelRefused',
              'warning',
              '0m',
              `increase(ml_model_loads_total{${selector},result="refused"}[10m]) > 0`,
              'A new version of a model was refused; the old one goes on serving',
              'The log says which check failed; slipway models rollback puts the last good one back.',
            ),
            alert(
              'OutOfMemory',
              'warning',
              '0m',
              `${pods} == 1`,
              'A pod was killed for its memory',
              'Raise the limit in service.ts, under deploy.resources, or modelMemory if the models grew.',
            ),
          ].map((rule) => ({ ...rule, alert: `${pascal(service.name)}${rule.alert}` })),
        },
      ],
    },
  }
}

function alert(name: string, severity: string, duration: string, expr: string, summary: string, description: string) {
  return { alert: name, expr, for: duration, labels: { severity }, annotations: { summary, description } }
}

/** `park-sentiment` as `ParkSentiment`. */
function pascal(name: string): string {
  return name.replaceAll(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase())
}
