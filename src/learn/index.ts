export * from './contract.ts'
export * from './linear/index.ts'
