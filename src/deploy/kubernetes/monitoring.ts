import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { dashboardOf } from './dashboard.ts'
import { objectFile } from './file.ts'
import { componentFile } from './kustomization.ts'
import { labelsOf, metadataOf, namesOf, selectorOf } from './names.ts'

/** The component for clusters with the Prometheus operator: what is scraped, what wakes somebody, what is looked at. */
export function monitoringFiles(service: Service): GeneratedFile[] {
  const folder = 'components/monitoring'
  const dashboard = {
    name: `${service.name}-dashboard`,
    files: ['dashboard.json'],
    // Grafana's sidecar looks for this label.
    options: { disableNameSuffixHash: true, labels: { ...labelsOf(service, 'monitoring'), grafana_dashboard: '1' } },
  }
  return [
    componentFile(folder, {
      resources: ['service-monitor.yaml', 'alerts.yaml'],
      configMapGenerator: [dashboard],
    }),
    objectFile(`${folder}/service-monitor.yaml`, serviceMonitorOf(service)),
    objectFile(`${folder}/alerts.yaml`, alertsOf(service)),
    { path: `deploy/${folder}/dashboard.json`, content: `${JSON.stringify(dashboardOf(service), null, 2)}\n` },
  ]
}

function serviceMonitorOf(service: Service): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(service, namesOf(service).api, 'monitoring'),
    spec: {
      selector: { matchLabels: selectorOf(service) },
      endpoints: [{ port: 'http', path: '/metrics', interval: '15s', scrapeTimeout: '5s' }],
    },
  }
}

function alertsOf(service: Service): object {
  const { api } = namesOf(service)
  // By namespace, so that staging and production are told apart.
  const selector = `job="${api}"`
  const failed = `sum by (namespace) (rate(ml_requests_total{${selector},status=~"5.."}[5m]))`
  const all = `sum by (namespace) (rate(ml_requests_total{${selector}}[5m]))`
  const p99 = `histogram_quantile(0.99, sum by (namespace, le) (rate(ml_request_duration_seconds_bucket{${selector}}[5m])))`
  const available = `kube_deployment_status_replicas_available{deployment="${api}"}`
  const wanted = `kube_deployment_spec_replicas{deployment="${api}"}`
  const pods = `kube_pod_container_status_last_terminated_reason{reason="OOMKilled",pod=~"${api}-.*"}`
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
              'kubectl describe pods; readiness says why.',
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
