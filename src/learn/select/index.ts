export { type Split, type TrainTestSplitOptions, trainTestSplit } from './train-test-split.ts'
