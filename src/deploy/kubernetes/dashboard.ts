import type { Service } from '../../service/contract.ts'
import { madeBy } from '../header.ts'

interface Panel {
  readonly title: string
  readonly unit: string
  /** Expression and legend of each line. */
  readonly lines: readonly (readonly [expr: string, legend: string])[]
}

/** The dashboard of a service, as Grafana imports it: one question a panel, two panels a row. */
export function dashboardOf(service: Service): object {
  return {
    title: service.title,
    description: madeBy,
    uid: service.name.slice(0, 40),
    tags: ['slipway'],
    timezone: 'utc',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' },
        {
          name: 'namespace',
          type: 'query',
          label: 'Namespace',
          datasource: { type: 'prometheus', uid: '$datasource' },
          query: `label_values(ml_requests_total{job="${service.name}"}, namespace)`,
          refresh: 2,
        },
      ],
    },
    panels: panelsOf(service.name).map(panel),
  }
}

function panelsOf(job: string): readonly Panel[] {
  const ours = `job="${job}",namespace="$namespace"`
  const quantile = (q: number) =>
    `histogram_quantile(${q}, sum by (le) (rate(ml_request_duration_seconds_bucket{${ours}}[5m])))`
  return [
    {
      title: 'Requests a second, by status',
      unit: 'reqps',
      lines: [[`sum by (status) (rate(ml_requests_total{${ours}}[1m]))`, '{{status}}']],
    },
    {
      title: 'How long an answer takes',
      unit: 's',
      lines: [
        [quantile(0.5), 'half'],
        [quantile(0.95), '95 %'],
        [quantile(0.99), '99 %'],
      ],
    },
    {
      title: 'Predictions a second, by label',
      unit: 'ops',
      lines: [[`sum by (model, label) (rate(ml_predictions_total{${ours}}[5m]))`, '{{model}} {{label}}']],
    },
    {
      title: 'Pods by version of the model',
      unit: 'short',
      lines: [[`count by (model, version) (ml_model_info{${ours}})`, '{{model}} {{version}}']],
    },
    {
      title: 'Memory of each pod',
      unit: 'bytes',
      lines: [[`process_resident_memory_bytes{${ours}}`, '{{pod}}']],
    },
    {
      title: 'CPU of each pod',
      unit: 'short',
      lines: [[`rate(process_cpu_seconds_total{${ours}}[1m])`, '{{pod}}']],
    },
  ]
}

function panel({ title, unit, lines }: Panel, i: number): object {
  return {
    id: i + 1,
    type: 'timeseries',
    title,
    datasource: { type: 'prometheus', uid: '$datasource' },
    gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: lines.map(([expr, legendFormat], j) => ({ refId: 'ABC'[j], expr, legendFormat })),
  }
}
