export * from './contract.ts'
export * from './linear/index.ts'
export * from './text/index.ts'
export * from './vader/index.ts'
