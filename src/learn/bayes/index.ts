export { MultinomialNB } from './multinomial-nb.ts'
export { MultinomialNBModel } from './multinomial-nb-model.ts'
export type { MultinomialNBOptions } from './options.ts'
