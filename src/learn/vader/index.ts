export type { VaderLexicon } from './lexicon.ts'
export { compileVader, type VaderExplanation, VaderModel, type VaderScore } from './vader-model.ts'
