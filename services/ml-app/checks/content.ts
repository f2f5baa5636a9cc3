import type { Check } from 'slipway'

/** One flower of each species, from Fisher's table; also the service's examples. */
export const setosa = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 }
export const versicolor = { sepal_length: 5.7, sepal_width: 2.8, petal_length: 4.1, petal_width: 1.3 }
export const virginica = { sepal_length: 6.3, sepal_width: 3.3, petal_length: 6, petal_width: 2.5 }

/** Each species is told by its number and its name. */
export const content: readonly Check[] = [
  told('a setosa is class 0', setosa, 0, 'setosa'),
  told('a versicolor is class 1', versicolor, 1, 'versicolor'),
  told('a virginica is class 2', virginica, 2, 'virginica'),
  { name: 'it is healthy', request: { path: '/health' }, expect: { body: { status: 'healthy' } } },
  { name: 'it can be watched', request: { path: '/metrics' }, expect: { status: 200 } },
]

function told(name: string, flower: typeof setosa, prediction: number, class_name: string): Check {
  return {
    name,
    request: { path: '/predict', body: { features: Object.values(flower) } },
    expect: {
      body: { prediction, class_name, status: 'success' },
      holds: {
        that: 'the confidence is above one half and at most 1',
        when: ({ confidence }: { readonly confidence: number }) => confidence > 0.5 && confidence <= 1,
      },
    },
  }
}
