const praise = ['great ride', 'lovely park', 'wonderful day', 'friendly staff', 'magic show', 'ünser Été 🎉']
const blame = ['awful queue', 'dirty park', 'terrible day', 'rude staff', 'broken ride', 'never again again']
const when = ['in spring', 'in summer', 'last week', 'again', 'with children and rain']

/** Sixty short reviews, some of them with words of both kinds. */
export function textsCsv(): string {
  const lines = when.flatMap((time, t) => [
    ...praise.map((words, i) => `${words} ${time}${(i + t) % 4 === 0 ? ' but rude' : ''},5`),
    ...blame.map((words, i) => `${words} ${time}${(i + t) % 5 === 0 ? ' yet lovely' : ''},1`),
  ])
  return ['text,stars', ...lines, ''].join('\n')
}

export const texts = ['lovely staff, but a terrible queue', 'great great day in the park', 'no such words', '']

/** A hundred rows with gaps, categories, flags and texts. */
export function tableCsv(): string {
  const lines = Array.from({ length: 100 }, (_, i) => {
    const price = i % 7 === 0 ? '' : ((i * 37) % 50) + (i % 3) / 7
    return `${price},${['a', 'b', ''][i % 3]},${i % 2},${i % 3 === 0 ? 'fine thing' : 'poor thing'},${'xyz'[(i + (i % 11 === 0 ? 1 : 0)) % 3]}`
  })
  return ['price,brand,new,note,label', ...lines, ''].join('\n')
}

export const tableRows = [
  { price: 20, brand: 'a', new: true, note: 'fine' },
  { price: null, brand: 'never seen', new: false, note: 'words' },
  { price: -3.5, brand: null, new: false, note: '' },
]
