export { BernoulliNBModel } from './bernoulli-nb/model.ts'
export { ComplementNBModel } from './complement-nb/model.ts'
export { GaussianNBModel } from './gaussian-nb/model.ts'
export { MultinomialNBModel } from './multinomial-nb/model.ts'
